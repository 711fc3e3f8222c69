"""Who plans how a programme speaks with people, and who records what came of it."""

from speir.foundations.access import permission
from speir.people.choices import Role
from speir.people.standing import Standing, need


@permission
def may_plan_engagement(standing: Standing) -> str | None:
    """Write a programme's engagement strategy, plan and drop engagements, and say what is public."""
    return need(standing, Role.METHODS_ANALYST, Role.SERVICE_MANAGER)


@permission
def may_record_engagement(standing: Standing) -> str | None:
    """Record what was done of a programme's engagement, whom it reached and what came of it."""
    return need(
        standing,
        Role.STRATEGIC_INSPECTOR,
        Role.SUPPORT_OFFICER,
        Role.METHODS_ANALYST,
        Role.SERVICE_MANAGER,
    )


@permission
def may_record_involvement(standing: Standing) -> str | None:
    """Record what people with lived experience said in planning, and what changed because of it."""
    return need(standing, Role.STRATEGIC_INSPECTOR, Role.METHODS_ANALYST, Role.SERVICE_MANAGER)


@permission
def may_publish_involvement(standing: Standing) -> str | None:
    """Make public how people with lived experience were involved, or take that back."""
    return need(standing, Role.METHODS_ANALYST, Role.SERVICE_MANAGER)
