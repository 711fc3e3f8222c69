"""Questions that screens and higher parts ask about reports."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate

from speir.evaluations.models import Finding
from speir.evaluations.queries import consolidations_of, findings_of, is_complete
from speir.evidence.queries import counts_by_source
from speir.frameworks.models import FrameworkItem
from speir.frameworks.queries import terms_of
from speir.inspections.choices import InspectionStatus
from speir.inspections.models import Inspection
from speir.inspections.queries import milestones_of, signing_bodies, team_of
from speir.inspections.turns import Turn
from speir.people.choices import Role
from speir.people.models import Body, Person
from speir.people.standing import Standing
from speir.reports import contents, drafting, permissions, visibility
from speir.reports.choices import Sight
from speir.reports.models import (
    DeclinedSignOff,
    DraftVersion,
    EmbargoedCopyRead,
    FactAnswer,
    FactComment,
    Publication,
    Report,
    ReportSection,
    SectionRevision,
    SignOff,
)
from speir.reports.turns import Waiting, to_start, turns_at


@dataclass(frozen=True)
class Signing:
    """Where the sign-off of one version stands."""

    version: DraftVersion
    signed: list[SignOff]
    missing: list[Body]
    declined: list[DeclinedSignOff]

    @property
    def missing_names(self) -> list[str]:
        """The names of the bodies that have not signed."""
        return [body.name for body in self.missing]

    @property
    def is_complete(self) -> bool:
        """Whether every body has signed."""
        return not self.missing


@dataclass(frozen=True)
class Commented:
    """One factual accuracy comment with the answer that counts, and how often it was answered."""

    comment: FactComment
    answer: FactAnswer | None
    answers_given: int


@dataclass(frozen=True)
class ReportText:
    """As much of a report as one person may see, and which text it is."""

    sight: Sight
    content: contents.FrozenReport
    version_number: int | None
    checksum: str


def report_of(inspection: Inspection) -> Report | None:
    """The report on this inspection, once it has been started."""
    return Report.objects.with_names().filter(inspection=inspection).first()


def sections_of(report: Report) -> list[ReportSection]:
    """The sections as their words stand now, in order."""
    return list(_sections(report).select_related("item", "finding"))


def section_of(report: Report, key: str) -> ReportSection | None:
    """The section with this key, as its words stand now."""
    return _sections(report).filter(key=key).select_related("report__inspection").first()


def _sections(report: Report) -> QuerySet[ReportSection]:
    return ReportSection.objects.filter(report=report, is_left_out=False)


def is_in_step(report: Report) -> bool:
    """Whether the report holds every standing finding and no withdrawn one."""
    held = {section.finding_id for section in sections_of(report) if section.finding_id}
    return held == {finding.pk for finding in findings_of(report.inspection)}


def revisions_of(section: ReportSection) -> list[SectionRevision]:
    """Every revision of one section, oldest first."""
    return list(SectionRevision.objects.filter(section=section).select_related("revised_by__body"))


def versions_of(report: Report) -> list[DraftVersion]:
    """The frozen versions, oldest first."""
    return list(DraftVersion.objects.filter(report=report).select_related("made_by__body"))


def current_version(report: Report) -> DraftVersion | None:
    """The newest frozen version, if one has been made."""
    return DraftVersion.objects.filter(report=report).select_related("made_by__body").last()


def sign_offs(version: DraftVersion) -> Signing:
    """Who signed this version, which bodies have not, and who declined."""
    signed = list(SignOff.objects.filter(version=version).select_related("body", "signed_by"))
    done = {sign_off.body_id for sign_off in signed}
    return Signing(
        version=version,
        signed=signed,
        missing=[body for body in signing_bodies(version.report.inspection) if body.pk not in done],
        declined=list(DeclinedSignOff.objects.filter(version=version).select_related("body", "declined_by")),
    )


def still_to_sign(report: Report) -> list[Body]:
    """The bodies that have not signed the newest version: all of them while there is none."""
    version = current_version(report)
    return sign_offs(version).missing if version else signing_bodies(report.inspection)


def comments_of(report: Report) -> list[Commented]:
    """The partnership's factual accuracy comments, each with the answer that counts."""
    answers: dict[object, list[FactAnswer]] = {}
    for answer in FactAnswer.objects.filter(comment__report=report).select_related("answered_by"):
        answers.setdefault(answer.comment_id, []).append(answer)
    return [
        Commented(comment, given[-1] if given else None, len(given))
        for comment in FactComment.objects.filter(report=report).select_related("made_by__body")
        for given in [answers.get(comment.pk, [])]
    ]


def comments_for_partnership(standing: Standing, report: Report) -> list[Commented]:
    """The comments for those who may make them; the partnership reads no answer before all are settled."""
    if permissions.may_comment_on_facts.reason_refused(standing) is not None:
        return []
    found = comments_of(report)
    if visibility.may_see_answers(standing.side, report.status):
        return found
    return [Commented(commented.comment, None, 0) for commented in found]


def comments_seen_by(standing: Standing, report: Report) -> list[Commented] | None:
    """The comments as this person may see them; None while they are the partnership's own."""
    sight = visibility.what_may_be_seen(standing.side, standing.roles, report.status)
    if sight == Sight.NOTHING or not visibility.may_see_comments(standing.side, report.status):
        return None
    return comments_of(report)


def unanswered(report: Report) -> int:
    """How many comments have no answer yet."""
    return sum(commented.answer is None for commented in comments_of(report))


def comment_of(report: Report, number: int) -> FactComment | None:
    """The comment with this number."""
    return FactComment.objects.filter(report=report, number=number).select_related("made_by__body").first()


def receipts_of(report: Report) -> list[EmbargoedCopyRead]:
    """Who has acknowledged the embargoed copy."""
    return list(
        EmbargoedCopyRead.objects.filter(version__report=report).select_related("person__body", "version")
    )


def receipt_for(standing: Standing, report: Report) -> EmbargoedCopyRead | None:
    """This person's receipt for the newest version of the embargoed copy, once they have given one."""
    version = current_version(report)
    return EmbargoedCopyRead.objects.filter(version=version, person_id=standing.person_id).first()


def people_with(inspection: Inspection, *roles: Role) -> list[Person]:
    """Everybody who holds one of these roles in the inspection, each once."""
    held = [member.person for member in team_of(inspection) if member.role in roles]
    return sorted(set(held), key=lambda person: person.full_name)


def material_of(inspection: Inspection) -> drafting.Material:
    """What a first draft is made from, in plain values."""
    framework = inspection.phase.framework
    terms = terms_of(framework)
    judged = [
        drafting.Judged(str(c.item_id), c.item.number, c.item.title, c.level.label, c.rationale)
        for c in consolidations_of(inspection)
    ]
    found = [_found(finding) for finding in findings_of(inspection)]
    return drafting.Material(
        partnership=inspection.partnership.name,
        is_fictional=inspection.is_fictional,
        programme=inspection.phase.programme.name,
        phase=inspection.phase.name,
        framework=str(framework),
        framework_is_indicative=framework.is_indicative,
        bodies=[body.name for body in signing_bodies(inspection)],
        key_areas=_key_areas(findings_of(inspection)),
        judged=judged,
        found=found,
        gathered=[
            drafting.Gathered(kind.label.lower(), n) for kind, n in counts_by_source(inspection).items()
        ],
        strength=terms.strength.singular,
        area_for_improvement=terms.area_for_improvement.singular,
        areas_for_improvement=terms.area_for_improvement.plural,
    )


def _found(finding: Finding) -> drafting.Found:
    return drafting.Found(
        finding_id=str(finding.pk),
        number=finding.number,
        kind=finding.kind,
        text=finding.text,
        item_id=str(finding.item_id),
        key_area=_top(finding.item).title,
    )


def _top(item: FrameworkItem) -> FrameworkItem:
    while item.parent is not None:
        item = item.parent
    return item


def _key_areas(findings: Collection[Finding]) -> list[str]:
    tops = {top.title: top.position for top in (_top(finding.item) for finding in findings)}
    return sorted(tops, key=lambda title: tops[title])


def working_content(report: Report) -> contents.FrozenReport:
    """The report as its words stand now, in the shape in which versions are frozen."""
    inspection = report.inspection
    framework = inspection.phase.framework
    return contents.FrozenReport(
        title=report.title,
        reference=inspection.reference,
        partnership=inspection.partnership.name,
        is_fictional=inspection.is_fictional,
        programme=inspection.phase.programme.name,
        phase=inspection.phase.name,
        framework=str(framework),
        framework_is_indicative=framework.is_indicative,
        bodies=tuple(body.name for body in signing_bodies(inspection)),
        conclusions=_conclusions(inspection),
        sections=tuple(_frozen(section) for section in sections_of(report)),
    )


def _conclusions(inspection: Inspection) -> tuple[contents.FrozenConclusion, ...]:
    return tuple(
        contents.FrozenConclusion(
            item_id=str(c.item_id),
            item_number=c.item.number,
            item_title=c.item.title,
            level_key=c.level.key,
            level_label=c.level.label,
            level_meaning=c.level.meaning,
            is_indicative=c.level.is_indicative,
        )
        for c in consolidations_of(inspection)
    )


def _frozen(section: ReportSection) -> contents.FrozenSection:
    item, finding = section.item, section.finding
    return contents.FrozenSection(
        key=section.key,
        kind=section.kind,
        heading=section.heading,
        title=section.title,
        text=section.text,
        item_id=str(item.pk) if item else "",
        item_number=item.number if item else "",
        item_title=item.title if item else "",
        finding_id=str(finding.pk) if finding else "",
        finding_number=finding.number if finding else 0,
    )


def report_text_for(standing: Standing | None, report: Report) -> ReportText | None:
    """The text this person may see, None when they may see nothing; no standing is the public."""
    side, roles = (standing.side, standing.roles) if standing else (None, frozenset[Role]())
    sight = visibility.what_may_be_seen(side, roles, report.status)
    if sight == Sight.NOTHING:
        return None
    if sight == Sight.WORKING_DRAFT:
        content = working_content(report)
        return ReportText(sight, content, None, contents.checksum_of(content.as_json()))
    version = report.accuracy_version if sight == Sight.ACCURACY_COPY else current_version(report)
    if version is None:
        return None
    return ReportText(sight, contents.from_json(version.content), version.number, version.checksum)


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
    return {partnership: localdate(published_at) for partnership, published_at in days}


def publication_by_slug(slug: str) -> PublishedReport | None:
    """The published report at this address."""
    found = _publications().filter(slug=slug).first()
    return _published(found) if found else None


def publication_of(inspection: Inspection) -> PublishedReport | None:
    """The published report on this inspection, once it is published."""
    found = _publications().filter(report__inspection=inspection).first()
    return _published(found) if found else None


def _publications() -> QuerySet[Publication]:
    return Publication.objects.select_related("report__inspection__partnership").order_by("-published_at")


def _published(publication: Publication) -> PublishedReport:
    return PublishedReport(publication, contents.publication_from_json(publication.content))


def verify_publication(publication: Publication) -> bool:
    """Whether the published words, and the signed version in them, still have their checksums."""
    return contents.is_unchanged(publication.content, publication.checksum)


def turns(inspection: Inspection) -> list[Turn]:
    """What waits for somebody because of the report."""
    due = {milestone.key: milestone.due_on for milestone in milestones_of(inspection)}
    report = report_of(inspection)
    if report is None:
        may_start = inspection.status == InspectionStatus.EVALUATING and is_complete(inspection)
        return [to_start(due)] if may_start else []
    version = current_version(report)
    waiting = Waiting(
        version_number=version.number if version else None,
        missing_bodies=[(str(body.pk), body.name) for body in still_to_sign(report)],
        unanswered=unanswered(report),
        comments_due_on=report.comments_due_on,
        publish_on=report.publish_on,
        due_on=due,
    )
    return turns_at(report.status, waiting)


def content_to_publish(version: DraftVersion, at: datetime) -> contents.FrozenPublication:
    """The signed version and its signatures, in the shape in which they are published."""
    return contents.FrozenPublication(
        slug=version.report.inspection.reference,
        published_on=localdate(at).isoformat(),
        version_number=version.number,
        version_checksum=version.checksum,
        signatures=tuple(
            contents.FrozenSignature(sign_off.body.name, localdate(sign_off.signed_at).isoformat())
            for sign_off in sign_offs(version).signed
        ),
        report=contents.from_json(version.content),
    )
