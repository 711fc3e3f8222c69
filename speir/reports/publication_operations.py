"""Changes that make a report public: the embargoed copy, publication."""

from datetime import date, datetime

from speir.foundations.moves import move
from speir.foundations.operation import operation
from speir.foundations.uk_time import uk_day
from speir.inspections.operations import advance, reach_milestone
from speir.inspections.queries import standing_of
from speir.people.choices import Role
from speir.people.models import Person
from speir.reports import permissions, rules, within
from speir.reports.lifecycle import REPORT
from speir.reports.models import EmbargoedCopyRead, Publication, Report


@operation
def send_embargoed_copy(*, report: Report, publish_on: date, by: Person, at: datetime) -> None:
    """Let the heads and the coordinator read the final version, under embargo until ``publish_on``."""
    inspection = within.locked(report).inspection
    permissions.may_send_to_partnership.check(standing_of(by, inspection))
    rules.publication_is_not_before_today.check(publish_on, uk_day(at))
    version = within.final_version(report)
    move(report, REPORT, "embargo", by=by, at=at)
    report.publish_on = publish_on
    report.save(update_fields=["publish_on"])
    reach_milestone(inspection=inspection, key="embargoed", by=by, at=at)
    readers = within.people(report, Role.HEAD, Role.COORDINATOR)
    within.tell(report, "embargoed", version, readers, at, published_on=publish_on)
    within.record("Embargoed copy sent", report, by=by, at=at, publish_on=publish_on.isoformat())


@operation
def acknowledge_embargoed_copy(*, report: Report, by: Person, at: datetime) -> EmbargoedCopyRead:
    """Say that one has read the embargoed copy; saying it again changes nothing."""
    permissions.may_read_embargoed_copy.check(standing_of(by, within.locked(report).inspection))
    REPORT.after(report.status, "publish")
    receipt, _ = EmbargoedCopyRead.objects.get_or_create(
        version=within.signed_version(report), person=by, defaults={"read_at": at}
    )
    within.record(f"Embargoed copy read for {by.body.name}", report, by=by, at=at)
    return receipt


@operation
def publish(*, report: Report, by: Person, at: datetime, once: str = "") -> Publication:
    """Publish the version that every body signed: frozen, with its checksum, on the day the embargo ends."""
    inspection = within.locked(report).inspection
    permissions.may_publish_report.check(standing_of(by, inspection))
    version = within.final_version(report)
    rules.the_embargo_has_ended.check(report.publish_on or uk_day(at), uk_day(at))
    move(report, REPORT, "publish", by=by, at=at)
    publication = within.publish_edition(report, version, by=by, at=at)
    reach_milestone(inspection=inspection, key="published", by=by, at=at)
    advance(inspection=inspection, step="publish", by=by, at=at)
    within.record("Report published", report, by=by, at=at, checksum=publication.checksum)
    return publication
