"""What must be true of published facts."""

from speir.foundations.rules import rule


@rule("partnership")
def published_facts_are_about_real_partnerships(is_fictional: bool) -> bool:
    """Published facts belong to real partnerships only. Name a real partnership, or take the result out."""
    return not is_fictional


@rule("partnership")
def one_result_for_one_exercise(times: int) -> bool:
    """Another result of this file has the same phase, kind and partnership. Put both together."""
    return times <= 1
