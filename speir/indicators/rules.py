"""What must be true of numbers about areas, and of what is done about a signal."""

from collections.abc import Sequence

from speir.foundations.rules import rule


@rule("file")
def some_values_land(landed: int) -> bool:
    """Not one value of this file could be used, so nothing was saved."""
    return landed > 0


@rule("file")
def areas_are_all_real_or_all_fictional(real: int, fictional: int) -> bool:
    """This file mixes real areas with fictional ones.

    Fictional numbers belong to fictional areas, in a file apart.
    """
    return not (real and fictional)


@rule("reason")
def why_it_is_dismissed_is_said(reason: str) -> bool:
    """Say in a sentence why this signal needs nothing more: others will read it."""
    return len(reason.split()) >= 3


@rule()
def nobody_dismissed_it_before(is_dismissed: bool) -> bool:
    """Somebody has dismissed this signal meanwhile."""
    return not is_dismissed


@rule("mapping")
def the_kept_mapping_fits(missing: Sequence[str]) -> bool:
    """The headings of this file are not those of the last vintage, so the mapping that is kept does not fit.

    Give a new one: --mapping on the command line, or choose the columns on the screen Numbers about areas.
    """
    return not missing
