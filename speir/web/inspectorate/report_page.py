"""What the page of a report prints, made from what the queries returned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from speir.evaluations.permissions import may_consolidate, may_read_judgements
from speir.evaluations.rules import the_team_has_found_and_settled
from speir.evidence.permissions import may_lodge_evidence
from speir.evidence.rules import inspection_takes_evidence
from speir.foundations.refusals import Reason
from speir.inspections.lifecycle import INSPECTION
from speir.people.standing import Standing
from speir.reports.choices import Sight
from speir.reports.lifecycle import REPORT, is_in_correction, step_now, words_may_change
from speir.reports.pages import ReportText
from speir.reports.permissions import may_draft_report, may_revise_report, may_send_for_sign_off
from speir.reports.rules import (
    every_comment_is_answered,
    every_evaluated_item_is_consolidated,
    every_section_is_written,
    finding_without_evidence,
    findings_are_in_step,
    something_is_found_and_nothing_uncertain,
    the_exercise_ends_in_its_own_report,
)
from speir.web.inspectorate.inspection_header import InspectionHeader
from speir.web.inspectorate.opened import why_not
from speir.web.inspectorate.report_steps import ReportStep
from speir.web.inspectorate.report_text import ReportPart
from speir.web.inspectorate.signatures import NOT_YET, Signature, words_by_body
from speir.web.inspectorate.turns_here import TurnsHere
from speir.web.shared.showing import count, day

if TYPE_CHECKING:
    from speir.reports.models import DraftVersion
    from speir.reports.pages import Signing


@dataclass(frozen=True)
class VersionLine:
    """One frozen version."""

    number: int
    made: str
    made_at: datetime
    checksum: str


@dataclass(frozen=True)
class ReportPage:
    """A report; ``parts`` is None while this reader may see none, each ``…_refused`` "" when they may."""

    header: InspectionHeader
    is_started: bool
    steps: tuple[ReportStep, ...]
    turns: TurnsHere
    text_is: str
    framework: str
    is_indicative: bool
    parts: tuple[ReportPart, ...] | None
    is_open: bool
    is_in_correction: bool
    may_write: bool
    may_be_taken_back: bool
    missing: tuple[str, ...]
    signatures: tuple[Signature, ...]
    versions: tuple[VersionLine, ...]
    start_refused: str
    send_refused: str
    bring_in: bool
    bring_in_refused: str
    take_back_refused: str
    national: str = ""
    national_refused: str = ""


@dataclass(frozen=True)
class Readiness:
    """What may still be missing before a version can be frozen."""

    empty_titles: Sequence[str] = ()
    is_in_step: bool = True
    unanswered: int = 0
    not_agreed: Sequence[str] = ()
    lost_evidence: Sequence[int] = ()
    without_evidence: Sequence[int] = ()
    is_graded: bool = True
    uncertain: Sequence[str] = ()
    nothing_found: bool = False
    has_report: bool = True

    @property
    def is_settled(self) -> bool:
        """Whether something is found, and nothing is uncertain any more."""
        return not self.nothing_found and not self.uncertain

    def missing(self, status: str) -> tuple[str, ...]:
        """Each thing that is missing, in a few words; little of it when the words are not open."""
        lines = [f"No judgement of the team on {item} yet" for item in self.not_agreed]
        lines += ["Nothing has been found yet"] if self.nothing_found else []
        lines += [f"The team is still uncertain about {item}" for item in self.uncertain]
        some = [n for n in self.lost_evidence if n not in self.without_evidence]
        lines += [f"F{n} rests only on evidence that was withdrawn" for n in self.without_evidence]
        lines += [f"F{n} rests on evidence withdrawn since: look at it again" for n in some]
        if words_may_change(status):
            lines += [f"“{title}” has no words yet" for title in self.empty_titles]
            lines += [] if self.is_in_step else ["Findings were added or withdrawn since the draft was made"]
            lines += [f"{count(self.unanswered, 'comment')} without an answer"] if self.unanswered else []
        return tuple(lines)


def start_refused(standing: Standing, inspection_status: str, readiness: Readiness) -> str:
    """Why this person may not start the report now, "" when they may."""
    return why_not(
        standing,
        may_draft_report,
        the_exercise_ends_in_its_own_report.reason(readiness.has_report),
        every_evaluated_item_is_consolidated.reason(not readiness.not_agreed),
        something_is_found_and_nothing_uncertain.reason(
            not readiness.nothing_found and not readiness.uncertain
        ),
        INSPECTION.reason_refused(inspection_status, "open_reporting"),
    )


def national_refused(standing: Standing, status: str, readiness: Readiness, national: str) -> str:
    """Why this person may not conclude the area, or bring in what areas found, now; "" when they may."""
    if national == "area":
        found = the_team_has_found_and_settled.reason(not readiness.nothing_found and not readiness.uncertain)
        return why_not(standing, may_consolidate, found, INSPECTION.reason_refused(status, "conclude"))
    if national == "national":
        return why_not(standing, may_lodge_evidence, inspection_takes_evidence.reason(status))
    return ""


def send_refused(standing: Standing, status: str, readiness: Readiness) -> str:
    """Why this person may not freeze a version and send it for sign-off now, "" when they may."""
    reasons: list[Reason | str | None] = [
        REPORT.reason_refused(status, step_now(status, "send_for_sign_off")),
        every_section_is_written.reason(readiness.empty_titles),
        findings_are_in_step.reason(readiness.is_in_step),
        finding_without_evidence(readiness.without_evidence),
        every_comment_is_answered.reason(readiness.unanswered),
    ]
    return why_not(standing, may_send_for_sign_off, *reasons)


def not_started_page(
    header: InspectionHeader,
    steps: tuple[ReportStep, ...],
    turns: TurnsHere,
    standing: Standing,
    inspection_status: str,
    readiness: Readiness,
    national: str = "",
) -> ReportPage:
    """The page before there is a report: what it waits for, and the button that starts it."""
    return ReportPage(
        header=header,
        is_started=False,
        steps=steps,
        turns=turns,
        text_is="",
        framework="",
        is_indicative=False,
        parts=None,
        is_open=False,
        is_in_correction=False,
        may_write=False,
        may_be_taken_back=False,
        missing=() if may_read_judgements.reason_refused(standing) else readiness.missing(""),
        signatures=(),
        versions=(),
        start_refused=start_refused(standing, inspection_status, readiness),
        send_refused="",
        bring_in=False,
        bring_in_refused="",
        take_back_refused="",
        national=national,
        national_refused=national_refused(standing, inspection_status, readiness, national),
    )


def report_page(
    header: InspectionHeader,
    steps: tuple[ReportStep, ...],
    turns: TurnsHere,
    standing: Standing,
    status: str,
    text: ReportText | None,
    parts: tuple[ReportPart, ...] | None,
    signatures: tuple[Signature, ...],
    versions: Sequence["DraftVersion"],
    readiness: Readiness,
) -> ReportPage:
    """The page of a report that has been started, as this person may see it."""
    is_open = words_may_change(status)
    not_back = REPORT.reason_refused(status, step_now(status, "take_back"))
    return ReportPage(
        header=header,
        is_started=True,
        steps=steps,
        turns=turns,
        text_is=text_is(text) if text else "",
        framework=text.content.framework if text else "",
        is_indicative=bool(text and text.content.framework_is_indicative),
        parts=parts,
        is_open=is_open,
        is_in_correction=is_in_correction(status) and text is not None and text.sight != Sight.PUBLICATION,
        may_write=is_open and may_revise_report.reason_refused(standing) is None,
        may_be_taken_back=not_back is None,
        missing=readiness.missing(status) if text else (),
        signatures=signatures,
        versions=tuple(map(version_line, versions)) if text else (),
        start_refused="",
        send_refused=send_refused(standing, status, readiness),
        bring_in=is_open and not readiness.is_in_step,
        bring_in_refused=why_not(standing, may_revise_report),
        take_back_refused=why_not(standing, may_draft_report, not_back),
    )


def text_is(text: ReportText) -> str:
    """Which text this is, in words."""
    if text.sight == Sight.WORKING_DRAFT:
        return "The words as they stand now."
    return f"Version {text.version_number}: {text.sight.label.lower()}."


def version_line(version: "DraftVersion") -> VersionLine:
    """One frozen version in a list."""
    return VersionLine(
        version.number,
        f"{day(version.made_at)}, {version.made_by.full_name}",
        version.made_at,
        version.checksum,
    )


def body_lines(names: Sequence[str], signing: "Signing | None", status: str) -> tuple[Signature, ...]:
    """Each body that signs, and how far it is with the newest version."""
    words = words_by_body(signing, status) if signing else {}
    return tuple(Signature(name, *words.get(name, NOT_YET)) for name in names)
