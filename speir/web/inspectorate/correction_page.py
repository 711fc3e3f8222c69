"""What the page of the corrections of a published report prints."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from speir.people.standing import Standing
from speir.reports.choices import ReportStatus as Status
from speir.reports.contents import FrozenReport, changes_in_words
from speir.reports.lifecycle import REPORT, is_in_correction
from speir.reports.permissions import may_correct_report, may_publish_report
from speir.reports.publication_queries import Edition
from speir.web.inspectorate.inspection_header import InspectionHeader
from speir.web.inspectorate.opened import why_not
from speir.web.inspectorate.turns_here import TurnsHere
from speir.web.shared.changed_words import ChangeShown, change_shown


@dataclass(frozen=True)
class EditionLine:
    """One edition and what it corrected in the one before."""

    number: int
    published_on: date
    checksum: str
    note: str
    changes: tuple[ChangeShown, ...]


@dataclass(frozen=True)
class CorrectionPage:
    """The editions; ``so_far`` is what a correction in the making changes, for those who may see it."""

    header: InspectionHeader
    status: str
    is_under_way: bool
    is_being_written: bool
    turns: TurnsHere
    editions: tuple[EditionLine, ...]
    so_far: tuple[ChangeShown, ...] | None
    begin_refused: str
    give_up_refused: str
    publish_refused: str


def correction_page(
    header: InspectionHeader,
    status: str,
    standing: Standing,
    turns: TurnsHere,
    editions: Sequence[Edition],
    published: FrozenReport,
    working: FrozenReport | None,
) -> CorrectionPage:
    """The page; ``working`` is the text as it stands now, None for somebody who may not see it."""
    is_under_way = is_in_correction(status)
    so_far = None
    if is_under_way and working is not None:
        so_far = tuple(
            change_shown(each.title, each.before, each.after) for each in changes_in_words(published, working)
        )
    return CorrectionPage(
        header=header,
        status=Status.label_of(status),
        is_under_way=is_under_way,
        is_being_written=status == Status.CORRECTING,
        turns=turns,
        editions=tuple(map(edition_line, editions)),
        so_far=so_far,
        begin_refused=why_not(standing, may_correct_report, REPORT.reason_refused(status, "open_correction")),
        give_up_refused=why_not(
            standing, may_correct_report, REPORT.reason_refused(status, "abandon_correction")
        ),
        publish_refused=why_not(
            standing, may_publish_report, REPORT.reason_refused(status, "publish_correction")
        ),
    )


def edition_line(edition: Edition) -> EditionLine:
    """One edition in a list."""
    return EditionLine(
        edition.number,
        edition.published_on,
        edition.checksum,
        edition.note,
        tuple(change_shown(each.title, each.before, each.after) for each in edition.changed),
    )
