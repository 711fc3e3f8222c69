"""What must be true of a summary."""

from datetime import date

from speir.area_summaries.choices import SummaryStatus
from speir.foundations.rules import rule


@rule("until_on")
def period_is_in_order(from_on: date, until_on: date, today: date) -> bool:
    """The period ends after it begins, is no longer than two years, and does not end after today."""
    return from_on < until_on <= today and (until_on - from_on).days <= 731


@rule()
def one_summary_at_a_time(is_under_way: bool) -> bool:
    """A summary of this area is under way already. Finish it, or give it up, first."""
    return not is_under_way


@rule()
def summary_is_a_draft(status: str) -> bool:
    """The summary is not being written now. Take it back from the council first."""
    return status == SummaryStatus.DRAFT


@rule()
def summary_can_be_edited(status: str) -> bool:
    """A frozen summary never changes."""
    return status in (SummaryStatus.DRAFT, SummaryStatus.WITH_COUNCIL)


@rule()
def summary_is_with_the_council(status: str) -> bool:
    """The summary is not with the council now."""
    return status == SummaryStatus.WITH_COUNCIL


@rule("text")
def item_says_something(text: str) -> bool:
    """Write a sentence."""
    return len(text.strip()) >= 5


@rule()
def summary_has_items(count: int) -> bool:
    """The summary is empty. Add an item first."""
    return count > 0


@rule("words")
def seeing_it_otherwise_says_how(is_agreed: bool, words: str) -> bool:
    """Say what you see otherwise. It stands in the summary with your body's name."""
    return is_agreed or bool(words.strip())


@rule()
def item_is_the_one_that_was_read(is_the_same: bool) -> bool:
    """This item was changed after you opened the page. Load it again, and read it before you answer."""
    return is_the_same


@rule()
def every_item_is_answered(open_items: int) -> bool:
    """The council has not answered every item as it stands now."""
    return open_items == 0


@rule("why")
def taking_back_says_why(why: str) -> bool:
    """Say why."""
    return bool(why.strip())


@rule()
def holds_no_number_of_a_person(has_certain_identifier: bool) -> bool:
    """A CHI, NHS or National Insurance number must never stand in a summary. Take it out."""
    return not has_certain_identifier
