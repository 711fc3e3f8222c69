"""What must be true of a judgement."""

from collections.abc import Collection

from speir.foundations.rules import rule

SHORTEST_RATIONALE = 20


@rule()
def there_is_evidence_to_evaluate(count: int) -> bool:
    """There is no evidence here yet. Lodge evidence against the indicators first."""
    return count > 0


@rule("evidence")
def evidence_is_cited(count: int) -> bool:
    """Cite at least one item of evidence that this rests on."""
    return count > 0


@rule("evidence")
def cited_evidence_stands_here(cited: int, found: int) -> bool:
    """Some of the cited evidence has been withdrawn or belongs elsewhere. Choose again."""
    return cited == found


@rule("rationale")
def rationale_is_written(rationale: str) -> bool:
    """Write why, in at least a sentence. A level without a rationale is not accepted."""
    return len(rationale.strip()) >= SHORTEST_RATIONALE


@rule("level")
def level_is_on_the_scale(level_scale_id: str, item_scale_id: str) -> bool:
    """Choose one of the levels of this item's scale."""
    return level_scale_id == item_scale_id


@rule()
def item_is_evaluated(is_evaluated: bool) -> bool:
    """This item gathers evidence but is not evaluated on its own. Evaluate the key area it belongs to."""
    return is_evaluated


@rule()
def findings_are_made_about_this_item(is_one: bool) -> bool:
    """Findings are made about what the framework evaluates, or about its indicators when it evaluates
    nothing. Choose one of those."""
    return is_one


@rule()
def inspection_is_evaluating(status: str) -> bool:
    """Judgements are made while the inspection is evaluating. The lead inspector opens that stage."""
    return status == "evaluating"


@rule()
def judgement_may_change(status: str) -> bool:
    """The judgement stands as published. It can no longer be changed here."""
    return status in {"evaluating", "reporting"}


@rule()
def everybody_has_submitted(still_to_submit: Collection[str]) -> bool:
    """Not everybody has submitted their own evaluation yet. The team judges when they have."""
    return not still_to_submit


@rule()
def not_consolidated_yet(is_consolidated: bool) -> bool:
    """The team's judgement has been recorded, so this evaluation stays as it was made."""
    return not is_consolidated


@rule()
def others_have_not_been_read(are_visible: bool) -> bool:
    """All are in, so the others' evaluations can be read. Ask the lead inspector to reopen yours."""
    return not are_visible


@rule()
def reopening_alone_is_still_open(are_visible: bool) -> bool:
    """Not everybody has submitted yet, so each inspector can still take their own back."""
    return are_visible


@rule("inspector")
def evaluation_is_submitted(is_submitted: bool) -> bool:
    """There is no submitted evaluation of this inspector to reopen."""
    return is_submitted


@rule("text")
def finding_says_something(text: str) -> bool:
    """Write the finding in a full sentence that the partnership will understand."""
    return len(text.strip()) >= SHORTEST_RATIONALE


@rule()
def finding_still_stands(is_withdrawn: bool) -> bool:
    """This finding has been withdrawn already."""
    return not is_withdrawn


@rule()
def position_may_change(status: str) -> bool:
    """The report is published. Where the team stood before that can no longer be changed."""
    return status not in {"published", "improving", "closed"}


@rule("why")
def reason_is_given(why: str) -> bool:
    """Say why."""
    return bool(why.strip())


@rule()
def it_is_an_area_of_a_national_exercise(is_area: bool) -> bool:
    """Only an area that takes part in a national exercise is concluded. This one ends in its own report."""
    return is_area


@rule()
def the_team_has_found_and_settled(is_complete: bool) -> bool:
    """Record at least one finding, and settle every indicator that the team is still uncertain about."""
    return is_complete
