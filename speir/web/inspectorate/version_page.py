"""What the page of one frozen version prints: its text, its checksum, and what each body said of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from speir.foundations.refusals import Reason
from speir.people.standing import Standing
from speir.reports.contents import checksum_of, from_json
from speir.reports.lifecycle import is_with_signatories
from speir.reports.permissions import may_sign_off
from speir.reports.rules import (
    body_has_not_signed_yet,
    it_is_with_the_signatories,
    signs_for_a_signing_body,
    this_is_the_newest_version,
)
from speir.web.inspectorate.inspection_header import InspectionHeader
from speir.web.inspectorate.opened import why_not
from speir.web.inspectorate.report_text import ReportPart, SectionChange, Trail, changes_between, report_parts

if TYPE_CHECKING:
    from speir.people.models import Body
    from speir.reports.models import DraftVersion
    from speir.reports.pages import Signing


@dataclass(frozen=True)
class Said:
    """What one body said of the version: a signature with its statement, or the reason it was sent back."""

    body: str
    person: str
    at: datetime
    words: str


@dataclass(frozen=True)
class VersionPage:
    """One frozen version; ``is_asked`` while bodies sign it, ``sign_refused`` "" when this person may."""

    header: InspectionHeader
    number: int
    newest: int
    checksum: str
    is_unchanged: bool
    made_by: str
    made_at: datetime
    framework: str
    is_indicative: bool
    parts: tuple[ReportPart, ...]
    compared_with: int
    changes: tuple[SectionChange, ...]
    signed: tuple[Said, ...]
    declined: tuple[Said, ...]
    missing: tuple[str, ...]
    body: str
    is_asked: bool
    sign_refused: str


def version_page(
    header: InspectionHeader,
    version: "DraftVersion",
    versions: Sequence["DraftVersion"],
    signing: "Signing",
    trails: dict[str, Trail] | None,
    body: str,
    status: str,
    sign_refused: str,
) -> VersionPage:
    """The page of one version; ``versions`` are those that this reader may compare it with."""
    content = from_json(version.content)
    newest = max((each.number for each in versions), default=version.number)
    before = next((each for each in reversed(versions) if each.number < version.number), None)
    return VersionPage(
        header=header,
        number=version.number,
        newest=newest,
        checksum=version.checksum,
        is_unchanged=checksum_of(version.content) == version.checksum,
        made_by=version.made_by.full_name,
        made_at=version.made_at,
        framework=content.framework,
        is_indicative=content.framework_is_indicative,
        parts=report_parts(content, trails),
        compared_with=before.number if before else 0,
        changes=changes_between(from_json(before.content), content) if before else (),
        signed=tuple(
            Said(each.body.name, each.signed_by.full_name, each.signed_at, each.statement)
            for each in signing.signed
        ),
        declined=tuple(
            Said(each.body.name, each.declined_by.full_name, each.declined_at, each.reason)
            for each in signing.declined
        ),
        missing=tuple(signing.missing_names),
        body=body,
        is_asked=is_with_signatories(status) and version.number == newest,
        sign_refused=sign_refused,
    )


def sign_refused(
    standing: Standing,
    status: str,
    version: "DraftVersion",
    newest: int,
    signing: "Signing",
    bodies: Sequence["Body"],
) -> str:
    """Why this person may neither sign this version nor send it back now, "" when they may."""
    reasons: list[Reason | None] = [
        it_is_with_the_signatories.reason(status),
        this_is_the_newest_version.reason(version.number, newest),
        signs_for_a_signing_body.reason(standing.body_id, [str(body.pk) for body in bodies]),
        body_has_not_signed_yet.reason(standing.body_id, [str(each.body_id) for each in signing.signed]),
    ]
    return why_not(standing, may_sign_off, *reasons)
