"""What must be true of programmes."""

from speir.foundations.rules import rule


@rule("file")
def used_phase_keeps_its_method(is_used: bool, is_same: bool) -> bool:
    """An inspection already rests on this phase, so its framework, timetable, documents and bodies cannot
    change. Give the changed phase a new slug and import it again."""
    return is_same or not is_used
