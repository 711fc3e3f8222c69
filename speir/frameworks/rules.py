"""What must be true of frameworks."""

from speir.foundations.rules import rule


@rule("file")
def used_framework_is_unchanged(is_used: bool, is_same: bool) -> bool:
    """This version of the framework has already been used in an inspection, so it cannot change.
    Give the changed framework a new version number and import it again."""
    return is_same or not is_used


@rule("file")
def draft_stays_as_it_is(is_draft: bool, is_same: bool) -> bool:
    """People are consulted on this version, so it cannot change.
    Give the changed framework a new version number and import it again."""
    return is_same or not is_draft


@rule("framework")
def draft_is_not_used(is_draft: bool) -> bool:
    """This version is a draft for consultation. Use the version that is made from it."""
    return not is_draft
