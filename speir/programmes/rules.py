"""What must be true of programmes."""

from speir.foundations.rules import rule


@rule("file")
def used_phase_keeps_its_method(is_used: bool, is_same: bool) -> bool:
    """An inspection already rests on this phase, so its framework, timetable, documents and bodies cannot
    change. Give the changed phase a new slug and import it again."""
    return is_same or not is_used


@rule("file")
def used_method_version_stays_as_it_is(is_used: bool, is_same: bool) -> bool:
    """An inspection already rests on this version of the method, and this file says something else under the
    same version. Give the changed method a new version."""
    return is_same or not is_used


@rule("file")
def framework_and_output_fit(is_graded: bool, grades_something: bool) -> bool:
    """A method that ends in evaluations needs a framework in which something is evaluated on a scale, and
    every other method one in which nothing is. Choose the other output or the other framework."""
    return is_graded == grades_something
