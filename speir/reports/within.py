"""What changes to a report share within their transaction: hold it, find its final version, tell, record."""

from datetime import date, datetime

from speir.evaluations.queries import findings_without_evidence
from speir.foundations import audit
from speir.foundations.rules import check_all
from speir.foundations.uk_time import uk_day
from speir.inspections.operations import tell as tell_people
from speir.people.choices import Role
from speir.people.models import Person
from speir.reports import contents, publication_queries, queries, rules
from speir.reports.models import DeclinedSignOff, DraftVersion, Publication, Report
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


def publish_edition(report: Report, version: DraftVersion, *, by: Person, at: datetime) -> Publication:
    """Freeze the next edition of the report, with its checksum."""
    content = publication_queries.content_to_publish(version, at)
    plain = content.as_json()
    return Publication.objects.create(
        report=report,
        edition=content.edition,
        version=version,
        slug=content.slug,
        title=report.title,
        content=plain,
        checksum=contents.checksum_of(plain),
        published_by=by,
        published_at=at,
    )


def check_corrects(report: Report, content: contents.FrozenReport) -> None:
    """Raise RuleBroken unless the text mends words of what is published, and nothing but words."""
    published = publication_queries.newest_edition(report).content.report
    check_all(
        rules.a_correction_changes_words.reason(len(contents.changed_sections(published, content))),
        rules.a_correction_changes_no_evaluation.reason(
            contents.levels_in(content), contents.levels_in(published)
        ),
    )


def people(report: Report, *roles: Role) -> list[Person]:
    """Everybody who holds one of these roles in the inspection."""
    return queries.people_with(report.inspection, *roles)


def tell(
    report: Report,
    key: str,
    about: Report | DraftVersion | DeclinedSignOff | Publication,
    people: list[Person],
    at: datetime,
    **days: date,
) -> None:
    """Say that something waits; once a day at most about the same thing."""
    notice = something_waits(WAITS[key], **days)
    once = f"{key}:{about.pk}:{uk_day(at):%Y%m%d}"
    tell_people(report.inspection, people, key=once, subject=notice.subject, body=notice.body, at=at)


def record(what: str, report: Report, *, by: Person, at: datetime, **details: object) -> None:
    """Write the audit entry of a change to a report."""
    audit.record(what, subject=report, by=by, at=at, thread=report.inspection_id, details=details)
