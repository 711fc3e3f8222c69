"""Questions about published reports."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from speir.foundations.uk_time import uk_day
from speir.inspections.models import Inspection
from speir.reports import contents
from speir.reports.models import DraftVersion, Publication
from speir.reports.queries import sign_offs


@dataclass(frozen=True)
class PublishedReport:
    """One published report, for the list of all and for its own page."""

    publication: Publication
    content: contents.FrozenPublication


def publications() -> list[PublishedReport]:
    """Every published report, newest first."""
    return [_published(publication) for publication in _publications()]


def publications_about(partnership_ids: Collection[UUID]) -> list[PublishedReport]:
    """Every published report about one of these partnerships, newest first."""
    found = _publications().filter(report__inspection__partnership_id__in=partnership_ids)
    return [_published(publication) for publication in found]


def newest_publication_days() -> dict[UUID, date]:
    """For each partnership with a published report, the day of the newest; reads no report."""
    found = Publication.objects.order_by("published_at")
    days = found.values_list("report__inspection__partnership_id", "published_at")
    return {partnership: uk_day(published_at) for partnership, published_at in days}


def publication_by_slug(slug: str) -> PublishedReport | None:
    """The published report at this address."""
    found = _publications().filter(slug=slug).first()
    return _published(found) if found else None


def publication_of(inspection: Inspection) -> PublishedReport | None:
    """The published report on this inspection, once it is published."""
    found = _publications().filter(report__inspection=inspection).first()
    return _published(found) if found else None


def published_on(inspection: Inspection) -> date | None:
    """The day the report on this inspection was published; reads no report."""
    found = Publication.objects.filter(report__inspection=inspection).values_list("published_at", flat=True)
    return next((uk_day(moment) for moment in found), None)


def _publications() -> QuerySet[Publication]:
    return Publication.objects.select_related("report__inspection__partnership").order_by("-published_at")


def _published(publication: Publication) -> PublishedReport:
    return PublishedReport(publication, contents.publication_from_json(publication.content))


def verify_publication(publication: Publication) -> bool:
    """Whether the published words, and the signed version in them, still have their checksums."""
    return contents.is_unchanged(publication.content, publication.checksum)


def content_to_publish(version: DraftVersion, at: datetime) -> contents.FrozenPublication:
    """The signed version and its signatures, in the shape in which they are published."""
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
    )
