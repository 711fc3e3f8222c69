"""One planned engagement: recording what was done, changing the plan, dropping it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.engagement import operations, queries
from speir.engagement.choices import Channel
from speir.engagement.lifecycle import ENGAGEMENT
from speir.engagement.permissions import may_plan_engagement, may_record_engagement
from speir.foundations.moves import moves_of
from speir.foundations.uk_clock import uk_today
from speir.people.queries import standing_everywhere
from speir.web.inspectorate.engagement_forms import DoneForm, DropForm, PlanForm
from speir.web.inspectorate.raise_from_meeting import RaiseAddresses, raise_in_programme
from speir.web.shared.forms import ButtonForm, SpeirForm
from speir.web.shared.open_work import EngagementShown, engagement_shown
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.showing import day
from speir.web.shared.small_forms import Given, Kinds, SmallForms

if TYPE_CHECKING:
    from speir.engagement.models import Engagement
    from speir.people.models import Person


@dataclass(frozen=True)
class EngagementPage:
    """One planned engagement; each ``…_refused`` is "" when the reader may do it now."""

    shown: EngagementShown
    programme: str
    programme_slug: str
    why_dropped: str
    record_refused: str
    change_refused: str
    drop_refused: str
    again_refused: str
    raise_addresses: RaiseAddresses


def engagement_page(engagement: "Engagement", by: "Person") -> EngagementPage:
    """What the page shows."""
    standing = standing_everywhere(by)
    planning = may_plan_engagement.reason_refused(standing) or ""
    dropped = moves_of(engagement).filter(step="drop").last()
    is_dropped = ENGAGEMENT.reason_refused(engagement.status, "plan_again") is None
    is_done = ENGAGEMENT.reason_refused(engagement.status, "record_again") is None
    again = "" if is_done else ENGAGEMENT.reason_refused(engagement.status, "record_done")
    return EngagementPage(
        shown=engagement_shown(engagement, queries.done_in([engagement]).get(engagement.pk, ()), uk_today()),
        programme=engagement.programme.name,
        programme_slug=engagement.programme.slug,
        why_dropped=f"{day(dropped.at)}, {dropped.by_name}: {dropped.why}" if dropped and is_dropped else "",
        record_refused=may_record_engagement.reason_refused(standing) or again or "",
        change_refused=planning,
        drop_refused=planning or ENGAGEMENT.reason_refused(engagement.status, "drop") or "",
        again_refused=planning or ("" if is_dropped else "It is not dropped."),
        raise_addresses=raise_in_programme(by, engagement.programme),
    )


@inspectorate_screen(methods=READ_AND_CHANGE)
def engagement(request: SignedInRequest, engagement_id: UUID) -> HttpResponseBase:
    """One planned engagement; a POST records, changes, drops or plans it again."""
    found = queries.engagement(engagement_id)
    if found is None:
        raise Http404
    sent = SmallForms(request, _kinds(request, found))
    if sent.is_done:
        return redirect("engagement", engagement_id=engagement_id)
    _show_what_is_planned(sent, found)
    page = engagement_page(found, request.user)
    return render_page(
        request, "inspectorate/engagement.html.jinja", page, form=sent.failed, forms=sent.shown
    )


def _show_what_is_planned(sent: SmallForms, found: "Engagement") -> None:
    change: SpeirForm = sent.shown["change"]
    now = found.saved_at.isoformat()
    if change is not sent.failed:
        change.initial.update(
            audience=found.audience,
            purpose=found.purpose,
            channel=found.channel,
            responsible=str(found.responsible_id),
            planned_on=found.planned_on,
            is_public=found.is_public,
            base=now,
        )
    elif isinstance(change, PlanForm):
        change.start_from(now)


def _kinds(request: SignedInRequest, found: "Engagement") -> Kinds:
    people = {str(each.pk): each for each in [*queries.who_can_be_responsible(), found.responsible]}

    def act(change: Any, **given: object) -> object:
        return change(engagement=found, by=request.user, at=timezone.now(), **given)

    def change(given: Given) -> object:
        given.update(channel=Channel(given["channel"]), responsible=people[given["responsible"]])
        return act(operations.change_engagement, based_on=given.pop("base"), **given)

    return {
        "done": (
            DoneForm,
            lambda given: act(operations.record_engagement, **given),
            "What was done is in the log.",
        ),
        "change": (
            lambda *given, **options: PlanForm(*given, **options).offer([*people.values()]),
            change,
            "The plan is changed.",
        ),
        "drop": (
            DropForm,
            lambda given: act(operations.drop_engagement, **given),
            "It is dropped. The reason stays with it.",
        ),
        "again": (
            ButtonForm,
            lambda given: act(operations.plan_engagement_again),
            "It is planned again.",
        ),
    }


ADDRESSES = [path("office/engagement/<uuid:engagement_id>/", engagement, name="engagement")]
