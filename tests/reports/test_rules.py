"""Each rule by its name: when it holds, when it does not, and what people read."""

from datetime import date

import pytest

from speir.foundations.refusals import RuleBroken
from speir.foundations.rules import REGISTERED
from speir.reports import rules
from speir.reports.choices import ReportStatus

TODAY = date(2026, 11, 2)
EXAMPLES: list[tuple[str, tuple[object, ...], tuple[object, ...]]] = [
    ("every_evaluated_item_is_consolidated", (True,), (False,)),
    ("the_words_are_open", ("drafting",), ("signing",)),
    ("nobody_else_revised_it", (3, 3), (3, 4)),
    ("a_section_says_something", ("Words.",), ("  ",)),
    ("every_section_is_written", ([],), (["Next steps"],)),
    ("findings_are_in_step", (True,), (False,)),
    ("every_finding_rests_on_evidence", ([],), ([3],)),
    ("it_is_with_the_signatories", ("signing_again",), ("responding",)),
    ("this_is_the_newest_version", (2, 2), (1, 2)),
    ("signs_for_a_signing_body", ("a", ["a", "b"]), ("c", ["a", "b"])),
    ("body_has_not_signed_yet", ("a", ["b"]), ("a", ["a"])),
    ("a_signature_says_what_it_approves", ("Approved.",), ("",)),
    ("a_reason_is_given", ("Why.",), (" ",)),
    ("every_body_has_signed_off_this_version", ([],), (["Body"],)),
    ("comments_are_due_after_today", (date(2026, 11, 3), TODAY), (TODAY, TODAY)),
    ("the_section_is_in_the_version", (True,), (False,)),
    ("a_comment_says_what_is_wrong", ("The year.",), ("",)),
    ("the_quoted_words_are_in_the_section", ("two  words", "the two\nwords"), ("other", "the words")),
    ("every_comment_is_answered", (0,), (1,)),
    ("no_words_changed_since_sign_off", ("x", "x"), ("x", "y")),
    ("publication_is_not_before_today", (TODAY, TODAY), (date(2026, 11, 1), TODAY)),
    ("something_is_found_and_nothing_uncertain", (True,), (False,)),
    ("the_exercise_ends_in_its_own_report", (True,), (False,)),
    ("an_unattributed_report_names_no_area", ([],), (["Strathtest"],)),
    ("the_embargo_has_ended", (TODAY, TODAY), (date(2026, 11, 3), TODAY)),
    ("one_correction_at_a_time", (False,), (True,)),
    ("a_correction_says_what_was_wrong", ("The year.",), (" ",)),
    ("a_correction_changes_words", (1,), (0,)),
    ("a_correction_changes_no_evaluation", ({"a": "good"}, {"a": "good"}), ({"a": "weak"}, {"a": "good"})),
]


@pytest.mark.parametrize(("name", "holding", "broken"), EXAMPLES, ids=[name for name, _, _ in EXAMPLES])
def test_the_rule_holds_and_breaks(
    name: str, holding: tuple[object, ...], broken: tuple[object, ...]
) -> None:
    rule = getattr(rules, name)

    assert rule.holds(*holding)
    with pytest.raises(RuleBroken) as refused:
        rule.check(*broken)
    assert refused.value.reasons[0].message == rule.message
    assert rule.message.endswith(".")


def test_every_rule_of_reports_has_an_example() -> None:
    ours = {rule.name for rule in REGISTERED.values() if rule.part == "reports"}

    assert ours == {name for name, _, _ in EXAMPLES}


def test_words_are_open_only_while_drafting_answering_comments_and_correcting() -> None:
    open_at = {status for status in ReportStatus if rules.the_words_are_open.holds(status)}

    assert open_at == {ReportStatus.DRAFTING, ReportStatus.RESPONDING, ReportStatus.CORRECTING}


def test_missing_bodies_are_named() -> None:
    with pytest.raises(RuleBroken, match=r"Still to sign: Body A, Body B\."):
        rules.check_every_body_has_signed_off(["Body B", "Body A"])
