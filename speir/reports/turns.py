"""Whose turn it is with a report at each status, as one line per person or body that is waited for."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from speir.inspections.turns import Turn
from speir.people.choices import Role
from speir.reports.choices import ReportStatus as Status
from speir.reports.lifecycle import is_in_correction, is_with_signatories

_LEAD = frozenset({Role.LEAD_INSPECTOR})
_SENDERS = frozenset({Role.LEAD_INSPECTOR, Role.SUPPORT_OFFICER})


@dataclass(frozen=True)
class Waiting:
    """What the lines depend on besides the status."""

    version_number: int | None = None
    missing_bodies: Sequence[tuple[str, str]] = ()
    unanswered: int = 0
    comments_due_on: date | None = None
    publish_on: date | None = None
    due_on: dict[str, date] = field(default_factory=dict)
    called: str = "report"


def to_start(due_on: dict[str, date], called: str, *, is_graded: bool) -> Turn:
    """The line before there is a report, or a letter."""
    why = "The team has judged everything." if is_graded else "Nothing is uncertain any more."
    return Turn("start_report", f"Start the {called}", why, _LEAD, due_on.get("draft"))


def turns_at(status: str, waiting: Waiting) -> list[Turn]:
    """What waits for somebody because of a report at this status."""
    if is_with_signatories(status):
        # The timetable knows no day for a correction.
        due_on = None if is_in_correction(status) else waiting.due_on.get("signed_off")
        return [_to_sign(body_id, name, waiting, due_on) for body_id, name in waiting.missing_bodies]
    line = _lines(waiting).get(status)
    return [line] if line else []


def _to_sign(body_id: str, name: str, waiting: Waiting, due_on: date | None) -> Turn:
    return Turn(
        key="sign_off",
        title=f"Read version {waiting.version_number} of the {waiting.called} and sign it off for {name}",
        why=f"{name} has not signed off this version.",
        roles=frozenset({Role.SIGNATORY}),
        due_on=due_on,
        body_id=body_id,
    )


def _lines(waiting: Waiting) -> dict[str, Turn]:
    due = waiting.due_on
    n = waiting.unanswered
    comments = "1 comment has" if n == 1 else f"{n} comments have"
    return {
        Status.DRAFTING: Turn(
            "draft_report",
            f"Write the {waiting.called} and send it for sign-off",
            "It is being drafted.",
            _LEAD,
            due.get("draft"),
        ),
        Status.SIGNED_OFF: Turn(
            "send_for_factual_accuracy",
            f"Send the {waiting.called} to the partnership for factual accuracy",
            "Every body has signed it off.",
            _SENDERS,
            due.get("signed_off"),
        ),
        Status.FACTUAL_ACCURACY: Turn(
            "comment_on_facts",
            f"Check the {waiting.called} for factual accuracy",
            f"The partnership comments before the {waiting.called} is final.",
            frozenset({Role.COORDINATOR}),
            waiting.comments_due_on,
        ),
        Status.RESPONDING: Turn(
            "answer_comments",
            "Answer the comments and settle the final version",
            f"{comments} no answer yet." if n else "Every comment is answered.",
            _LEAD,
            due.get("factual_accuracy"),
        ),
        Status.READY: Turn(
            "send_embargoed_copy",
            "Send the embargoed copy to the partnership",
            "The final version is signed off by every body.",
            _SENDERS,
            due.get("embargoed"),
        ),
        Status.EMBARGOED: Turn(
            "publish_report",
            f"Publish the {waiting.called}",
            "The partnership has the embargoed copy.",
            _SENDERS,
            waiting.publish_on or due.get("published"),
        ),
        Status.CORRECTING: Turn(
            "correct_report",
            f"Correct the published {waiting.called} and send it for sign-off",
            "A correction has been begun; the public still reads the edition before it.",
            _LEAD,
        ),
        Status.CORRECTION_SIGNED: Turn(
            "publish_correction",
            "Publish the correction",
            f"Every body has signed off the corrected {waiting.called}.",
            _SENDERS,
        ),
    }
