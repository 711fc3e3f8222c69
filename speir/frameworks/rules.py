"""What must be true of frameworks."""

from speir.foundations.rules import rule


@rule("file")
def used_framework_is_unchanged(is_used: bool, is_same: bool) -> bool:
    """This version of the framework has already been used in an inspection, so it cannot change.
    Give the changed framework a new version number and import it again."""
    return is_same or not is_used
