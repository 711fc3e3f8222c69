"""What must be true of a scenario."""

from speir.foundations.rules import rule


@rule("name")
def scenario_has_a_name(name: str) -> bool:
    """Give the scenario a name by which others know it, such as “two teams, from April”."""
    return bool(name.strip())


@rule("reason")
def adopting_has_a_reason(reason: str) -> bool:
    """Say why this plan is adopted. It stays with the plan."""
    return bool(reason.strip())
