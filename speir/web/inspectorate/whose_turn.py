"""What waits for whom in an inspection, as lines that pages print; only what the reader may know of."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from speir.concerns import queries as concerns
from speir.document_packs import queries as document_packs
from speir.document_packs.permissions import may_see_pack
from speir.document_requests import queries as document_requests
from speir.document_requests.permissions import may_read_documents
from speir.evaluations import queries as evaluations
from speir.evaluations.permissions import may_read_judgements
from speir.evidence.permissions import may_read_evidence
from speir.foundations.access import Permission
from speir.frameworks.queries import evaluated_items_by_framework
from speir.improvement_plans import queries as improvement_plans
from speir.inspections import queries as inspection_queries
from speir.inspections import timetable_queries
from speir.inspections.turns import Turn, in_order
from speir.people.choices import Role
from speir.people.standing import Standing
from speir.record_reading import queries as record_reading
from speir.record_reading.permissions import may_see_progress
from speir.record_samples import queries as record_samples
from speir.record_samples.permissions import may_see_samples
from speir.reports import queries as reports
from speir.web.inspectorate.where import ON_AN_ITEM, where
from speir.web.shared.showing import count, day

if TYPE_CHECKING:
    from uuid import UUID

    from speir.inspections.models import Inspection, Milestone, TeamMember
    from speir.people.models import Person

SOON = 7


@dataclass(frozen=True)
class Line:
    """One line of a list of turns: what, why, by when; ``address`` is "" when it is not the reader's."""

    title: str
    reason: str
    address: str
    due: str
    due_kind: str
    due_on: date | None
    is_urgent: bool = False


def turns_known_to(standing: Standing, inspection: "Inspection") -> list[Turn]:
    """Every turn that this person may know of, most pressing first; what waits for them they always may."""
    return turns_known_in([inspection], {inspection.pk: standing})[inspection.pk]


def turns_known_in(
    inspections: Sequence["Inspection"], standings: Mapping["UUID", Standing]
) -> dict["UUID", list[Turn]]:
    """The turns that one person may know of in several inspections, in a fixed number of questions."""
    gathered = [
        (inspection_queries.turns_of(inspections), _everybody),
        (timetable_queries.turns_of(inspections), _everybody),
        (document_packs.turns_of(inspections), _anybody_who(may_see_pack)),
        (document_requests.turns_of(inspections), _anybody_who(may_read_documents, may_read_evidence)),
        (record_samples.turns_of(inspections), _anybody_who(may_see_samples)),
        (record_reading.turns_of(inspections), _anybody_who(may_see_progress)),
        (evaluations.turns_of(inspections), _anybody_who(may_read_judgements)),
        (reports.turns_of(inspections), _anybody_who(may_read_judgements)),
        (improvement_plans.turns_of(inspections), _everybody),
        (concerns.turns_of(inspections, timezone.now()), _nobody_else),
    ]
    known: dict[UUID, list[Turn]] = {}
    for pk in [inspection.pk for inspection in inspections]:
        standing = standings[pk]
        known[pk] = in_order(
            [
                turn
                for turns, knows in gathered
                for turn in turns[pk]
                if knows(standing) or turn.is_for(standing)
            ]
        )
    return known


def _everybody(standing: Standing) -> bool:
    return True


def _nobody_else(standing: Standing) -> bool:
    """For what only those may know of for whom it waits."""
    return False


def _anybody_who(*permissions: Permission[Standing]) -> Callable[[Standing], bool]:
    return lambda standing: any(each.reason_refused(standing) is None for each in permissions)


def my_lines(
    turns: Sequence[Turn],
    standing: Standing,
    inspection: "Inspection",
    today: date,
    item_numbers: Mapping[str, str] | None = None,
) -> list[Line]:
    """What waits for this person, each with the address at which it is done.

    ``item_numbers`` is what ``item_numbers_in`` answers, for a page that has asked about several inspections.
    """
    mine = [turn for turn in turns if turn.is_for(standing)]
    numbers = item_numbers or {}
    if item_numbers is None and any(turn.key in ON_AN_ITEM for turn in mine):
        numbers = item_numbers_in([inspection])
    return [_own_line(turn, today, where(turn, inspection.reference, numbers)) for turn in mine]


def urgent_lines(
    inspections: Sequence["Inspection"], standings: Mapping["UUID", Standing], today: date
) -> dict["UUID", list[Line]]:
    """What is urgent for somebody in inspections in which nothing else can wait for them, closed ones too."""
    turns = concerns.turns_of(inspections, timezone.now())
    return {one.pk: my_lines(turns[one.pk], standings[one.pk], one, today, {}) for one in inspections}


def item_numbers_in(inspections: Sequence["Inspection"]) -> dict[str, str]:
    """The number of every evaluated item of several inspections, by its identity, in one question."""
    by_framework = evaluated_items_by_framework({one.phase.framework_id for one in inspections})
    return {str(item.pk): item.number for items in by_framework.values() for item in items}


@dataclass(frozen=True)
class Holders:
    """Who holds which role in one inspection, to say whose turn something is by name."""

    team: Sequence["TeamMember"]
    link_inspector: "Person | None"

    def names(self, turn: Turn) -> list[str]:
        """The people whom a turn waits for."""
        found = {
            member.person.full_name
            for member in self.team
            if member.role in turn.roles
            and turn.person_id in {"", str(member.person_id)}
            and turn.body_id in {"", str(member.person.body_id)}
        }
        if Role.LINK_INSPECTOR in turn.roles and self.link_inspector:
            found.add(self.link_inspector.full_name)
        return sorted(found)

    def of_role(self, role: str) -> list[str]:
        """The people who hold one role."""
        return self.names(Turn("", "", "", frozenset({Role(role)})))


def whose(roles: str, names: Sequence[str]) -> str:
    """Whose turn it is, by role and by name; says so when nobody holds the role."""
    if not names:
        return f"{roles} (nobody appointed)"
    shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if names[3:] else "")
    return f"{roles}: {shown}"


def lines_of_others(
    turns: Sequence[Turn], standing: Standing, late: Sequence["Milestone"], holders: Holders, today: date
) -> list[Line]:
    """What waits for others, and milestones that are late without anything saying why; late ones first."""
    alike: dict[tuple[str, str, date | None], list[Turn]] = {}
    for turn in turns:
        if not turn.is_for(standing):
            alike.setdefault((turn.key, turn.title, turn.due_on), []).append(turn)
    lines = [_line_of_alike(group, holders, today) for group in alike.values()]
    lines += [
        _line(
            milestone.title,
            whose(Role.label_of(milestone.whose_turn), holders.of_role(milestone.whose_turn)) + ".",
            milestone.due_on,
            today,
        )
        for milestone in late
        if not is_explained(milestone, turns)
    ]
    return sorted(lines, key=_urgency)


def _line_of_alike(group: Sequence[Turn], holders: Holders, today: date) -> Line:
    """One line for the same thing that waits for several people; it gives the reason when they share it."""
    names = sorted({name for turn in group for name in holders.names(turn)})
    reasons = {turn.why for turn in group}
    reason = f" {reasons.pop()}" if len(reasons) == 1 else ""
    first = group[0]
    return _line(first.title, f"{whose(first.whose(), names)}.{reason}", first.due_on, today)


def is_explained(milestone: "Milestone", turns: Sequence[Turn]) -> bool:
    """Whether some turn with the same day and role already says what a late milestone waits for."""
    return any(turn.due_on == milestone.due_on and milestone.whose_turn in turn.roles for turn in turns)


def _urgency(line: Line) -> tuple[bool, bool, date, str]:
    return (not line.is_urgent, line.due_on is None, line.due_on or date.max, line.title)


def in_urgency(lines: Sequence[Line]) -> list[Line]:
    """Lines of several inspections together, most pressing first; those without a day last."""
    return sorted(lines, key=_urgency)


def is_late(line: Line, today: date) -> bool:
    """Whether the day of a line has passed."""
    return line.due_on is not None and line.due_on < today


def _own_line(turn: Turn, today: date, address: str) -> Line:
    line = _line(turn.title, turn.why, turn.due_on, today, address)
    if turn.clock:
        line = replace(line, due=turn.clock, due_kind="bad" if turn.is_overdue else "warn")
    return replace(line, is_urgent=turn.is_urgent)


def _line(title: str, reason: str, due_on: date | None, today: date, address: str = "") -> Line:
    due, kind = due_words(due_on, today)
    return Line(title, reason, address, due, kind, due_on)


def due_words(due_on: date | None, today: date) -> tuple[str, str]:
    """When something is due, in words, and the kind of tag for it."""
    if due_on is None:
        return "", "grey"
    left = (due_on - today).days
    if left < 0:
        return f"{count(-left, 'day')} late", "bad"
    if left < 2:
        return ("due today", "due tomorrow")[left], "warn"
    return f"due {day(due_on)}", "warn" if left <= SOON else "grey"
