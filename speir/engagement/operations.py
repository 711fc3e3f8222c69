"""Changes to a programme's engagement: strategy, plan, and what was done."""

from datetime import date, datetime

from speir.engagement import permissions, rules
from speir.engagement.choices import Channel, EngagementStatus
from speir.engagement.lifecycle import ENGAGEMENT
from speir.engagement.models import Engagement, EngagementDone, Strategy
from speir.foundations import audit
from speir.foundations.moves import move
from speir.foundations.operation import operation
from speir.foundations.overtaking import check_not_overtaken
from speir.foundations.rules import check_all
from speir.foundations.uk_time import uk_day
from speir.people.choices import Side
from speir.people.models import Person
from speir.people.queries import standing_everywhere
from speir.programmes.models import Programme


@operation
def write_strategy(
    *,
    programme: Programme,
    aims: str,
    is_public: bool,
    by: Person,
    at: datetime,
    based_on: str | None = None,
    once: str = "",
) -> Strategy:
    """Write down what a programme wants to achieve by speaking with people."""
    permissions.may_plan_engagement.check(standing_everywhere(by))
    rules.strategy_says_its_aims.check(aims)
    kept = Strategy.objects.select_for_update().filter(programme=programme).first()
    check_not_overtaken(based_on, kept.saved_at.isoformat() if kept else "")
    strategy = kept or Strategy(programme=programme)
    strategy.aims, strategy.is_public = aims.strip(), is_public
    strategy.saved_by, strategy.saved_at = by, at
    strategy.save()
    audit.record(f"Engagement strategy written: {programme}", subject=strategy, by=by, at=at)
    return strategy


@operation
def plan_engagement(
    *,
    programme: Programme,
    audience: str,
    purpose: str,
    channel: Channel,
    responsible: Person,
    planned_on: date,
    is_public: bool,
    by: Person,
    at: datetime,
    is_fictional: bool = False,
    once: str = "",
) -> Engagement:
    """Plan to reach somebody: what for, how, who is responsible and when."""
    permissions.may_plan_engagement.check(standing_everywhere(by))
    _check_plan(audience, purpose, responsible)
    planned = Engagement.objects.create(
        programme=programme,
        audience=audience.strip(),
        purpose=purpose.strip(),
        channel=channel,
        responsible=responsible,
        planned_on=planned_on,
        is_public=is_public,
        is_fictional=is_fictional,
        planned_by=by,
        planned_at=at,
        saved_at=at,
    )
    audit.record(f"Engagement planned: {planned}", subject=planned, by=by, at=at)
    return planned


def _check_plan(audience: str, purpose: str, responsible: Person) -> None:
    check_all(
        rules.engagement_is_planned_whole.reason(audience, purpose),
        rules.somebody_of_a_scrutiny_body_is_responsible.reason(responsible.body.side == Side.SCRUTINY),
    )


@operation
def change_engagement(
    *,
    engagement: Engagement,
    audience: str,
    purpose: str,
    channel: Channel,
    responsible: Person,
    planned_on: date,
    is_public: bool,
    by: Person,
    at: datetime,
    based_on: str | None = None,
    once: str = "",
) -> None:
    """Change what is planned, or whether the public sees it."""
    permissions.may_plan_engagement.check(standing_everywhere(by))
    _check_plan(audience, purpose, responsible)
    kept = Engagement.objects.select_for_update().get(pk=engagement.pk)
    check_not_overtaken(based_on, kept.saved_at.isoformat())
    details: dict[str, object] = {"was_planned_on": kept.planned_on.isoformat()}
    kept.audience, kept.purpose, kept.channel = audience.strip(), purpose.strip(), channel
    kept.responsible, kept.planned_on, kept.is_public = responsible, planned_on, is_public
    kept.saved_at = at
    kept.save()
    audit.record(f"Engagement changed: {kept}", subject=kept, by=by, at=at, details=details)


@operation
def record_engagement(
    *,
    engagement: Engagement,
    done_on: date,
    to_whom: str,
    reached: int | None,
    outcome: str,
    by: Person,
    at: datetime,
    once: str = "",
) -> EngagementDone:
    """Record what was done, whom it reached and what came of it; it can be done more than once."""
    permissions.may_record_engagement.check(standing_everywhere(by))
    check_all(
        rules.what_was_done_is_told_whole.reason(to_whom, outcome),
        rules.it_was_done_by_today.reason(done_on, uk_day(at)),
    )
    step = "record_again" if engagement.status == EngagementStatus.DONE else "record_done"
    move(engagement, ENGAGEMENT, step, by=by, at=at)
    done = EngagementDone.objects.create(
        engagement=engagement,
        done_on=done_on,
        to_whom=to_whom.strip(),
        reached=reached,
        outcome=outcome.strip(),
        recorded_by=by,
        recorded_at=at,
    )
    audit.record(f"Engagement done: {engagement}", subject=engagement, by=by, at=at)
    return done


@operation
def drop_engagement(*, engagement: Engagement, reason: str, by: Person, at: datetime, once: str = "") -> None:
    """Drop what was planned, with the reason; it stays in the log."""
    permissions.may_plan_engagement.check(standing_everywhere(by))
    rules.dropping_has_a_reason.check(reason)
    move(engagement, ENGAGEMENT, "drop", by=by, at=at, why=reason.strip())
    audit.record(f"Engagement dropped: {engagement}", subject=engagement, by=by, at=at)


@operation
def plan_engagement_again(*, engagement: Engagement, by: Person, at: datetime) -> None:
    """Plan again what was dropped."""
    permissions.may_plan_engagement.check(standing_everywhere(by))
    move(engagement, ENGAGEMENT, "plan_again", by=by, at=at)
    audit.record(f"Engagement planned again: {engagement}", subject=engagement, by=by, at=at)
