"""What must be true on the way of a report from its first draft to publication."""

from collections.abc import Collection, Mapping
from datetime import date

from speir.foundations.refusals import Reason, RuleBroken
from speir.foundations.rules import check_all, rule
from speir.programmes.choices import WITHOUT_GRADES
from speir.reports.lifecycle import is_with_signatories, words_may_change


@rule()
def every_evaluated_item_is_consolidated(is_complete: bool) -> bool:
    """Something that this inspection evaluates has no judgement of the team yet. Record each first."""
    return is_complete


@rule()
def something_is_found_and_nothing_uncertain(is_complete: bool) -> bool:
    """This method grades nothing and ends in what was found. Record at least one finding, and settle every
    indicator that the team is still uncertain about."""
    return is_complete


@rule()
def the_exercise_ends_in_its_own_report(has_report: bool) -> bool:
    """What is found here goes into the national report, which names no area. Conclude the work in this area
    instead of starting a report."""
    return has_report


def check_it_may_be_drafted(output: str, *, has_report: bool, is_complete: bool) -> None:
    """Raise RuleBroken unless the exercise ends in a report and the team has judged or found all it must."""
    found, judged = something_is_found_and_nothing_uncertain, every_evaluated_item_is_consolidated
    judged = found if output in WITHOUT_GRADES else judged
    check_all(the_exercise_ends_in_its_own_report.reason(has_report), judged.reason(is_complete))


@rule()
def an_unattributed_report_names_no_area(named: Collection[str]) -> bool:
    """This report names no area, but its words do. Take the names of areas out."""
    return not named


@rule()
def the_words_are_open(status: str) -> bool:
    """The words of this report are not open for change now. Take the report back first, giving the reason."""
    return words_may_change(status)


@rule("text")
def nobody_else_revised_it(base_revision: int, revision: int) -> bool:
    """Somebody else changed this section while you were writing. Their words are shown below; yours are kept
    in the box. Put the two together and save again."""
    return base_revision == revision


@rule("text")
def a_section_says_something(text: str) -> bool:
    """This section is empty. Write what it should say."""
    return bool(text.strip())


@rule()
def every_section_is_written(empty_titles: Collection[str]) -> bool:
    """A section has no words yet. Write every section before you send the report."""
    return not empty_titles


@rule()
def findings_are_in_step(is_in_step: bool) -> bool:
    """A finding was added or withdrawn since this report was drafted. Bring the findings into it first."""
    return is_in_step


@rule()
def every_finding_rests_on_evidence(numbers: Collection[int]) -> bool:
    """All the evidence of a finding has been withdrawn. Withdraw the finding too, or record it again on
    evidence that stands."""
    return not numbers


def finding_without_evidence(numbers: Collection[int]) -> Reason | None:
    """The reason, naming the findings that rest on nothing any more; None when there are none."""
    broken = every_finding_rests_on_evidence.reason(numbers)
    if broken is None:
        return None
    named = ", ".join(f"F{number}" for number in sorted(numbers))
    return Reason(f"{broken.message} It is about: {named}.", broken.field)


def check_every_finding_rests(numbers: Collection[int]) -> None:
    """Raise RuleBroken naming the findings that rest on nothing any more; do nothing when there are none."""
    check_all(finding_without_evidence(numbers))


@rule()
def it_is_with_the_signatories(status: str) -> bool:
    """This report has not been sent to the scrutiny bodies for sign-off."""
    return is_with_signatories(status)


@rule()
def this_is_the_newest_version(number: int, newest: int) -> bool:
    """There is a newer version of this report. Open the newest version and read that one."""
    return number == newest


@rule()
def signs_for_a_signing_body(body_id: str, signing_body_ids: Collection[str]) -> bool:
    """Your body is not one of the scrutiny bodies that sign off this inspection."""
    return body_id in signing_body_ids


@rule()
def body_has_not_signed_yet(body_id: str, signed_body_ids: Collection[str]) -> bool:
    """Your body has already signed off this version."""
    return body_id not in signed_body_ids


@rule("statement")
def a_signature_says_what_it_approves(statement: str) -> bool:
    """Say in a sentence what you are approving for your body."""
    return bool(statement.strip())


@rule("reason")
def a_reason_is_given(reason: str) -> bool:
    """Give the reason. It is kept with the report, and the people concerned read it."""
    return bool(reason.strip())


@rule()
def every_body_has_signed_off_this_version(missing_names: Collection[str]) -> bool:
    """Not every scrutiny body has signed off this version of the report."""
    return not missing_names


def check_every_body_has_signed_off(missing_names: Collection[str]) -> None:
    """Raise RuleBroken naming the bodies whose sign-off is missing; do nothing when there are none."""
    broken = every_body_has_signed_off_this_version.reason(missing_names)
    if broken is not None:
        names = ", ".join(sorted(missing_names))
        raise RuleBroken(Reason(f"{broken.message} Still to sign: {names}.", broken.field))


@rule("due_on")
def comments_are_due_after_today(due_on: date, today: date) -> bool:
    """The day by which comments are due must be after today. Choose a later day."""
    return due_on > today


@rule("section_key")
def the_section_is_in_the_version(is_there: bool) -> bool:
    """That section is not in the version you were sent. Choose one that is."""
    return is_there


@rule("says")
def a_comment_says_what_is_wrong(says: str) -> bool:
    """Say what is not accurate in this part of the report."""
    return bool(says.strip())


@rule("quoted")
def the_quoted_words_are_in_the_section(quoted: str, text: str) -> bool:
    """These words are not in that section of the version you were sent. Copy them exactly, or leave the
    box empty."""
    return " ".join(quoted.split()) in " ".join(text.split())


@rule()
def every_comment_is_answered(unanswered: int) -> bool:
    """Some factual accuracy comments have no answer yet. Answer each, with the reason, before going on."""
    return unanswered == 0


@rule()
def no_words_changed_since_sign_off(checksum_now: str, checksum_signed: str) -> bool:
    """The report no longer says what the bodies signed off. Send the changed report for sign-off again."""
    return checksum_now == checksum_signed


@rule("publish_on")
def publication_is_not_before_today(publish_on: date, today: date) -> bool:
    """The day of publication cannot be in the past. Choose today or a later day."""
    return publish_on >= today


@rule()
def the_embargo_has_ended(publish_on: date, today: date) -> bool:
    """The report is under embargo until the day of publication. Wait for that day, or take the report
    back and agree another."""
    return today >= publish_on


@rule("note")
def a_correction_says_what_was_wrong(note: str) -> bool:
    """Say what was wrong and how it came to be corrected. Everybody who opens the report reads this."""
    return bool(note.strip())


@rule("note")
def one_correction_at_a_time(is_being_corrected: bool) -> bool:
    """A correction of this report is under way already. Write this one into it, or give that one up first."""
    return not is_being_corrected


@rule()
def a_correction_changes_words(changed_sections: int) -> bool:
    """Nothing in the report has been corrected yet. Change the words that are wrong before you send it."""
    return changed_sections > 0


@rule()
def a_correction_changes_no_evaluation(
    levels_now: Mapping[str, str], levels_published: Mapping[str, str]
) -> bool:
    """A correction mends words. An evaluation is not what it was when the report was published, and that
    cannot be put right by a correction."""
    return levels_now == levels_published
