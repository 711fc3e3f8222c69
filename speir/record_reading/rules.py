"""What must be true of a reading."""

from collections.abc import Collection

from speir.foundations.rules import rule
from speir.people.choices import Role
from speir.people.standing import Standing
from speir.record_reading.choices import TAKING_ANSWERS, Connection, ReadingStatus


@rule()
def reading_is_yours(reader_id: str, person_id: str) -> bool:
    """This reading is allocated to somebody else."""
    return reader_id == person_id


@rule("connection")
def a_conflict_is_explained(connection: str, words: str) -> bool:
    """Say in a few words what the conflict is, without naming the adult."""
    return connection == Connection.NONE or bool(words.strip())


@rule("says")
def a_conflict_names_nobody(found: int) -> bool:
    """This looks as if it named somebody, or gave a number, day or place of theirs. Write it without."""
    return not found


@rule("why")
def giving_back_has_a_reason(why: str) -> bool:
    """Say what the reader should look at again."""
    return bool(why.strip())


@rule()
def nothing_is_missing(faults: int) -> bool:
    """Some questions still need an answer. They are listed on the page where you hand in."""
    return faults == 0


@rule()
def only_one_reading_is_in(statuses: list[str]) -> bool:
    """Both readings of this record are in and have been seen. Reconcile them instead."""
    return len(statuses) < 2 or any(status != ReadingStatus.SUBMITTED for status in statuses)


@rule()
def devices_agree(differing: int) -> bool:
    """Two devices answered some questions differently. Pick one answer for each first."""
    return differing == 0


@rule()
def reading_takes_answers(status: str) -> bool:
    """This reading takes no answers now."""
    return status in TAKING_ANSWERS


@rule("file")
def question_takes_files(takes_files: bool) -> bool:
    """No question of this template takes a file there. Load the page again."""
    return takes_files


@rule("file")
def file_came_whole(sha256: str, told: str) -> bool:
    """The file was changed or cut short on its way. Choose it again."""
    return told in ("", sha256)


@rule("file")
def file_is_the_same(sha256: str, kept: str) -> bool:
    """The server holds another file under the same identity. Choose the file again."""
    return sha256 == kept


@rule("file")
def few_files_enough(attached: int) -> bool:
    """This record holds 200 files already, and no reading needs more. Put several into one file."""
    return attached < 200


@rule("language")
def template_has_the_language(language: str, languages: Collection[str]) -> bool:
    """The template has no such language. Load the page again."""
    return language in languages


@rule("event_id")
def answer_is_one_of_them(is_one: bool) -> bool:
    """That is none of the answers that stand now. Load the page again."""
    return is_one


@rule("why")
def taking_back_has_a_reason(why: str) -> bool:
    """Say why somebody else is to read this record."""
    return bool(why.strip())


@rule()
def both_readings_are_in(statuses: Collection[str]) -> bool:
    """Both readings of a record must be handed in, and not reconciled yet."""
    return len(statuses) == 2 and all(status == ReadingStatus.SUBMITTED for status in statuses)


@rule()
def settled_by_its_readers(standing: Standing, reader_ids: Collection[str]) -> bool:
    """Only the two readers of this record or the lead inspector settle its differences."""
    return standing.person_id in reader_ids or standing.has(Role.LEAD_INSPECTOR)


@rule("why")
def settling_has_a_reason(why: str) -> bool:
    """Say why this is the answer, in a sentence that a third reader would follow."""
    return len(why.strip()) >= 5


@rule()
def every_difference_is_settled(outstanding: int) -> bool:
    """Some differences are not settled yet. Settle each with its reason first."""
    return outstanding == 0


@rule()
def a_figure_has_records(has_some: bool) -> bool:
    """There is no figure to lodge: no record is in the denominator, or no answer counts."""
    return has_some


@rule("double_share")
def share_is_a_percentage(share: int) -> bool:
    """The share that is read twice is a percentage from 0 to 100."""
    return 0 <= share <= 100


@rule("population")
def population_not_started(has_exercise: bool) -> bool:
    """Reading of this population has started already."""
    return not has_exercise


@rule("due_on")
def reading_is_due_later(days: int) -> bool:
    """The day by which reading is due is not after today. Choose a later day."""
    return days > 0


@rule()
def there_are_records_and_readers(records: int, readers: int) -> bool:
    """There must be sampled records that nobody reads yet, and readers in the team."""
    return records > 0 and readers > 0
