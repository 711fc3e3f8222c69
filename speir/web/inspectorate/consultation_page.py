"""One consultation: opening it, inviting, its closing day, and putting comments into groups."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.consultations import operations, queries
from speir.consultations.choices import Outcome
from speir.consultations.deciding_queries import GroupTold, Work, work_on
from speir.consultations.lifecycle import CONSULTATION
from speir.consultations.permissions import may_consult, may_group_comments
from speir.foundations.uk_clock import uk_today
from speir.people.queries import standing_everywhere
from speir.web.inspectorate.choosing import set_choices
from speir.web.inspectorate.comments_shown import CommentShown, comments_shown, place, place_form
from speir.web.inspectorate.consultation_forms import ClosingForm, InviteForm
from speir.web.shared.consulting import ConsultationLine, consultation_line
from speir.web.shared.forms import ButtonForm
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.showing import count, day
from speir.web.shared.small_forms import Given, Kinds, SmallForms

if TYPE_CHECKING:
    from speir.consultations.models import Consultation
    from speir.people.models import Person


@dataclass(frozen=True)
class GroupLine:
    """One group of comments in the list."""

    pk: str
    name: str
    comments: str
    outcome: str
    outcome_kind: str


@dataclass(frozen=True)
class OneConsultationPage:
    """One consultation; each ``…_refused`` is "" when the reader may do it now."""

    line: ConsultationLine
    about: str
    facts: tuple[tuple[str, str], ...]
    framework: tuple[str, str]
    programme: tuple[str, str]
    unplaced: tuple[CommentShown, ...]
    groups: tuple[GroupLine, ...]
    set_aside: tuple[tuple[CommentShown, str], ...]
    consult_refused: str
    open_refused: str
    closing_refused: str
    group_refused: str
    has_bodies_to_invite: bool

    @property
    def hints(self) -> dict[str, str]:
        """What stands under each comment that can be chosen."""
        return {each.pk: f"{each.text} ({each.who})" for each in self.unplaced}


KINDS = {
    Outcome.ACCEPTED: "ok",
    Outcome.IN_PART: "info",
    Outcome.NOT_ACCEPTED: "grey",
    Outcome.NO_CHANGE: "ok",
}


def group_line(told: GroupTold) -> GroupLine:
    """One group for a list."""
    outcome = told.outcome
    return GroupLine(
        pk=str(told.group.pk),
        name=told.group.name,
        comments=count(len(told.comments), "comment"),
        outcome=Outcome.label_of(outcome) if outcome else "Not decided yet",
        outcome_kind=KINDS[Outcome(outcome)] if outcome else "warn",
    )


def consultation_or_404(consultation_id: UUID) -> "Consultation":
    """The consultation at this address."""
    found = queries.consultation(consultation_id)
    if found is None:
        raise Http404
    return found


@inspectorate_screen(methods=READ_AND_CHANGE)
def consultation_screen(request: SignedInRequest, consultation_id: UUID) -> HttpResponseBase:
    """One consultation with everything that was said; a POST opens, invites, moves the day or groups."""
    found = consultation_or_404(consultation_id)
    work = work_on(found)
    sent = SmallForms(request, _kinds(request, found, work))
    if sent.is_done:
        return redirect("consultation", consultation_id=consultation_id)
    page = one_consultation_page(found, work, request.user)
    return render_page(
        request, "inspectorate/consultation.html.jinja", page, form=sent.failed, forms=sent.shown
    )


def _kinds(request: SignedInRequest, found: "Consultation", work: Work) -> Kinds:
    bodies = {str(each.pk): each for each in queries.bodies_to_invite(found)}

    def act(change: Any, **given: object) -> object:
        return change(consultation=found, by=request.user, at=timezone.now(), **given)

    def invite_form(*given: Any, **options: Any) -> InviteForm:
        form = InviteForm(*given, **options)
        set_choices(form, "bodies", [(pk, _named(each)) for pk, each in bodies.items()])
        return form

    def invite(given: Given) -> object:
        return act(operations.invite, bodies=[bodies[pk] for pk in given["bodies"]], once=given["once"])

    def put(given: Given) -> None:
        place(given, found, work.unplaced, work.groups, request.user, timezone.now())

    return {
        "open": (
            ButtonForm,
            lambda given: act(operations.open_consultation),
            "The consultation is open for comments.",
        ),
        "invite": (invite_form, invite, "They are invited."),
        "closing": (
            ClosingForm,
            lambda given: act(operations.move_closing_day, **given),
            "The closing day is moved.",
        ),
        "place": (
            lambda *given, **options: place_form(given, options, work.unplaced, work.groups),
            put,
            "The comments are in the group.",
        ),
    }


def _named(body: Any) -> str:
    return f"{body.name} (fictional)" if body.is_fictional else str(body.name)


def one_consultation_page(consultation: "Consultation", work: Work, by: "Person") -> OneConsultationPage:
    """What the page shows this person."""
    standing, framework, programme = standing_everywhere(by), consultation.framework, consultation.programme
    consult_refused = may_consult.reason_refused(standing) or ""
    invited = ", ".join(each.body.name for each in queries.invitations_of(consultation))
    return OneConsultationPage(
        line=consultation_line(consultation, uk_today()),
        about=consultation.about,
        facts=(
            (
                "Who may comment",
                "Anybody, without signing in" if consultation.is_public else "Who is invited",
            ),
            ("Invited", invited or "nobody yet"),
            ("Closing day", day(consultation.closes_on)),
            ("Opened", day(consultation.opened_at) or "not yet"),
            ("Prepared by", f"{consultation.prepared_by.full_name}, {day(consultation.prepared_at)}"),
            ("Comments without an answer", str(work.not_answered)),
        ),
        framework=(framework.key, framework.version),
        programme=(programme.slug, programme.name) if programme else ("", ""),
        unplaced=comments_shown(work.unplaced),
        groups=tuple(group_line(each) for each in work.groups),
        set_aside=tuple((comments_shown([comment])[0], why) for comment, why in work.set_aside),
        consult_refused=consult_refused,
        open_refused=consult_refused or CONSULTATION.reason_refused(consultation.status, "open") or "",
        closing_refused=consult_refused or CONSULTATION.reason_refused(consultation.status, "publish") or "",
        group_refused=may_group_comments.reason_refused(standing)
        or CONSULTATION.reason_refused(consultation.status, "publish")
        or "",
        has_bodies_to_invite=bool(queries.bodies_to_invite(consultation)),
    )


ADDRESSES = [path("office/consultations/<uuid:consultation_id>/", consultation_screen, name="consultation")]
