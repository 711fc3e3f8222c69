"""Where an inspection is and what comes next, in the words of the partnership, from what it may know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from speir.improvement_plans.choices import PlanStatus
from speir.improvement_plans.permissions import may_read_plan
from speir.improvement_plans.queries import plans_of
from speir.inspections.choices import InspectionStatus as Status
from speir.people.standing import Standing
from speir.reports.choices import ReportStatus, Sight
from speir.reports.queries import reports_seen_in
from speir.web.shared.showing import day

if TYPE_CHECKING:
    from uuid import UUID

    from speir.improvement_plans.models import ImprovementPlan
    from speir.inspections.models import Inspection
    from speir.reports.pages import ReportSeen


@dataclass(frozen=True)
class Coming:
    """Where it is, as a tag, and what comes next, as sentences."""

    label: str
    kind: str
    sentence: str


@dataclass(frozen=True)
class Known:
    """What one person of the partnership may know of where an inspection is."""

    status: str
    publishes_on: date
    sight: Sight = Sight.NOTHING
    report_status: str = ""
    comments_due_on: date | None = None
    publish_on: date | None = None
    plan_status: str = ""
    plan_due_on: date | None = None


_QUIET = Coming(
    "Evaluating and reporting",
    "info",
    "The inspectors weigh what they have gathered and write the report. Nothing is asked of the partnership "
    "until a draft comes to the inspection coordinator to check the facts. "
    "The report is planned for {publishes_on}.",
)
_BY_STATUS: Mapping[str, Coming] = {
    Status.PLANNED: Coming("Planned", "grey", ""),
    Status.NOTIFIED: Coming(
        "Notified",
        "info",
        "The scrutiny bodies will ask for a position statement and supporting documents.",
    ),
    Status.GATHERING: Coming(
        "Gathering evidence",
        "info",
        "The inspectors read what the partnership hands over and gather evidence in other ways. After that "
        "they evaluate, and write their report.",
    ),
    Status.EVALUATING: _QUIET,
    Status.REPORTING: _QUIET,
    Status.PUBLISHED: Coming("Published", "ok", "The improvement plan opens now."),
    Status.IMPROVING: Coming("Published", "ok", "The improvement plan follows."),
    Status.CLOSED: Coming(
        "Closed",
        "grey",
        "Nothing more: the inspection is closed. What was handed over and decided stays here to be read.",
    ),
}
_BY_PLAN: Mapping[str, Coming] = {
    PlanStatus.OPENED: Coming(
        "Improvement plan being written",
        "warn",
        "The partnership plans at least one action for each part of the plan and submits it by "
        "{plan_due_on}. The link inspector then agrees it or returns it with a reason.",
    ),
    PlanStatus.SUBMITTED: Coming(
        "Improvement plan submitted",
        "info",
        "The link inspector agrees the plan, or returns it with a reason.",
    ),
    PlanStatus.AGREED: Coming(
        "Improving",
        "ok",
        "The partnership carries out its plan and claims progress, with evidence, when there is some. The "
        "link inspector verifies each claim. A progress review follows.",
    ),
    PlanStatus.UNDER_REVIEW: Coming(
        "Progress review under way",
        "info",
        "The inspectors judge how far each part of the plan has come. The partnership reads the judgements "
        "when the review is complete.",
    ),
}
_CHECK_FACTS = Coming(
    "Facts to be checked",
    "warn",
    "The inspection coordinator checks the facts in the draft report by {comments_due_on}. The lead "
    "inspector answers every comment with a reason.",
)
_ANSWERING = Coming(
    "Facts checked",
    "info",
    "The lead inspector answers the comments. Before publication the heads and the coordinator get the "
    "final report under embargo, with the answers.",
)
_EMBARGO = Coming(
    "Under embargo",
    "warn",
    "The final report can be read here, under embargo. It is published on {publish_on}; the improvement "
    "plan opens then.",
)


def known_to(standing: Standing, inspection: "Inspection") -> Known:
    """What this person may know, and nothing more."""
    return known_in([inspection], {inspection.pk: standing})[inspection.pk]


def known_in(
    inspections: Sequence["Inspection"], standings: Mapping["UUID", Standing]
) -> dict["UUID", Known]:
    """What one person may know of each of several inspections, in a fixed number of questions."""
    seen = reports_seen_in(inspections, standings)
    plans = plans_of(inspections)
    return {
        one.pk: _known(one, standings[one.pk], seen.get(one.pk), plans.get(one.pk)) for one in inspections
    }


def _known(
    inspection: "Inspection", standing: Standing, seen: "ReportSeen | None", plan: "ImprovementPlan | None"
) -> Known:
    if seen is None:
        return Known(inspection.status, inspection.publishes_on)
    may_know_plan = plan is not None and may_read_plan.reason_refused(standing) is None
    return Known(
        status=inspection.status,
        publishes_on=inspection.publishes_on,
        sight=seen.sight,
        report_status=seen.report.status,
        comments_due_on=seen.report.comments_due_on,
        publish_on=seen.report.publish_on,
        plan_status=plan.status if plan and may_know_plan else "",
        plan_due_on=plan.due_on if plan and may_know_plan else None,
    )


def what_comes_next(known: Known) -> Coming:
    """Where it is and what comes next for the partnership."""
    found = _found(known)
    sentence = found.sentence.format(
        publishes_on=day(known.publishes_on),
        comments_due_on=day(known.comments_due_on),
        publish_on=day(known.publish_on or known.publishes_on),
        plan_due_on=day(known.plan_due_on),
    )
    return Coming(found.label, found.kind, sentence)


def _found(known: Known) -> Coming:
    if known.sight == Sight.EMBARGOED_COPY:
        return _EMBARGO
    if known.sight == Sight.ACCURACY_COPY:
        return _CHECK_FACTS if known.report_status == ReportStatus.FACTUAL_ACCURACY else _ANSWERING
    if known.status != Status.CLOSED and known.plan_status in _BY_PLAN:
        return _BY_PLAN[known.plan_status]
    return _BY_STATUS[known.status]
