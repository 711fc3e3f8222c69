"""Stated rules over published results: yes, no, or not known, each with why."""

import pytest

from speir.national_overview.eligibility import Answer, Result, answer, together

ONE, TWO = "Phase 1", "Phase 2"
WEAK = "weaknesses_outweighed_in"
KP, SL = "Key processes", "Strategic leadership"


def result(*levels: tuple[str, int | None], phase: str = ONE) -> Result:
    return Result(phase, "March 2023", levels)


@pytest.mark.parametrize(
    ("rule", "is_complete", "results", "is_met", "words"),
    [
        ("inspected_in", False, [result()], True, "Inspected in Phase 1, published: March 2023"),
        ("inspected_in", False, [result(phase=TWO)], None, "not every one is known"),
        ("inspected_in", True, [], False, "Not among the partnerships inspected in Phase 1"),
        ("not_inspected_in", True, [result()], False, "Inspected in Phase 1"),
        ("not_inspected_in", True, [], True, "which are all known"),
        ("not_inspected_in", False, [], None, "No published result"),
        (
            WEAK,
            False,
            [result((KP, 1), (SL, 2))],
            True,
            "weakness in Phase 1: key processes.",
        ),
        (WEAK, False, [result((KP, 1), (SL, None))], True, "key processes"),
        (
            WEAK,
            False,
            [result((KP, 2), (SL, None))],
            None,
            "not found for strategic leadership",
        ),
        (WEAK, False, [result()], None, "not found for any question"),
        (WEAK, False, [result((KP, 2), (SL, 3))], False, "strengths outweighed"),
        (WEAK, False, [], None, "No published result"),
        (WEAK, True, [], False, "No published result"),
    ],
)
def test_a_rule_is_answered_with_its_reason(
    rule: str, is_complete: bool, results: list[Result], is_met: bool | None, words: str
) -> None:
    found = answer(rule, ONE, is_complete=is_complete, results=results)
    assert found.is_met is is_met
    assert words in found.why


@pytest.mark.parametrize(
    ("met", "expected"),
    [([], True), ([True, True], True), ([True, None], None), ([None, False], False)],
)
def test_all_rules_together(met: list[bool | None], expected: bool | None) -> None:
    assert together([Answer(each, "") for each in met]) is expected
