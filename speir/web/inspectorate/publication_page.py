"""What the page of embargo and publication prints: conditions, readers, the publication."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from speir.people.standing import Standing
from speir.reports.choices import ReportStatus as Status
from speir.reports.lifecycle import REPORT, is_published
from speir.reports.permissions import may_publish_report, may_send_to_partnership
from speir.reports.rules import (
    every_body_has_signed_off_this_version,
    findings_are_in_step,
    no_words_changed_since_sign_off,
    the_embargo_has_ended,
)
from speir.web.inspectorate.inspection_header import InspectionHeader
from speir.web.inspectorate.opened import why_not
from speir.web.inspectorate.turns_here import TurnsHere
from speir.web.shared.showing import count, day

if TYPE_CHECKING:
    from speir.people.models import Person
    from speir.reports.models import EmbargoedCopyRead, Report
    from speir.reports.pages import PublishedReport


@dataclass(frozen=True)
class Condition:
    """One thing that must be true before the report can be published; ``state`` says why it is not yet."""

    words: str
    is_met: bool
    state: str


@dataclass(frozen=True)
class Reader:
    """Somebody in the partnership who may read the embargoed copy, and when they acknowledged it."""

    name: str
    body: str
    read_at: datetime | None


@dataclass(frozen=True)
class Published:
    """The publication and whether it still is what it was."""

    slug: str
    at: datetime
    by: str
    checksum: str
    is_unchanged: bool
    edition: int


@dataclass(frozen=True)
class PublicationPage:
    """Embargo and publication; each ``…_refused`` is "" when this person may do that now."""

    header: InspectionHeader
    status: str
    turns: TurnsHere
    conditions: tuple[Condition, ...]
    is_embargoed: bool
    publish_on: date | None
    readers: tuple[Reader, ...]
    embargo_refused: str
    publish_refused: str
    published: Published | None


@dataclass(frozen=True)
class FinalVersion:
    """What the conditions depend on."""

    missing: Sequence[str]
    has_version: bool
    checksum_now: str
    checksum_signed: str
    is_in_step: bool
    unanswered: int


def publication_page(
    header: InspectionHeader,
    report: "Report",
    standing: Standing,
    turns: TurnsHere,
    final: FinalVersion,
    readers: tuple[Reader, ...],
    published: Published | None,
    today: date,
) -> PublicationPage:
    """The page as this person sees it."""
    status = report.status
    sound = [_signed_reason(final), *_unchanged_reasons(final)]
    ended = the_embargo_has_ended.reason(report.publish_on or today, today)
    return PublicationPage(
        header=header,
        status=Status.label_of(status),
        turns=turns,
        conditions=() if published else conditions(final, status, report.publish_on, today),
        is_embargoed=status == Status.EMBARGOED or is_published(status),
        publish_on=report.publish_on,
        readers=readers,
        embargo_refused=why_not(
            standing, may_send_to_partnership, *sound, REPORT.reason_refused(status, "embargo")
        ),
        publish_refused=why_not(
            standing, may_publish_report, *sound, REPORT.reason_refused(status, "publish"), ended
        ),
        published=published,
    )


def _signed_reason(final: FinalVersion) -> str | None:
    """The rule's own words, and the names of the bodies whose signature is missing."""
    broken = every_body_has_signed_off_this_version.reason(final.missing)
    return f"{broken.message} Still to sign: {', '.join(sorted(final.missing))}." if broken else None


def _unchanged_reasons(final: FinalVersion) -> list[str]:
    reasons = [
        no_words_changed_since_sign_off.reason(final.checksum_now, final.checksum_signed),
        findings_are_in_step.reason(final.is_in_step),
    ]
    return [reason.message for reason in reasons if reason]


def conditions(
    final: FinalVersion, status: str, publish_on: date | None, today: date
) -> tuple[Condition, ...]:
    """Everything that must be true, in the order in which it usually becomes true."""
    after_facts = status in (Status.READY, Status.EMBARGOED)
    is_same = final.has_version and not _unchanged_reasons(final)
    answered = after_facts or (status in (Status.RESPONDING, Status.SIGNING_AGAIN) and not final.unanswered)
    day_has_come = status == Status.EMBARGOED and publish_on is not None and today >= publish_on
    unsigned = f"Still to sign: {', '.join(sorted(final.missing))}."
    when = "The day is chosen when the embargoed copy is sent."
    if status == Status.EMBARGOED and publish_on:
        when = f"On {day(publish_on)}, {count((publish_on - today).days, 'day')} from today."
    return (
        _condition("Every scrutiny body has signed the newest version", not final.missing, unsigned),
        _condition(
            "It still says what was signed", is_same, "The words changed since, or nothing is frozen yet."
        ),
        _condition(
            "The partnership checked the facts, and every comment is answered",
            answered,
            "This comes after sign-off.",
        ),
        _condition(
            "The partnership has the embargoed copy",
            status == Status.EMBARGOED,
            "It is sent when the final version is ready.",
        ),
        _condition("The day of publication has come", day_has_come, when),
    )


def _condition(words: str, is_met: bool, otherwise: str) -> Condition:
    return Condition(words, is_met, "" if is_met else otherwise)


def reader_lines(people: Sequence["Person"], receipts: Sequence["EmbargoedCopyRead"]) -> tuple[Reader, ...]:
    """Everybody who may read the embargoed copy, with their newest receipt."""
    read = {receipt.person_id: receipt.read_at for receipt in receipts}
    return tuple(Reader(person.full_name, person.body.name, read.get(person.pk)) for person in people)


def published_line(published: "PublishedReport", is_unchanged: bool) -> Published:
    """The publication, with whether its words still have their checksum."""
    row = published.publication
    return Published(
        row.slug, row.published_at, row.published_by.full_name, row.checksum, is_unchanged, row.edition
    )
