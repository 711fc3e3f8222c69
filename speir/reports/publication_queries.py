"""Questions about published reports."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from speir.foundations.uk_time import uk_day
from speir.inspections.models import Inspection
from speir.inspections.national_queries import national_exercises_of
from speir.reports import contents
from speir.reports.models import DraftVersion, Publication, Report
from speir.reports.pages import PublishedReport
from speir.reports.queries import sign_offs


@dataclass(frozen=True)
class Edition:
    """One edition of a published report, and what it corrected in the one before; the first corrects none."""

    number: int
    published_on: date
    checksum: str
    note: str
    changed: tuple[contents.ChangedSection, ...]


@dataclass(frozen=True)
class NationalReport:
    """The report in which a national exercise ends: its address, its planned day, the day it came out."""

    reference: str
    planned_on: date
    published_on: date | None


def national_reports_of(inspections: Sequence[Inspection]) -> dict[UUID, NationalReport]:
    """For each that is an area of a planned national exercise, the report on it, in two questions at most."""
    national = national_exercises_of(inspections)
    if not national:
        return {}
    first = Publication.objects.filter(
        report__inspection__in=[one.pk for one in national.values()], edition=1
    )
    out = dict(first.values_list("report__inspection_id", "published_at"))
    return {
        pk: NationalReport(one.reference, one.publishes_on, uk_day(out[one.pk]) if one.pk in out else None)
        for pk, one in national.items()
    }


def publications() -> list[PublishedReport]:
    """Every published report, newest first."""
    return [_published(publication) for publication in _publications()]


def publications_about(partnership_ids: Collection[UUID]) -> list[PublishedReport]:
    """Every published report about one of these partnerships, newest first."""
    found = _publications().filter(report__inspection__partnership_id__in=partnership_ids)
    return [_published(publication) for publication in found]


def published_between(
    partnership_ids: Collection[UUID], since: datetime, before: datetime, limit: int
) -> list[Publication]:
    """The newest reports about these partnerships in a span, by their first edition; reads no words."""
    found = Publication.objects.filter(report__inspection__partnership_id__in=partnership_ids, edition=1)
    found = found.filter(published_at__gte=since, published_at__lt=before)
    return list(found.order_by("-published_at").only("slug", "title", "published_at")[:limit])


def published_since(partnership_ids: Collection[UUID], since: datetime) -> list[Publication]:
    """The reports about these partnerships published after a moment; their words are not read."""
    found = Publication.objects.filter(report__inspection__partnership_id__in=partnership_ids)
    return list(found.filter(published_at__gt=since).defer("content"))


def newest_publication_days() -> dict[UUID, date]:
    """For each partnership with a published report, the day of the newest; reads no report."""
    found = Publication.objects.filter(edition=1).order_by("published_at")
    days = found.values_list("report__inspection__partnership_id", "published_at")
    return {partnership: uk_day(published_at) for partnership, published_at in days}


def publication_by_slug(slug: str, edition: int | None = None) -> PublishedReport | None:
    """The published report at this address: the newest edition, unless another is asked for."""
    here = Publication.objects.filter(slug=slug).order_by("edition")
    found = (here.filter(edition=edition) if edition else here).last()
    return _published(found) if found else None


def newest_edition(report: Report) -> PublishedReport:
    """The edition of a published report that counts now."""
    return _published(Publication.objects.filter(report=report).latest("edition"))


def editions_of(slug: str) -> list[Edition]:
    """Every edition of the published report at this address, newest first, with what each corrected."""
    rows = [_published(each) for each in Publication.objects.filter(slug=slug).order_by("edition")]
    before = [None, *[row.content.report for row in rows]]
    made = [_edition(row, earlier) for row, earlier in zip(rows, before, strict=False)]
    return made[::-1]


def _edition(published: PublishedReport, before: contents.FrozenReport | None) -> Edition:
    content = published.content
    return Edition(
        number=content.edition,
        published_on=date.fromisoformat(content.published_on),
        checksum=published.publication.checksum,
        note=contents.new_note(before, content.report) if before else "",
        changed=contents.changes_in_words(before, content.report) if before else (),
    )


def corrected_words(publication: Publication) -> dict[str, str]:
    """What findings say in the newest edition, by the finding, where that is not what this edition says."""
    newest = Publication.objects.filter(report_id=publication.report_id).latest("edition")
    if newest.edition == publication.edition:
        return {}
    before, after = _published(publication).content.report, _published(newest).content.report
    changed = contents.changed_sections(before, after)
    return {section.finding_id: section.text for section in changed if section.finding_id}


def publication_of(inspection: Inspection) -> PublishedReport | None:
    """The published report on this inspection, once it is published."""
    found = _publications().filter(report__inspection=inspection).first()
    return _published(found) if found else None


def published_on(inspection: Inspection) -> date | None:
    """The day the report on this inspection was published; reads no report."""
    first = Publication.objects.filter(report__inspection=inspection, edition=1)
    found = first.values_list("published_at", flat=True)
    return next((uk_day(moment) for moment in found), None)


def _publications() -> QuerySet[Publication]:
    """The edition of each report that counts now; the report published last comes first."""
    of_report = Publication.objects.filter(report=OuterRef("report"))
    later = of_report.filter(edition__gt=OuterRef("edition"))
    first_at = of_report.filter(edition=1).values("published_at")[:1]
    found = Publication.objects.filter(~Exists(later)).select_related("report__inspection__partnership")
    return found.order_by(Subquery(first_at).desc())


def _published(publication: Publication) -> PublishedReport:
    return PublishedReport(publication, contents.publication_from_json(publication.content))


def verify_publication(publication: Publication) -> bool:
    """Whether the published words, and the signed version in them, still have their checksums."""
    return contents.is_unchanged(publication.content, publication.checksum)


def content_to_publish(version: DraftVersion, at: datetime) -> contents.FrozenPublication:
    """The signed version and its signatures, in the shape in which an edition is published."""
    before = Publication.objects.filter(report=version.report).order_by("edition").first()
    n_before = Publication.objects.filter(report=version.report).count()
    return contents.FrozenPublication(
        slug=version.report.inspection.reference,
        published_on=uk_day(at).isoformat(),
        version_number=version.number,
        version_checksum=version.checksum,
        signatures=tuple(
            contents.FrozenSignature(sign_off.body.name, uk_day(sign_off.signed_at).isoformat())
            for sign_off in sign_offs(version).signed
        ),
        report=contents.from_json(version.content),
        edition=n_before + 1,
        first_published_on=uk_day(before.published_at if before else at).isoformat(),
    )
