"""From which status to which a report moves, and whose turn each status is."""

from speir.foundations.lifecycle import Lifecycle, Step
from speir.reports.choices import ReportStatus as Status

REPORT = Lifecycle(
    name="report",
    statuses=Status,
    first=Status.DRAFTING,
    steps=(
        Step("send_for_sign_off", (Status.DRAFTING,), Status.SIGNING),
        Step("every_body_signs", (Status.SIGNING,), Status.SIGNED_OFF),
        Step("decline", (Status.SIGNING,), Status.DRAFTING),
        Step("take_back", (Status.SIGNING, Status.SIGNED_OFF), Status.DRAFTING),
        Step("send_for_factual_accuracy", (Status.SIGNED_OFF,), Status.FACTUAL_ACCURACY),
        Step("finish_factual_accuracy", (Status.FACTUAL_ACCURACY,), Status.RESPONDING),
        Step("keep_version", (Status.RESPONDING,), Status.READY),
        Step("send_again", (Status.RESPONDING,), Status.SIGNING_AGAIN),
        Step("every_body_signs_again", (Status.SIGNING_AGAIN,), Status.READY),
        Step("decline_again", (Status.SIGNING_AGAIN,), Status.RESPONDING),
        Step(
            "take_back_again",
            (Status.SIGNING_AGAIN, Status.READY, Status.EMBARGOED),
            Status.RESPONDING,
        ),
        Step("embargo", (Status.READY,), Status.EMBARGOED),
        Step("publish", (Status.EMBARGOED,), Status.PUBLISHED),
        Step("open_correction", (Status.PUBLISHED,), Status.CORRECTING),
        Step("abandon_correction", (Status.CORRECTING,), Status.PUBLISHED),
        Step("send_correction", (Status.CORRECTING,), Status.SIGNING_CORRECTION),
        Step("decline_correction", (Status.SIGNING_CORRECTION,), Status.CORRECTING),
        Step("every_body_signs_correction", (Status.SIGNING_CORRECTION,), Status.CORRECTION_SIGNED),
        Step(
            "take_back_correction",
            (Status.SIGNING_CORRECTION, Status.CORRECTION_SIGNED),
            Status.CORRECTING,
        ),
        Step("publish_correction", (Status.CORRECTION_SIGNED,), Status.PUBLISHED),
    ),
    turn={
        Status.DRAFTING: "Lead inspector",
        Status.SIGNING: "Signatories for the scrutiny bodies",
        Status.SIGNED_OFF: "Lead inspector or strategic support officer",
        Status.FACTUAL_ACCURACY: "Inspection coordinator",
        Status.RESPONDING: "Lead inspector",
        Status.SIGNING_AGAIN: "Signatories for the scrutiny bodies",
        Status.READY: "Lead inspector or strategic support officer",
        Status.EMBARGOED: "Lead inspector or strategic support officer",
        Status.PUBLISHED: "Nobody",
        Status.CORRECTING: "Lead inspector",
        Status.SIGNING_CORRECTION: "Signatories for the scrutiny bodies",
        Status.CORRECTION_SIGNED: "Lead inspector or strategic support officer",
    },
)

# Sign-off happens twice when factual accuracy changes the words: the same act, another place on the table.
SECOND_ROUND = {
    "send_for_sign_off": "send_again",
    "every_body_signs": "every_body_signs_again",
    "decline": "decline_again",
    "take_back": "take_back_again",
}
# And once more when an error is found after publication.
CORRECTION_ROUND = {
    "send_for_sign_off": "send_correction",
    "every_body_signs": "every_body_signs_correction",
    "decline": "decline_correction",
    "take_back": "take_back_correction",
}
IN_CORRECTION = (Status.CORRECTING, Status.SIGNING_CORRECTION, Status.CORRECTION_SIGNED)
_AFTER_FACTUAL_ACCURACY = (Status.RESPONDING, Status.SIGNING_AGAIN, Status.READY, Status.EMBARGOED)


def step_now(status: str, name: str) -> str:
    """The name of this step in the round of sign-off that the status belongs to."""
    if is_in_correction(status):
        return CORRECTION_ROUND[name]
    return SECOND_ROUND[name] if status in _AFTER_FACTUAL_ACCURACY else name


def is_in_correction(status: str) -> bool:
    """Whether a published report is being corrected."""
    return status in IN_CORRECTION


def is_published(status: str) -> bool:
    """Whether the public reads this report, whatever else is going on with it."""
    return status == Status.PUBLISHED or is_in_correction(status)


def words_may_change(status: str) -> bool:
    """Whether the text of a report may be revised at this status."""
    return status in (Status.DRAFTING, Status.RESPONDING, Status.CORRECTING)


def is_with_signatories(status: str) -> bool:
    """Whether the scrutiny bodies are asked to sign off at this status."""
    return status in (Status.SIGNING, Status.SIGNING_AGAIN, Status.SIGNING_CORRECTION)
