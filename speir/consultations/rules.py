"""What must be true of a consultation, of what people say, and of what is decided."""

import re
from datetime import date

from speir.consultations.choices import NEEDS_NO_WORDS, ChangedPart, Outcome
from speir.foundations.rules import rule

MOST_AN_HOUR_FROM_ONE_PLACE = 40
MOST_WEB_ADDRESSES = 2
LEAST_WORDS = 5
LONGEST_TITLE = 200
CHANGES_SOMETHING = frozenset({Outcome.ACCEPTED, Outcome.IN_PART})
_EMAIL = re.compile(r"\S@\S+\.\S")
_TELEPHONE = re.compile(r"(?<!\d)\+?\d(?:[ \-]?\d){8,}(?!\d)")


@rule("framework")
def only_an_unused_framework_is_a_draft(is_used: bool, is_named_by_a_phase: bool) -> bool:
    """This version is in use or named by a programme. Import the draft under a version number of its own."""
    return not is_used and not is_named_by_a_phase


@rule("closes_on")
def closes_on_a_day_ahead(closes_on: date, today: date) -> bool:
    """The closing day is today or later."""
    return closes_on >= today


@rule("title")
def consultation_says_what_it_asks(title: str, about: str) -> bool:
    """Say in the title and in a few sentences what you ask people and why."""
    return bool(title.strip() and about.strip())


@rule("bodies")
def somebody_is_invited(bodies: int) -> bool:
    """Choose at least one body that you have not invited yet."""
    return bodies > 0


@rule()
def consultation_takes_comments(is_open: bool) -> bool:
    """This consultation takes no comments now: it has not opened, or its closing day is over."""
    return is_open


@rule("text")
def comment_says_something(stance: str, text: str) -> bool:
    """Say in a few words what is unclear, or what you would change."""
    return stance in NEEDS_NO_WORDS or len(text.strip()) >= LEAST_WORDS


@rule("text")
def comment_is_no_advertisement(text: str) -> bool:
    """This holds more web addresses than a comment needs. Leave at most two in it."""
    return text.lower().count("http") + text.lower().count("www.") <= MOST_WEB_ADDRESSES


@rule("text")
def comment_holds_no_contact_details(text: str) -> bool:
    """Please leave out e-mail addresses and telephone numbers: comments are kept without personal details."""
    return not _EMAIL.search(text) and not _TELEPHONE.search(text)


@rule()
def comment_is_sent_by_a_person(filled_in: str) -> bool:
    """Something was filled in that people do not see. If you are a person, empty it and send again."""
    return not filled_in


@rule()
def comment_is_not_one_of_many_from_one_place(in_the_last_hour: int) -> bool:
    """Many comments came from where you are within an hour. Your words are below: send them again later."""
    return in_the_last_hour < MOST_AN_HOUR_FROM_ONE_PLACE


@rule("level")
def part_is_in_the_draft(is_there: bool) -> bool:
    """Choose a part of this draft."""
    return is_there


@rule("comments")
def comments_are_chosen(comments: int) -> bool:
    """Choose at least one comment."""
    return comments > 0


@rule("group")
def one_place_is_chosen(has_group: bool, new_group: str, why_set_aside: str) -> bool:
    """Do one of three: choose a group, name a new one, or say why the comments are set aside."""
    return [has_group, bool(new_group.strip()), bool(why_set_aside.strip())].count(True) == 1


@rule("name")
def group_has_a_name(name: str) -> bool:
    """Say in a few words what these comments are about."""
    return bool(name.strip())


@rule("name")
def group_name_is_new(is_taken: bool) -> bool:
    """There is a group of this name already. Choose it, or give this one another name."""
    return not is_taken


@rule("reason")
def a_reason_is_given(reason: str) -> bool:
    """Give the reason: it is published as you write it."""
    return bool(reason.strip())


@rule()
def commenting_is_over(is_over: bool) -> bool:
    """Decide when the closing day is over, so that everybody has been heard."""
    return is_over


@rule("outcome")
def decision_fits_its_changes(outcome: str, changes: int) -> bool:
    """Words are changed because of this group already. Take those changes back first, or accept in part."""
    return outcome in CHANGES_SOMETHING or changes == 0


@rule("part")
def a_change_follows_a_decision(outcome: str) -> bool:
    """Only what was accepted, or accepted in part, changes words."""
    return outcome in CHANGES_SOMETHING


@rule("becomes")
def a_change_changes_something(part: str, before: str, becomes: str) -> bool:
    """Write the new words: they differ from those of the draft."""
    return part == ChangedPart.REMOVED or bool(becomes.strip() and becomes.strip() != before.strip())


@rule("becomes")
def a_title_is_short(part: str, becomes: str) -> bool:
    """A title has at most 200 characters."""
    return part not in (ChangedPart.TITLE, ChangedPart.NEW_INDICATOR) or len(becomes) <= LONGEST_TITLE


@rule("number")
def a_new_indicator_has_a_free_number(part: str, number: str, taken: bool) -> bool:
    """Give the new indicator a number of its own, such as 1.4."""
    fits = re.fullmatch(r"[A-Za-z0-9]+(\.[A-Za-z0-9]+)*", number) is not None and len(number) <= 20
    return part != ChangedPart.NEW_INDICATOR or (fits and not taken)


@rule("item")
def what_stands_under_it_is_taken_out_first(part: str, standing_under_it: int) -> bool:
    """Other items stand under this one. Take those out first."""
    return part != ChangedPart.REMOVED or standing_under_it == 0


@rule("part")
def what_is_taken_out_changes_no_more(part: str, is_removed: bool, other_changes: int) -> bool:
    """Taking something out and changing its words do not go together. Take one of the two back first."""
    return not is_removed and (part != ChangedPart.REMOVED or other_changes == 0)


@rule()
def every_comment_is_answered(not_answered: int) -> bool:
    """Some comments are in no group, or in a group without a decision. Answer or set aside each of them."""
    return not_answered == 0


@rule()
def what_is_accepted_changes_words(without_change: int) -> bool:
    """Something was accepted and changes no word. Write the change, or decide again."""
    return without_change == 0


@rule("version")
def next_version_is_new(version: str, is_taken: bool) -> bool:
    """Give a version number that this framework does not have yet, such as 2026.2."""
    return re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,29}", version) is not None and not is_taken


@rule()
def next_version_is_made_once(is_made: bool) -> bool:
    """The next version has been made already."""
    return not is_made
