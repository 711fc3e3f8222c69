"""What the pages of factual accuracy print: the partnership's comments, their answers, what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from speir.foundations.refusals import Reason
from speir.people.standing import Standing
from speir.reports.choices import ReportStatus
from speir.reports.contents import FrozenReport
from speir.reports.lifecycle import REPORT
from speir.reports.permissions import may_answer_comments, may_send_to_partnership
from speir.reports.rules import every_comment_is_answered, no_words_changed_since_sign_off
from speir.web.inspectorate.inspection_header import InspectionHeader
from speir.web.inspectorate.opened import why_not
from speir.web.inspectorate.report_text import Trail
from speir.web.inspectorate.turns_here import TurnsHere
from speir.web.shared.changed_words import Piece, changed_words

if TYPE_CHECKING:
    from speir.reports.models import FactComment, Report
    from speir.reports.pages import Commented


@dataclass(frozen=True)
class CommentLine:
    """One comment and its answer; ``is_accepted`` is None while there is none."""

    number: int
    section: str
    quoted: str
    says: str
    proposed: str
    made_by: str
    made_at: datetime
    is_accepted: bool | None
    reason: str
    answered_by: str
    answered_at: datetime | None
    answers_given: int


@dataclass(frozen=True)
class FactsPage:
    """Factual accuracy; ``comments`` is None while they are the partnership's own."""

    header: InspectionHeader
    status: str
    turns: TurnsHere
    is_sent: bool
    may_be_sent: bool
    sees_versions: bool
    version_number: int
    due_on: date | None
    comments: tuple[CommentLine, ...] | None
    unanswered: int
    send_refused: str
    answer_refused: str
    is_settling: bool
    words_changed: bool
    keep_refused: str
    send_again_refused: str
    planned_on: date | None = None


@dataclass(frozen=True)
class AnswerPage:
    """One comment, what it is about as the partnership was sent it and as it stands now, and its answer."""

    header: InspectionHeader
    comment: CommentLine
    sent_title: str
    sent_text: str
    now: tuple[Piece, ...]
    trail: Trail | None
    following: int
    following_address: str
    all_address: str
    change_address: str
    change_words: str
    refused: str


def comment_line(commented: "Commented[Any]") -> CommentLine:
    """One comment with the answer that counts."""
    comment, answer = commented.comment, commented.answer
    return CommentLine(
        number=comment.number,
        section=comment.section_title,
        quoted=comment.quoted,
        says=comment.says,
        proposed=comment.proposed,
        made_by=f"{comment.made_by.full_name}, {comment.made_by.body.short_name}",
        made_at=comment.made_at,
        is_accepted=answer.is_accepted if answer else None,
        reason=answer.reason if answer else "",
        answered_by=answer.answered_by.full_name if answer else "",
        answered_at=answer.answered_at if answer else None,
        answers_given=commented.answers_given,
    )


def answer_refused(standing: Standing, status: str) -> str:
    """Why this person may not answer comments now, "" when they may."""
    return why_not(standing, may_answer_comments, REPORT.reason_refused(status, "keep_version"))


def facts_page(
    header: InspectionHeader,
    report: "Report",
    standing: Standing,
    turns: TurnsHere,
    comments: Sequence["Commented[Any]"] | None,
    missing: Sequence[str],
    checksums: tuple[str, str],
    send_again_refused: str,
    sees_versions: bool,
) -> FactsPage:
    """The page; ``checksums`` are of the words now and of the version that was signed."""
    status = report.status
    lines = None if comments is None else tuple(map(comment_line, comments))
    unanswered = sum(line.is_accepted is None for line in lines or ())
    changed = no_words_changed_since_sign_off.reason(*checksums)
    return FactsPage(
        header=header,
        status=ReportStatus.label_of(status),
        turns=turns,
        is_sent=report.accuracy_version is not None,
        may_be_sent=status == ReportStatus.SIGNED_OFF,
        sees_versions=sees_versions,
        version_number=report.accuracy_version.number if report.accuracy_version else 0,
        due_on=report.comments_due_on,
        comments=lines,
        unanswered=unanswered,
        send_refused=why_not(
            standing,
            may_send_to_partnership,
            REPORT.reason_refused(status, "send_for_factual_accuracy"),
            f"Still to sign: {', '.join(missing)}." if missing else None,
        ),
        answer_refused=answer_refused(standing, status),
        is_settling=status == ReportStatus.RESPONDING,
        words_changed=changed is not None,
        keep_refused=_keep_refused(standing, status, unanswered, missing, changed),
        send_again_refused=send_again_refused,
    )


def _keep_refused(
    standing: Standing, status: str, unanswered: int, missing: Sequence[str], changed: Reason | None
) -> str:
    return why_not(
        standing,
        may_answer_comments,
        REPORT.reason_refused(status, "keep_version"),
        every_comment_is_answered.reason(unanswered),
        f"Not signed by {', '.join(missing)}: send it for sign-off again." if missing else None,
        changed,
    )


def answer_page(
    header: InspectionHeader,
    commented: "Commented[FactComment]",
    sent: FrozenReport,
    sent_version: int,
    now: FrozenReport | None,
    trails: dict[str, Trail] | None,
    following: int,
    refused: str,
) -> AnswerPage:
    """One comment; ``now`` is None for somebody who may not read the words as they stand now."""
    key = commented.comment.section_key
    section, section_now = sent.section(key), now.section(key) if now else None
    sent_text = section.text if section else ""
    now_text = section_now.text if section_now else sent_text
    reference = header.reference
    return AnswerPage(
        header=header,
        comment=comment_line(commented),
        sent_title=f"The section, as version {sent_version} said it",
        sent_text=sent_text,
        now=changed_words(sent_text, now_text) if now_text != sent_text else (),
        trail=(trails or {}).get(section.finding_id if section else ""),
        following=following,
        following_address=reverse("answer_comment", args=[reference, following]) if following else "",
        all_address=reverse("factual_accuracy", args=[reference]),
        change_address=reverse("report_section", args=[reference, key]),
        change_words="Change this section",
        refused=refused,
    )
