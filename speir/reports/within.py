"""What changes to a report share within their transaction: hold it, find its final version, tell, record."""

from datetime import date, datetime

from speir.evaluations.queries import findings_without_evidence
from speir.foundations import audit
from speir.foundations.rules import check_all
from speir.foundations.uk_time import uk_day
from speir.inspections.operations import tell as tell_people
from speir.people.choices import Role
from speir.people.models import Person
from speir.reports import contents, queries, rules
from speir.reports.models import DeclinedSignOff, DraftVersion, Report
from speir.reports.notices import WAITS, something_waits


def locked(report: Report) -> Report:
    """The report as it stands now, held until the end of the operation, so that two people cannot cross."""
    report.refresh_from_db(from_queryset=Report.objects.select_for_update())
    return report


def signed_version(report: Report) -> DraftVersion:
    """The newest version; raises, naming the bodies that have not signed, unless every body has."""
    rules.check_every_body_has_signed_off([body.name for body in queries.still_to_sign(report)])
    return DraftVersion.objects.filter(report=report).latest("number")  # type: ignore[no-any-return]


def final_version(report: Report) -> DraftVersion:
    """The signed version, provided nothing that it says has changed since: words, evaluations or findings."""
    version = signed_version(report)
    now = contents.checksum_of(queries.working_content(report).as_json())
    check_all(
        rules.no_words_changed_since_sign_off.reason(now, version.checksum),
        rules.findings_are_in_step.reason(queries.is_in_step(report)),
        rules.finding_without_evidence(findings_without_evidence(report.inspection)),
    )
    return version


def people(report: Report, *roles: Role) -> list[Person]:
    return queries.people_with(report.inspection, *roles)


def tell(
    report: Report,
    key: str,
    about: Report | DraftVersion | DeclinedSignOff,
    people: list[Person],
    at: datetime,
    **days: date,
) -> None:
    """Say that something waits; once a day at most about the same thing."""
    notice = something_waits(WAITS[key], **days)
    once = f"{key}:{about.pk}:{uk_day(at):%Y%m%d}"
    tell_people(report.inspection, people, key=once, subject=notice.subject, body=notice.body, at=at)


def record(what: str, report: Report, *, by: Person, at: datetime, **details: object) -> None:
    audit.record(what, subject=report, by=by, at=at, thread=report.inspection_id, details=details)
