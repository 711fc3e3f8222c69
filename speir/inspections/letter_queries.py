"""The letters of a method as they would go now: to whom, in what words, and what is missing from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from speir.frameworks.queries import items_found_about
from speir.inspections.letters import in_words, usual_letter
from speir.inspections.models import Inspection, Letter, TeamMember
from speir.inspections.national_queries import national_exercise_of
from speir.inspections.queries import milestone_of, scrutiny_bodies, team_of
from speir.people.choices import Role
from speir.people.models import Person
from speir.programmes.choices import PhaseKind
from speir.programmes.letter_fields import NOTIFICATION, filled, missing_in
from speir.programmes.queries import letters_of as letters_of_phase

RECIPIENTS = (Role.HEAD, Role.OPERATIONAL_LEAD)
POSTS = {Role.HEAD: "Head", Role.OPERATIONAL_LEAD: "Operational lead"}


@dataclass(frozen=True)
class Template:
    """The words of one letter of a method, before its fields are filled in."""

    key: str
    title: str
    recipients: tuple[Role, ...]
    subject: str
    text: str
    is_indicative: bool
    source: str = ""


@dataclass(frozen=True)
class Draft:
    """A letter to one person as it would go now; ``missing`` are the fields for which there is nothing."""

    recipient: Person
    subject: str
    text: str
    missing: tuple[str, ...]


def templates_of(inspection: Inspection) -> list[Template]:
    """The letters of this inspection's method, the notification letter first."""
    written = [
        Template(
            each.key,
            each.title,
            tuple(Role(role) for role in each.recipients),
            each.subject,
            each.text,
            each.is_indicative,
            each.source,
        )
        for each in letters_of_phase(inspection.phase)
    ]
    first = next((each for each in written if each.key == NOTIFICATION), None)
    return [first or _usual(inspection), *(each for each in written if each.key != NOTIFICATION)]


def _usual(inspection: Inspection) -> Template:
    phase = inspection.phase
    return Template(
        key=NOTIFICATION,
        title="Notification letter",
        recipients=RECIPIENTS,
        subject=f"{phase.programme.name}: {{partnership}}",
        text=phase.letter or usual_letter(phase.kind, len(scrutiny_bodies(inspection))),
        is_indicative=True,
    )


def template_of(inspection: Inspection, key: str) -> Template | None:
    """One letter of the method."""
    return next((each for each in templates_of(inspection) if each.key == key), None)


def letters_with(inspection: Inspection, key: str) -> list[Letter]:
    """The letters of one kind that have gone, with their receipts."""
    sent = Letter.objects.filter(inspection=inspection, key=key)
    return list(sent.select_related("recipient__body", "sent_by", "received_by"))


def drafts_of(inspection: Inspection, template: Template) -> list[Draft]:
    """The letter to each person who would get it now and has not had it."""
    team, has_it = team_of(inspection), {one.recipient_id for one in letters_with(inspection, template.key)}
    common = _common(inspection, team)
    recipients: dict[object, TeamMember] = {}
    for role in template.recipients:
        for member in team:
            if member.role == role and member.person_id not in has_it:
                recipients.setdefault(member.person_id, member)
    return [_draft(template, member, common) for member in recipients.values()]


def _draft(template: Template, member: TeamMember, common: dict[str, str]) -> Draft:
    person = member.person
    values = {
        **common,
        "recipient": person.full_name,
        "post": person.post_title or POSTS[Role(member.role)],
        "body": person.body.name,
    }
    missing = dict.fromkeys([*missing_in(template.subject, values), *missing_in(template.text, values)])
    return Draft(
        person, filled(template.subject, values)[:200], filled(template.text, values), tuple(missing)
    )


def _common(inspection: Inspection, team: Sequence[TeamMember]) -> dict[str, str]:
    """What stands in a letter whoever receives it; "" where there is nothing yet."""
    documents = milestone_of(inspection, "documents_due")
    heads = [
        f"{one.person.full_name} ({one.person.body.short_name})" for one in team if one.role == Role.HEAD
    ]

    def holding(role: Role) -> str:
        return in_words([member.person.full_name for member in team if member.role == role])

    return {
        "title": PhaseKind.label_of(inspection.phase.kind),
        "partnership": inspection.partnership.full_name,
        "bodies": in_words([body.name for body in scrutiny_bodies(inspection)]),
        "starts_on": _day(inspection.starts_on),
        "publishes_on": _when_published(inspection),
        "questions": in_words([item.title.lower() for item in items_found_about(inspection.phase.framework)]),
        "lead": holding(Role.LEAD_INSPECTOR),
        "support_officer": holding(Role.SUPPORT_OFFICER),
        "coordinator": holding(Role.COORDINATOR),
        "operational_lead": holding(Role.OPERATIONAL_LEAD),
        "heads": in_words(heads),
        "documents_due": _day(documents.due_on) if documents else "",
    }


def _when_published(inspection: Inspection) -> str:
    """The day of its report; an area of a national exercise is told the day of the national one."""
    if not inspection.is_area:
        return _day(inspection.publishes_on)
    national = national_exercise_of(inspection)
    on = _day(national.publishes_on) if national else "a day still to be set"
    return f"{on}, in a national report that names no area"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def missing_fields(drafts: Sequence[Draft]) -> list[str]:
    """The fields for which any of these letters has nothing, each once."""
    return list(dict.fromkeys(name for draft in drafts for name in draft.missing))


def letters_to_send(inspection: Inspection) -> list[tuple[Person, str]]:
    """Each person who would get the notification letter now, with its text."""
    return [(draft.recipient, draft.text) for draft in drafts_of(inspection, templates_of(inspection)[0])]


def operational_leads(inspection: Inspection) -> list[Person]:
    """Those in the partnership who do the work, and get every letter beside the heads."""
    return [member.person for member in team_of(inspection) if member.role == Role.OPERATIONAL_LEAD]
