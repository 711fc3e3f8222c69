"""Where a report stands between its first words and publication: who, when, what is missing."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from speir.reports.choices import ReportStatus as Status
from speir.web.inspectorate.where import inspection_address
from speir.web.shared.showing import count, day

if TYPE_CHECKING:
    from speir.reports.pages import Signing

DRAFT, SIGN_OFF, FACTS, ANSWERS, EMBARGO, PUBLISH, DONE = range(7)
# At which step a report of each status is.
STEP_OF = {
    "": DRAFT,
    Status.DRAFTING: DRAFT,
    Status.SIGNING: SIGN_OFF,
    Status.SIGNED_OFF: FACTS,
    Status.FACTUAL_ACCURACY: FACTS,
    Status.RESPONDING: ANSWERS,
    Status.SIGNING_AGAIN: ANSWERS,
    Status.READY: EMBARGO,
    Status.EMBARGOED: PUBLISH,
    Status.PUBLISHED: DONE,
    Status.CORRECTING: DONE,
    Status.SIGNING_CORRECTION: DONE,
    Status.CORRECTION_SIGNED: DONE,
}
TITLES = ("Draft", "Sign-off", "Factual accuracy", "Answers and final version", "Embargo", "Publication")
CORRECTIONS = (Status.CORRECTING, Status.SIGNING_CORRECTION, Status.CORRECTION_SIGNED)
CORRECTED_MEANWHILE = "The public reads the edition before it until it is published."
PLACES = ("report", "sign_off", "factual_accuracy", "factual_accuracy", "embargo", "publish")


@dataclass(frozen=True)
class ReportFacts:
    """What the steps depend on; ``comments`` is None while the partnership is still making them."""

    status: str
    signing: "Signing | None" = None
    comments: int | None = None
    unanswered: int = 0
    comments_due_on: date | None = None
    publish_on: date | None = None
    readers: int = 0
    receipts: int = 0
    published_on: date | None = None
    is_graded: bool = True
    has_plan: bool = True


@dataclass(frozen=True)
class ReportStep:
    """One step: ``address`` is "" until it has been reached."""

    title: str
    address: str
    hint: str
    status: str
    status_kind: str


def report_steps(facts: ReportFacts, reference: str) -> tuple[ReportStep, ...]:
    """The six steps, with the one that it is at marked by whose turn it waits for; then a correction."""
    here = STEP_OF[facts.status]
    correction = (_correction(facts, reference),) if facts.status in CORRECTIONS else ()
    hints = (_draft, _signing, _facts, _answers, _embargo, _publish)
    return (
        tuple(
            ReportStep(
                title=f"{position + 1}. {TITLES[position]}",
                address=inspection_address(PLACES[position], reference) if DRAFT < position <= here else "",
                hint=hints[position](facts, here),
                status=_words(facts, position, here),
                status_kind=_kind(facts, position, here),
            )
            for position in range(DONE)
        )
        + correction
    )


def _correction(facts: ReportFacts, reference: str) -> ReportStep:
    """Of a published report that is being corrected: what its correction waits for."""
    words = {
        Status.CORRECTING: "being written",
        Status.SIGNING_CORRECTION: "being signed",
        Status.CORRECTION_SIGNED: "to be published",
    }
    is_signing = facts.status == Status.SIGNING_CORRECTION and facts.signing is not None
    missing = facts.signing.missing_names if is_signing and facts.signing else []
    return ReportStep(
        title=f"{DONE + 1}. Correction",
        address=inspection_address("correction", reference),
        hint=f"Still to sign: {', '.join(missing)}." if missing else CORRECTED_MEANWHILE,
        status=words[Status(facts.status)],
        status_kind="warn",
    )


def _is_under_way(facts: ReportFacts, position: int, here: int) -> bool:
    return position == here and facts.status != ""


def _kind(facts: ReportFacts, position: int, here: int) -> str:
    if position < here:
        return "ok"
    return "warn" if _is_under_way(facts, position, here) else "grey"


def _words(facts: ReportFacts, position: int, here: int) -> str:
    if position < here:
        return "done"
    if not _is_under_way(facts, position, here):
        return "not yet"
    now = {
        Status.DRAFTING: "being written",
        Status.SIGNING: _signed_so_far(facts),
        Status.SIGNED_OFF: "to be sent",
        Status.FACTUAL_ACCURACY: "with the partnership",
        Status.RESPONDING: f"{facts.unanswered} to answer" if facts.unanswered else "to be settled",
        Status.SIGNING_AGAIN: _signed_so_far(facts),
        Status.READY: "to be sent",
        Status.EMBARGOED: "waits for its day",
    }
    return now[Status(facts.status)]


def _signed_so_far(facts: ReportFacts) -> str:
    if facts.signing is None:
        return "being signed"
    signed, missing = len(facts.signing.signed), len(facts.signing.missing)
    return f"{signed} of {signed + missing} signed"


def _draft(facts: ReportFacts, here: int) -> str:
    if not facts.status:
        until = "the team has judged everything" if facts.is_graded else "nothing is uncertain any more"
        return f"Drafted from what the team found, once {until}."
    if facts.signing is None:
        return "No version has been frozen yet."
    version = facts.signing.version
    return f"Version {version.number} frozen on {day(version.made_at)} by {version.made_by.full_name}."


def _signing(facts: ReportFacts, here: int) -> str:
    if here < SIGN_OFF or facts.signing is None:
        return "Every scrutiny body signs one and the same version."
    if facts.status == Status.SIGNING:
        return f"Still to sign: {', '.join(facts.signing.missing_names)}."
    return "Every scrutiny body has signed."


def _facts(facts: ReportFacts, here: int) -> str:
    if here < FACTS:
        return "The partnership checks the facts of the signed version."
    if facts.status == Status.SIGNED_OFF:
        return "The signed version can be sent to the partnership."
    if facts.comments is None:
        return f"Comments are due by {day(facts.comments_due_on)}."
    return f"The partnership made {count(facts.comments, 'comment')}."


def _answers(facts: ReportFacts, here: int) -> str:
    if here < ANSWERS:
        return "Every comment is answered with a reason; changed words are signed again."
    if facts.status == Status.SIGNING_AGAIN and facts.signing:
        names = ", ".join(facts.signing.missing_names)
        return f"The words changed. Still to sign version {facts.signing.version.number}: {names}."
    if facts.unanswered:
        return f"{facts.unanswered} of {count(facts.comments or 0, 'comment')} without an answer."
    return "Every comment is answered." if facts.comments else "There was nothing to answer."


def _embargo(facts: ReportFacts, here: int) -> str:
    if here <= EMBARGO:
        return "The heads and the coordinator read the final version before the public does."
    return f"Sent; {facts.receipts} of {count(facts.readers, 'reader')} acknowledged it."


def _publish(facts: ReportFacts, here: int) -> str:
    if not facts.has_plan:
        return _publish_without_plan(facts, here)
    if facts.published_on:
        return f"Published on {day(facts.published_on)}. The improvement plan follows."
    if here == PUBLISH and facts.publish_on:
        return f"On {day(facts.publish_on)}; the improvement plan opens with it."
    return "The improvement plan opens with it."


def _publish_without_plan(facts: ReportFacts, here: int) -> str:
    if facts.published_on:
        return f"Published on {day(facts.published_on)}. No improvement plan is asked for."
    on = f"On {day(facts.publish_on)}. " if here == PUBLISH and facts.publish_on else ""
    return f"{on}No improvement plan is asked for."
