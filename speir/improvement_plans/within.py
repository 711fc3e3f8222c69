"""What every change to an improvement plan does within its transaction: hold it, tell, record."""

from datetime import date, datetime

from speir.foundations import audit
from speir.improvement_plans.models import (
    ClaimVerdict,
    ImprovementPlan,
    PlannedAction,
    ProgressClaim,
    ProgressJudgement,
    ReviewAnswer,
    ReviewComment,
)
from speir.inspections.operations import tell as tell_people
from speir.partnerships.queries import link_inspector_of
from speir.people.choices import Role
from speir.people.models import Person
from speir.reports.notices import something_waits
from speir.reports.queries import people_with


def locked(plan: ImprovementPlan) -> ImprovementPlan:
    """The plan as it stands now, held until the end of the operation, so that two people cannot cross."""
    plan.refresh_from_db(from_queryset=ImprovementPlan.objects.select_for_update())
    return plan


def tell(
    plan: ImprovementPlan,
    roles: list[Role],
    key: str,
    what: str,
    at: datetime,
    by_day: date | None = None,
) -> None:
    """Say to those who hold these roles that something waits; once about the same key."""
    people = people_with(plan.inspection, *roles)
    notice = something_waits(what, by_day=by_day)
    tell_people(plan.inspection, people, key=key, subject=notice.subject, body=notice.body, at=at)


def tell_link(plan: ImprovementPlan, key: str, what: str, at: datetime) -> None:
    """Say to the link inspector of the area that something waits."""
    link = link_inspector_of(plan.partnership)
    notice = something_waits(what)
    tell_people(
        plan.inspection,
        [link] if link else [],
        key=f"{key}-{at:%Y%m%d%H%M%S}",
        subject=notice.subject,
        body=notice.body,
        at=at,
    )


def record(what: str, plan: ImprovementPlan, *, by: Person, at: datetime, **details: object) -> None:
    """Write the audit entry of a change to a plan."""
    audit.record(what, subject=plan, by=by, at=at, thread=plan.inspection_id, details=details)


def record_about(
    subject: PlannedAction | ProgressClaim | ClaimVerdict | ProgressJudgement | ReviewComment | ReviewAnswer,
    plan: ImprovementPlan,
    what: str,
    by: Person,
    at: datetime,
    **details: object,
) -> None:
    """Write the audit entry of a change to something in a plan."""
    audit.record(what, subject=subject, by=by, at=at, thread=plan.inspection_id, details=details)
