"""Where in the inspectorate's screens a turn is done."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse

if TYPE_CHECKING:
    from speir.inspections.turns import Turn

# The key of a turn -> the name of the address. Most say on which page of the inspection it is done.
SCREENS = {
    "letters": "letters",
    "timetable_changed": "timetable_changed",
    "acknowledge_letter": "letters",
    "documents": "documents",
    "pack": "pack",
    "documents_for_us": "pack",
    "draw_sample": "records",
    "evidence": "evidence",
    "read_records": "my_records",
    "reconcile_records": "my_records",
    "evaluations": "evaluations",
    "evaluate": "evaluations",
    "consolidate": "evaluations",
    "start_report": "report",
    "conclude_area": "report",
    "findings": "findings",
    "positions": "evidence",
    "draft_report": "report",
    "sign_off": "sign_off",
    "send_for_factual_accuracy": "factual_accuracy",
    "comment_on_facts": "factual_accuracy",
    "answer_comments": "factual_accuracy",
    "send_embargoed_copy": "embargo",
    "publish_report": "publish",
    "correct_report": "report",
    "publish_correction": "correction",
    "write_plan": "improvement_plan",
    "agree_plan": "improvement_plan",
    "verify_claim": "improvement_plan",
    "finish_action": "improvement_plan",
    "claim_progress": "improvement_plan",
    "open_progress_review": "progress_review",
    "judge_area": "progress_review",
    "send_review_for_factual_accuracy": "review_facts",
    "comment_on_review": "review_facts",
    "answer_review_comments": "review_facts",
    "complete_progress_review": "progress_review",
    "sign_review": "progress_review",
    "publish_review": "progress_review",
}


# Nobody is led from here to what waits: it is for somebody else, and only they may see it.
NOWHERE = {"urgent"}
# Turns about one evaluated item are done on the page of that item.
ON_AN_ITEM = {"evaluate", "consolidate"}


def where(turn: "Turn", reference: str, item_numbers: Mapping[str, str] | None = None) -> str:
    """The address of the screen on which a turn of this inspection is done; its home when there is none.

    ``item_numbers`` gives the number of each evaluated item by its identity.
    """
    if turn.key in NOWHERE:
        return ""
    if turn.key == "concern":
        return reverse("concern", kwargs={"reference": reference, "concern_id": turn.subject_id})
    if turn.key == "verify_claim" and turn.subject_id:
        return reverse("verify_claim", kwargs={"reference": reference, "claim_id": turn.subject_id})
    number = (item_numbers or {}).get(turn.subject_id, "")
    if turn.key in ON_AN_ITEM and number:
        return reverse("evaluate", kwargs={"reference": reference, "number": number})
    return inspection_address(SCREENS.get(turn.key, "inspection"), reference)


def inspection_address(name: str, reference: str) -> str:
    """The address of a screen of one inspection by name; its home when that screen has not been built."""
    try:
        return reverse(name, kwargs={"reference": reference})
    except NoReverseMatch:
        return reverse("inspection", kwargs={"reference": reference})
