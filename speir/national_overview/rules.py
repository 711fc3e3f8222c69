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


@rule("reason")
def choice_has_a_reason(reason: str) -> bool:
    """Say why. It stays with the choice, and whoever plans the inspection reads it."""
    return bool(reason.strip())


@rule("basis")
def rules_are_met_where_they_are_the_footing(is_by_rules: bool, is_eligible: bool) -> bool:
    """The stated rules do not admit this partnership, or it is not known whether they do. Choose another
    footing and say why."""
    return is_eligible or not is_by_rules


@rule("basis")
def what_ministers_asked_is_recorded(is_for_ministers: bool, has_request: bool) -> bool:
    """No request of Ministers is recorded for this programme. Record it first, or choose another footing."""
    return has_request or not is_for_ministers


@rule("partnership")
def partnership_is_not_chosen_yet(is_chosen: bool) -> bool:
    """This partnership is chosen for this phase already."""
    return not is_chosen


@rule("risks")
def risks_lie_where_the_partnership_works(are_open_and_here: bool) -> bool:
    """Choose open risks of the areas in which this partnership works, and that you may read."""
    return are_open_and_here
