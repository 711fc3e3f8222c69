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


@rule("source")
def holidays_have_a_source(source: str) -> bool:
    """Say where it is published, or who in the council said so."""
    return bool(source.strip())


@rule("days")
def there_are_holidays_to_keep(number: int) -> bool:
    """Write at least one line."""
    return number > 0


@rule("days")
def holidays_end_after_they_begin(in_order: bool) -> bool:
    """A last day lies before its first day."""
    return in_order


@rule("reason")
def taking_out_has_a_reason(reason: str) -> bool:
    """Say why it is taken out."""
    return bool(reason.strip())


@rule()
def holiday_is_still_kept(is_kept: bool) -> bool:
    """Somebody has taken it out already."""
    return is_kept
