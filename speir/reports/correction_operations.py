"""Changes that correct a published report: never silently, never without every body, never over what was."""

from datetime import datetime

from speir.foundations.moves import move
from speir.foundations.operation import operation
from speir.inspections.queries import standing_of
from speir.people.choices import Role
from speir.people.models import Person
from speir.reports import permissions, publication_queries, rules, within
from speir.reports.choices import SectionKind
from speir.reports.lifecycle import REPORT, is_in_correction
from speir.reports.models import Publication, Report, ReportSection, SectionRevision

CORRECTIONS = "Corrections"


@operation
def open_correction(*, report: Report, note: str, by: Person, at: datetime, once: str = "") -> ReportSection:
    """Begin to correct a published report; the note, which everybody will read, says what was wrong."""
    permissions.may_correct_report.check(standing_of(by, within.locked(report).inspection))
    rules.a_correction_says_what_was_wrong.check(note)
    rules.one_correction_at_a_time.check(is_in_correction(report.status))
    move(report, REPORT, "open_correction", by=by, at=at, why=note.strip())
    sections = ReportSection.objects.filter(report=report)
    begun = sections.filter(kind=SectionKind.CORRECTION)
    section = ReportSection.objects.create(
        report=report,
        key=f"correction-{begun.count() + 1}",
        kind=SectionKind.CORRECTION,
        heading=CORRECTIONS,
        title=f"Correction {begun.filter(is_left_out=False).count() + 1}",
        text=note.strip(),
        position=max(sections.values_list("position", flat=True), default=0) + 1,
    )
    SectionRevision.objects.create(
        section=section, revision=1, text=section.text, revised_by=by, revised_at=at
    )
    within.record("Correction of the published report begun", report, by=by, at=at, note=section.text)
    return section


@operation
def abandon_correction(*, report: Report, reason: str, by: Person, at: datetime) -> None:
    """Give up a correction, with the reason: the words are again those that are published."""
    permissions.may_correct_report.check(standing_of(by, within.locked(report).inspection))
    rules.a_reason_is_given.check(reason)
    move(report, REPORT, "abandon_correction", by=by, at=at, why=reason.strip())
    _restore(report, by=by, at=at)
    within.record("Correction given up", report, by=by, at=at, reason=reason.strip())


def _restore(report: Report, *, by: Person, at: datetime) -> None:
    """Every section says again what is published; what was written in between stays in its revisions."""
    published = publication_queries.newest_edition(report).content.report
    for section in ReportSection.objects.filter(report=report, is_left_out=False):
        frozen = published.section(section.key)
        if frozen is None:
            section.is_left_out = True
            section.save(update_fields=["is_left_out"])
        elif frozen.text != section.text:
            section.text, section.revision = frozen.text, section.revision + 1
            section.save(update_fields=["text", "revision"])
            SectionRevision.objects.create(
                section=section, revision=section.revision, text=section.text, revised_by=by, revised_at=at
            )


@operation
def publish_correction(*, report: Report, by: Person, at: datetime, once: str = "") -> Publication:
    """Publish the corrected report as a new edition; the editions before it stay as they were."""
    permissions.may_publish_report.check(standing_of(by, within.locked(report).inspection))
    REPORT.after(report.status, "publish_correction")
    version = within.final_version(report)
    move(report, REPORT, "publish_correction", by=by, at=at)
    edition = within.publish_edition(report, version, by=by, at=at)
    readers = within.people(report, Role.HEAD, Role.COORDINATOR)
    within.tell(report, "corrected", edition, readers, at)
    what = f"Correction published as edition {edition.edition}"
    within.record(what, report, by=by, at=at, checksum=edition.checksum)
    return edition
