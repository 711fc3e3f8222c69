"""One group of comments: deciding with a reason, and the words of the draft that change because of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.consultations.choices import ChangedPart, Outcome
from speir.consultations.deciding_operations import decide, take_change_back, write_change
from speir.consultations.deciding_queries import GroupTold, Work, work_on
from speir.consultations.permissions import may_decide_on_comments, may_group_comments
from speir.consultations.publication_queries import part_in_words
from speir.consultations.queries import draft_item
from speir.consultations.rules import (
    CHANGES_SOMETHING,
    a_change_follows_a_decision,
    commenting_is_over,
)
from speir.foundations.uk_clock import uk_today
from speir.people.queries import standing_everywhere
from speir.web.inspectorate.comments_shown import CommentShown, comments_shown, place, place_form
from speir.web.inspectorate.consultation_forms import ChangeForm, DecideForm
from speir.web.inspectorate.consultation_page import GroupLine, consultation_or_404, group_line
from speir.web.inspectorate.consultation_targets import Target, target_at, targets
from speir.web.shared.changed_words import Piece, changed_words
from speir.web.shared.consulting import ConsultationLine, consultation_line
from speir.web.shared.forms import ButtonForm
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.showing import day
from speir.web.shared.small_forms import Given, Kinds, SmallForms
from speir.web.shared.words import Kept, kept

if TYPE_CHECKING:
    from speir.consultations.models import Consultation, WordChange
    from speir.people.models import Person


@dataclass(frozen=True)
class ChangeLine:
    """Words that change because of this group."""

    key: str
    item: str
    part: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class GroupPage:
    """One group; each ``…_refused`` is "" when the reader may do it now."""

    line: ConsultationLine
    group: GroupLine
    comments: tuple[CommentShown, ...]
    reason: str
    decided: str
    changes: tuple[ChangeLine, ...]
    targets: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    target: Target | None
    decide_refused: str
    change_refused: str
    group_refused: str
    keep: Kept

    @property
    def hints(self) -> dict[str, str]:
        """What stands under each comment that can be chosen."""
        return {each.pk: f"{each.text} ({each.who})" for each in self.comments}


BACK = "The change is taken back. The words stay as they were."


@inspectorate_screen(methods=READ_AND_CHANGE)
def consultation_group(request: SignedInRequest, consultation_id: UUID, group_id: UUID) -> HttpResponseBase:
    """One group of comments; a POST decides, changes words, takes a change back, or moves comments."""
    found = consultation_or_404(consultation_id)
    work = work_on(found)
    told = next((each for each in work.groups if each.group.pk == group_id), None)
    if told is None:
        raise Http404
    target = target_at(found, request.POST.get("target") or request.GET.get("target", ""))
    sent = SmallForms(request, _kinds(request, found, work, told, target))
    if sent.is_done:
        return redirect("consultation_group", consultation_id=consultation_id, group_id=group_id)
    page = group_page(found, told, target, request.user)
    _show_what_is_decided(sent, told, page)
    if target and sent.shown["change"] is not sent.failed:
        sent.shown["change"].initial["becomes"] = target.before
    return render_page(
        request, "inspectorate/consultation_group.html.jinja", page, form=sent.failed, forms=sent.shown
    )


def _show_what_is_decided(sent: SmallForms, told: GroupTold, page: GroupPage) -> None:
    form, base = sent.shown["decide"], told.decision.decided_at.isoformat() if told.decision else ""
    if form is not sent.failed:
        form.initial.update(outcome=told.outcome, reason=page.keep.or_else(page.reason), base=base)
    elif isinstance(form, DecideForm):
        form.start_from(base)


def _kinds(
    request: SignedInRequest, found: "Consultation", work: Work, told: GroupTold, target: Target | None
) -> Kinds:
    by, comments = request.user, told.comments

    def decision(given: Given) -> object:
        given.update(outcome=Outcome(given["outcome"]), based_on=given.pop("base"))
        return decide(group=told.group, by=by, at=timezone.now(), **given)

    def change(given: Given) -> object:
        item = draft_item(found, target.number) if target else None
        if target is None or item is None:
            raise Http404
        part, level = ChangedPart(target.part), target.level
        return write_change(
            group=told.group, item=item, part=part, level_key=level, by=by, at=timezone.now(), **given
        )

    def put(given: Given) -> None:
        place(given, found, comments, work.groups, by, timezone.now())

    def back(standing: "WordChange") -> Any:
        return lambda given: take_change_back(change=standing, by=by, at=timezone.now())

    return {
        "decide": (DecideForm, decision, "The decision is recorded with its reason."),
        "change": (ChangeForm, change, "The new words are kept for the next version."),
        "place": (
            lambda *given, **options: place_form(given, options, comments, work.groups),
            put,
            "The comments are moved.",
        ),
        **{f"back-{each.pk}": (ButtonForm, back(each), BACK) for each in told.changes},
    }


def group_page(
    consultation: "Consultation", told: GroupTold, target: Target | None, by: "Person"
) -> GroupPage:
    """What the page shows this person."""
    standing, decision = standing_everywhere(by), told.decision
    not_yet = commenting_is_over.reason(consultation.is_to_be_decided(uk_today()))
    decide_refused = may_decide_on_comments.reason_refused(standing) or (not_yet.message if not_yet else "")
    changes_nothing = "" if told.outcome in CHANGES_SOMETHING else a_change_follows_a_decision.message
    version = decision.decided_at.isoformat() if decision else "new"
    return GroupPage(
        line=consultation_line(consultation, uk_today()),
        group=group_line(told),
        comments=comments_shown(told.comments),
        reason=decision.reason if decision else "",
        decided=f"{decision.decided_by.full_name}, {day(decision.decided_at)}" if decision else "",
        changes=tuple(_change_line(each) for each in told.changes),
        targets=targets(consultation),
        target=target,
        decide_refused=decide_refused,
        change_refused=decide_refused or changes_nothing,
        group_refused=may_group_comments.reason_refused(standing) or "",
        keep=kept(f"consultation:group:{told.group.pk}", version=version, by=by),
    )


def _change_line(change: "WordChange") -> ChangeLine:
    is_new = change.part == ChangedPart.NEW_INDICATOR
    return ChangeLine(
        key=f"back-{change.pk}",
        item=f"{change.number} (new)" if is_new else str(change.item),
        part=part_in_words(change),
        pieces=changed_words(change.before, change.becomes),
    )


ADDRESSES = [
    path(
        "office/consultations/<uuid:consultation_id>/groups/<uuid:group_id>/",
        consultation_group,
        name="consultation_group",
    )
]
