"""Whether what was published meets a stated rule: yes, no, or not known; never a guess. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass

from speir.programmes.choices import EligibilityRule

LOWEST = 1


@dataclass(frozen=True)
class Result:
    """One published inspection: its phase, when, and the level of each question (None: not found)."""

    phase_label: str
    published: str
    levels: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True)
class Answer:
    """Whether one rule is met (None: not known), and why, in words."""

    is_met: bool | None
    why: str


def answer(rule: str, phase: str, *, is_complete: bool, results: Sequence[Result]) -> Answer:
    """What the published results of one partnership say about one rule."""
    found = next((result for result in results if result.phase_label == phase), None)
    if rule == EligibilityRule.WEAKNESSES_OUTWEIGHED:
        return _weaknesses(phase, is_complete=is_complete, found=found)
    is_wanted = rule == EligibilityRule.INSPECTED_IN
    if found:
        return Answer(is_wanted, f"Inspected in {phase}, published: {found.published}.")
    if is_complete:
        return Answer(not is_wanted, f"Not among the partnerships inspected in {phase}, which are all known.")
    return Answer(None, f"No published result of {phase} was found, and not every one is known.")


def _weaknesses(phase: str, *, is_complete: bool, found: Result | None) -> Answer:
    if found is None:
        known = False if is_complete else None
        return Answer(known, f"No published result of {phase} was found.")
    weak = [question for question, level in found.levels if level == LOWEST]
    if weak:
        return Answer(True, f"Important areas of weakness in {phase}: {' and '.join(weak).lower()}.")
    unknown = [question for question, level in found.levels if level is None]
    if unknown or not found.levels:
        asked = " and ".join(unknown).lower() or "any question"
        return Answer(None, f"Inspected in {phase}; the published level was not found for {asked}.")
    return Answer(False, f"In {phase} strengths outweighed weaknesses in every question.")


def together(answers: Sequence[Answer]) -> bool | None:
    """All rules together: no when one is not met, not known when one is not known, and yes without rules."""
    met = [each.is_met for each in answers]
    if False in met:
        return False
    return None if None in met else True
