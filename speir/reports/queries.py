"""Questions that screens and higher parts ask about reports."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from speir.evaluations.queries import complete_among, consolidations_of, findings_of
from speir.evidence.queries import counts_by_source
from speir.frameworks.queries import terms_of
from speir.inspections.choices import InspectionStatus
from speir.inspections.models import Inspection
from speir.inspections.queries import (
    due_days_of,
    scrutiny_bodies,
    signing_bodies,
    signing_bodies_of,
    team_of,
)
from speir.inspections.turns import Turn
from speir.people.choices import Role
from speir.people.models import Body, Person
from speir.people.standing import Standing
from speir.programmes.choices import Output
from speir.reports import contents, drafting, permissions, visibility
from speir.reports.choices import Sight
from speir.reports.lifecycle import IN_CORRECTION
from speir.reports.models import (
    AnswerOnFacts,
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
from speir.reports.pages import (
    Comment,
    Commented,
    NewestVersion,
    ReportSeen,
    ReportText,
    Signing,
)
from speir.reports.turns import Waiting, to_start, turns_at


def report_of(inspection: Inspection) -> Report | None:
    """The report on this inspection, once it has been started."""
    return Report.objects.with_names().filter(inspection=inspection).first()


def reports_of(inspections: Sequence[Inspection]) -> dict[UUID, Report]:
    """The report on each of several inspections that has one, in one question."""
    found = Report.objects.with_names().filter(inspection__in=inspections)
    return {report.inspection_id: report for report in found}


def has_report(inspection: Inspection) -> bool:
    """Whether the exercise ends in a report or letter of its own; an area of a national report does not."""
    return not inspection.is_area


def areas_named_in(report: Report) -> list[str]:
    """The areas that the words of an unattributed report name; none for every other report."""
    if report.inspection.phase.output != Output.NATIONAL_REPORT:
        return []
    others = Inspection.objects.filter(phase=report.inspection.phase).exclude(pk=report.inspection_id)
    names = others.values_list("partnership__name", flat=True)
    return drafting.named_in(" ".join(section.text for section in sections_of(report)), set(names))


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


def newest_versions_of(reports: Collection[Report]) -> dict[UUID, NewestVersion]:
    """The newest frozen version of each of several reports that has one; reads none of their words."""
    made = DraftVersion.objects.filter(report__in=reports).order_by("number")
    return {row[0]: NewestVersion(*row[1:]) for row in made.values_list("report_id", "pk", "number")}


def sign_offs(version: DraftVersion) -> Signing:
    """Who signed this version, which bodies have not, and who declined."""
    bodies = signing_bodies(version.report.inspection)
    order = {body.pk: place for place, body in enumerate(bodies)}
    found = SignOff.objects.filter(version=version).select_related("body", "signed_by")
    # Of those who signed in one moment the leading body comes first, whatever order a database finds them in.
    signed = sorted(found, key=lambda each: (each.signed_at, order.get(each.body_id, len(order))))
    done = {sign_off.body_id for sign_off in signed}
    return Signing(
        version=version,
        signed=signed,
        missing=[body for body in bodies if body.pk not in done],
        declined=list(DeclinedSignOff.objects.filter(version=version).select_related("body", "declined_by")),
    )


def still_to_sign(report: Report) -> list[Body]:
    """The bodies that have not signed the newest version: all of them while there is none."""
    version = current_version(report)
    return sign_offs(version).missing if version else signing_bodies(report.inspection)


def comments_of(report: Report) -> list[Commented[FactComment]]:
    """The partnership's factual accuracy comments, each with the answer that counts."""
    answers = FactAnswer.objects.filter(comment__report=report).select_related("answered_by")
    return with_answers(
        FactComment.objects.filter(report=report).select_related("made_by__body"),
        [(answer.comment_id, answer) for answer in answers],
    )


def with_answers(
    comments: Iterable[Comment], answers: Iterable[tuple[UUID, AnswerOnFacts]]
) -> list[Commented[Comment]]:
    """Comments with the answer that counts: the last given; each answer comes with its comment's identity."""
    given: dict[UUID, list[AnswerOnFacts]] = {}
    for comment_id, answer in answers:
        given.setdefault(comment_id, []).append(answer)
    return [
        Commented(comment, to_it[-1] if to_it else None, len(to_it))
        for comment in comments
        for to_it in [given.get(comment.pk, [])]
    ]


def without_answers(comments: Iterable[Commented[Comment]]) -> list[Commented[Comment]]:
    """The comments as somebody reads them who may not know the answers yet."""
    return [Commented(commented.comment, None, 0) for commented in comments]


def comments_for_partnership(standing: Standing, report: Report) -> list[Commented[FactComment]]:
    """The comments for those who may make them; the partnership reads no answer before all are settled."""
    if permissions.may_comment_on_facts.reason_refused(standing) is not None:
        return []
    found = comments_of(report)
    if visibility.may_see_answers(standing.side, report.status):
        return found
    return without_answers(found)


def comments_seen_by(standing: Standing, report: Report) -> list[Commented[FactComment]] | None:
    """The comments as this person may see them; None while they are the partnership's own."""
    sight = visibility.what_may_be_seen(standing.side, standing.roles, report.status)
    if sight == Sight.NOTHING or not visibility.may_see_comments(standing.side, report.status):
        return None
    return comments_of(report)


def unanswered(report: Report) -> int:
    """How many comments have no answer yet."""
    return unanswered_in([report])[report.pk]


def unanswered_in(reports: Collection[Report]) -> Counter[UUID]:
    """How many comments have no answer yet on each of several reports, in one question."""
    answered = FactAnswer.objects.values("comment")
    waiting = FactComment.objects.filter(report__in=reports).exclude(pk__in=answered)
    return Counter(waiting.values_list("report_id", flat=True))


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
    bodies, sources = scrutiny_bodies(inspection), counts_by_source(inspection)
    return drafting.material(
        inspection,
        terms=terms_of(inspection.phase.framework),
        bodies=[body.name for body in bodies],
        conclusions=consolidations_of(inspection),
        findings=findings_of(inspection),
        gathered=[drafting.Gathered(kind.label.lower(), n) for kind, n in sources.items()],
    )


def working_content(report: Report) -> contents.FrozenReport:
    """The report as its words stand now, in the shape in which versions are frozen."""
    inspection = report.inspection
    return contents.as_it_stands(
        report, scrutiny_bodies(inspection), consolidations_of(inspection), sections_of(report)
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
    version = _version_at(sight, report)
    if version is None:
        return None
    return ReportText(sight, contents.from_json(version.content), version.number, version.checksum)


def _version_at(sight: Sight, report: Report) -> DraftVersion | None:
    """The frozen version that this sight shows; what is published stays so while a correction is made."""
    if sight == Sight.ACCURACY_COPY:
        return report.accuracy_version
    if sight == Sight.PUBLICATION:
        editions = Publication.objects.filter(report=report).select_related("version__made_by__body")
        newest = editions.order_by("edition").last()
        return newest.version if newest else None
    return current_version(report)


def being_corrected(inspections: Collection[Inspection]) -> set[UUID]:
    """Those of several inspections whose published report is being corrected."""
    found = Report.objects.filter(inspection__in=inspections, status__in=IN_CORRECTION)
    return set(found.values_list("inspection_id", flat=True))


def reports_seen_in(
    inspections: Sequence[Inspection], standings: Mapping[UUID, Standing]
) -> dict[UUID, ReportSeen]:
    """How much one person may see of the reports on several inspections; only those they may see at all."""
    reports = reports_of(inspections)
    newest = newest_versions_of(reports.values())
    people = {UUID(standings[pk].person_id) for pk in reports}
    receipts = EmbargoedCopyRead.objects.filter(version__report__in=reports.values(), person__in=people)
    acknowledged = set(receipts.values_list("version_id", flat=True))
    found = {}
    for pk, report in reports.items():
        sight = visibility.what_may_be_seen(standings[pk].side, standings[pk].roles, report.status)
        version_id = newest[report.pk].pk if report.pk in newest else None
        shown = report.accuracy_version_id if sight == Sight.ACCURACY_COPY else version_id
        if sight == Sight.WORKING_DRAFT or (sight != Sight.NOTHING and shown):
            found[pk] = ReportSeen(report, sight, version_id in acknowledged)
    return found


def turns_of(inspections: Sequence[Inspection]) -> dict[UUID, list[Turn]]:
    """What waits for somebody because of the report on each of several inspections, in ten questions."""
    due = due_days_of(inspections)
    reports = reports_of(inspections)
    waiting = _waiting_in(reports, due)
    evaluating = [
        one
        for one in inspections
        if one.pk not in reports and one.status == InspectionStatus.EVALUATING and has_report(one)
    ]
    found: dict[UUID, list[Turn]] = {inspection.pk: [] for inspection in inspections}
    complete = complete_among(evaluating)
    found |= {
        one.pk: [to_start(due[one.pk], one.called, is_graded=one.is_graded)]
        for one in evaluating
        if one.pk in complete
    }
    return found | {pk: turns_at(report.status, waiting[pk]) for pk, report in reports.items()}


def turns(inspection: Inspection) -> list[Turn]:
    """What waits for somebody because of the report."""
    return turns_of([inspection])[inspection.pk]


def _waiting_in(reports: Mapping[UUID, Report], due: Mapping[UUID, dict[str, date]]) -> dict[UUID, Waiting]:
    """What the lines about each report depend on, by the inspection's identity."""
    newest = newest_versions_of(reports.values())
    bodies = signing_bodies_of([report.inspection for report in reports.values()])
    sign_offs = SignOff.objects.filter(version__in=[version.pk for version in newest.values()])
    signed = set(sign_offs.values_list("version__report_id", "body_id"))
    unanswered = unanswered_in(reports.values())
    return {
        pk: Waiting(
            version_number=newest[report.pk].number if report.pk in newest else None,
            missing_bodies=[(str(b.pk), b.name) for b in bodies[pk] if (report.pk, b.pk) not in signed],
            unanswered=unanswered[report.pk],
            comments_due_on=report.comments_due_on,
            publish_on=report.publish_on,
            due_on=due[pk],
            called=report.inspection.called,
        )
        for pk, report in reports.items()
    }
