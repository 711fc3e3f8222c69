"""What must be true of an item of evidence."""

from collections.abc import Collection

from speir.foundations.rules import rule


@rule("says")
def evidence_says_something(says: str) -> bool:
    """Write what the source says, in a sentence or two."""
    return len(says.strip()) >= 10


@rule("source_title")
def source_is_named(title: str) -> bool:
    """Name the source, so that others can find it again."""
    return bool(title.strip())


@rule("item")
def item_is_an_indicator_of_the_framework(item_id: str, indicator_ids: Collection[str]) -> bool:
    """Choose an indicator of this inspection's framework."""
    return item_id in indicator_ids


@rule()
def inspection_takes_evidence(status: str) -> bool:
    """Evidence can be lodged from notification until the report is published."""
    return status in {"notified", "gathering", "evaluating", "reporting"}


@rule("why")
def withdrawal_has_a_reason(why: str) -> bool:
    """Say why it is withdrawn. The item stays readable with your reason."""
    return bool(why.strip())


@rule()
def item_still_stands(is_withdrawn: bool) -> bool:
    """This item has been withdrawn already."""
    return not is_withdrawn
