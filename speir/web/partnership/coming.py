"""Where an inspection is and what comes next, in the words of the partnership, from what it may know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypedDict

from speir.improvement_plans.choices import PlanStatus
from speir.improvement_plans.permissions import may_read_plan
from speir.improvement_plans.queries import plans_of
from speir.inspections.choices import InspectionStatus as Status
from speir.people.standing import Standing
from speir.reports.choices import ReportStatus, Sight
from speir.reports.publication_queries import NationalReport, national_reports_of
from speir.reports.queries import reports_seen_in
from speir.web.shared.national_report import when
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


class Method(TypedDict):
    """What a method ends in, as far as sentences here depend on it."""

    called: str
    is_graded: bool
    has_plan: bool
    is_reviewed: bool
    is_area: bool


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
    called: str = "report"
    is_graded: bool = True
    has_plan: bool = True
    is_reviewed: bool = True
    is_area: bool = False
    national: NationalReport | None = None


_QUIET = Coming(
    "Evaluating and reporting",
    "info",
    "The inspectors weigh what they have gathered and write the {called}. Nothing is asked of the "
    "partnership until a draft comes to the inspection coordinator to check the facts. "
    "The {called} is planned for {publishes_on}.",
)
_QUIET_WITHOUT_GRADES = Coming(
    "Following up and reporting",
    "info",
    "The inspectors follow up what is still uncertain, and write the {called}. Unless they ask something, "
    "nothing is asked of the partnership until a draft comes to the inspection coordinator to check the "
    "facts. The {called} is planned for {publishes_on}.",
)
_NATIONAL = " What is found goes into a national report, which names no area: {when_national}."
# Where an area of a national exercise is: no draft and no report of its own comes to it.
_IN_AN_AREA: Mapping[str, Coming] = {
    Status.GATHERING: Coming(
        "Gathering evidence",
        "info",
        "The inspectors read what the partnership hands over and gather evidence in other ways. After that "
        "they follow up what is uncertain." + _NATIONAL,
    ),
    Status.EVALUATING: Coming(
        "Following up",
        "info",
        "The inspectors follow up what is still uncertain, and conclude the work here. Unless they ask "
        "something, nothing is asked of the partnership." + _NATIONAL,
    ),
    Status.CLOSED: Coming(
        "Concluded",
        "ok",
        "The work here is concluded. What was handed over stays here to be read." + _NATIONAL,
    ),
}
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
        "they {judge}, and write their {called}.",
    ),
    Status.EVALUATING: _QUIET,
    Status.REPORTING: _QUIET,
    Status.PUBLISHED: Coming("Published", "ok", "{Opens} now."),
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
        "link inspector verifies each claim.{review}",
    ),
    PlanStatus.UNDER_REVIEW: Coming(
        "Progress review under way",
        "info",
        "The inspectors judge how far each part of the plan has come, and the coordinator checks the facts. "
        "Everybody here reads the judgements when the review is complete.",
    ),
}
_CHECK_FACTS = Coming(
    "Facts to be checked",
    "warn",
    "The inspection coordinator checks the facts in the draft {called} by {comments_due_on}. The lead "
    "inspector answers every comment with a reason.",
)
_ANSWERING = Coming(
    "Facts checked",
    "info",
    "The lead inspector answers the comments. Before publication the heads and the coordinator get the "
    "final {called} under embargo, with the answers.",
)
_EMBARGO = Coming(
    "Under embargo",
    "warn",
    "The final {called} can be read here, under embargo. It is published on {publish_on}; {opens} then.",
)


def known_to(standing: Standing, inspection: "Inspection") -> Known:
    """What this person may know, and nothing more."""
    return known_in([inspection], {inspection.pk: standing})[inspection.pk]


def known_in(
    inspections: Sequence["Inspection"], standings: Mapping["UUID", Standing]
) -> dict["UUID", Known]:
    """What one person may know of each of several inspections, in a fixed number of questions."""
    seen = reports_seen_in(inspections, standings)
    plans, national = plans_of(inspections), national_reports_of(inspections)
    known = {
        one.pk: _known(one, standings[one.pk], seen.get(one.pk), plans.get(one.pk)) for one in inspections
    }
    return known | {pk: replace(known[pk], national=report) for pk, report in national.items()}


def _known(
    inspection: "Inspection", standing: Standing, seen: "ReportSeen | None", plan: "ImprovementPlan | None"
) -> Known:
    if seen is None:
        return Known(inspection.status, inspection.publishes_on, **_method(inspection))
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
        **_method(inspection),
    )


def _method(inspection: "Inspection") -> Method:
    return {
        "called": inspection.called,
        "is_graded": inspection.is_graded,
        "has_plan": inspection.has_plan,
        "is_reviewed": inspection.phase.progress_framework_id is not None,
        "is_area": inspection.is_area,
    }


def what_comes_next(known: Known) -> Coming:
    """Where it is and what comes next for the partnership."""
    found = _found(known)
    opens = "the improvement plan opens" if known.has_plan else "the exercise is closed"
    sentence = found.sentence.format(
        publishes_on=day(known.publishes_on),
        comments_due_on=day(known.comments_due_on),
        publish_on=day(known.publish_on or known.publishes_on),
        plan_due_on=day(known.plan_due_on),
        called=known.called,
        judge="evaluate" if known.is_graded else "follow up what is uncertain",
        opens=opens,
        Opens=opens.capitalize(),
        when_national=when(known.national),
        review=" A progress review follows." if known.is_reviewed else "",
    )
    return Coming(found.label, found.kind, sentence)


def _found(known: Known) -> Coming:
    if known.sight == Sight.EMBARGOED_COPY:
        return _EMBARGO
    if known.sight == Sight.ACCURACY_COPY:
        return _CHECK_FACTS if known.report_status == ReportStatus.FACTUAL_ACCURACY else _ANSWERING
    if known.status != Status.CLOSED and known.plan_status in _BY_PLAN:
        return _BY_PLAN[known.plan_status]
    if known.is_area and known.status in _IN_AN_AREA:
        return _IN_AN_AREA[known.status]
    found = _BY_STATUS[known.status]
    return _QUIET_WITHOUT_GRADES if found is _QUIET and not known.is_graded else found
