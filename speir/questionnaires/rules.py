"""What must be true of templates."""

from collections.abc import Collection

from speir.foundations.rules import rule


@rule("file")
def version_is_new(version: str, published: Collection[str]) -> bool:
    """This version number has been published before, and a published version never changes.
    Write a new number into the settings sheet, column version, and check the file again."""
    return version not in published


@rule("file")
def content_is_new(fingerprint: str, newest: str) -> bool:
    """This says the same as the newest published version, word for word, so there is nothing to publish.
    Everybody already works with it."""
    return fingerprint != newest


@rule("kind")
def kind_stays(kind: str, published_as: str) -> bool:
    """This template was published for another purpose, and answers to it rest on that.
    Choose that purpose, or give the form another form_id in the settings sheet."""
    return published_as in ("", kind)


@rule("is_looked_at")
def faults_in_the_making_are_looked_at(number: int, is_looked_at: bool) -> bool:
    """Some findings will be wrong sooner or later. Mend them, or confirm that each is meant so."""
    return is_looked_at or number == 0


@rule("reason")
def reason_is_given(reason: str) -> bool:
    """Say why: people who look for this template will read it."""
    return bool(reason.strip())
