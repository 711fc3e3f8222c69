"""Changes to a report: drafted, signed off by each body, checked for facts, embargoed, published."""

from datetime import date, datetime

from speir.evaluations.queries import findings_without_evidence, is_complete
from speir.foundations.moves import move
from speir.foundations.operation import operation
from speir.foundations.overtaking import check_not_overtaken
from speir.foundations.rules import check_all
from speir.foundations.uk_time import uk_day
from speir.inspections.models import Inspection
from speir.inspections.operations import advance, reach_milestone
from speir.inspections.queries import signing_bodies, standing_of
from speir.people.choices import Role
from speir.people.models import Person
from speir.reports import contents, drafting, permissions, queries, rules, within
from speir.reports.choices import SectionKind
from speir.reports.lifecycle import REPORT, step_now
from speir.reports.models import (
    DeclinedSignOff,
    DraftVersion,
    FactAnswer,
    FactComment,
    Report,
    ReportSection,
    SectionRevision,
    SignOff,
)


@operation
def start_draft(*, inspection: Inspection, by: Person, at: datetime, once: str = "") -> Report:
    """Start the report: its sections are drafted from what the team agreed and found."""
    permissions.may_draft_report.check(standing_of(by, inspection))
    has_report, output = queries.has_report(inspection), inspection.phase.output
    rules.check_it_may_be_drafted(output, has_report=has_report, is_complete=is_complete(inspection))
    advance(inspection=inspection, step="open_reporting", by=by, at=at)
    report = Report.objects.create(
        inspection=inspection,
        title=f"{inspection.phase.programme.name}: {inspection.partnership.name}",
        started_by=by,
        started_at=at,
    )
    _lay_out(report, by=by, at=at)
    within.record("Report started", report, by=by, at=at)
    return report


@operation
def bring_in_findings(*, report: Report, by: Person, at: datetime) -> None:
    """Bring the report into step with the findings: new ones come in, withdrawn ones go."""
    permissions.may_revise_report.check(standing_of(by, within.locked(report).inspection))
    rules.the_words_are_open.check(report.status)
    _lay_out(report, by=by, at=at)
    within.record("Findings brought into the report", report, by=by, at=at)


def _lay_out(report: Report, *, by: Person, at: datetime) -> None:
    """Give every drafted section its place; a section that is there already keeps its words."""
    drafted = drafting.draft(queries.material_of(report.inspection))
    others = ReportSection.objects.filter(report=report).exclude(kind=SectionKind.CORRECTION)
    others.exclude(key__in=[one.key for one in drafted]).update(is_left_out=True)
    for position, section in enumerate(drafted, start=1):
        kept = ReportSection.objects.filter(report=report, key=section.key).update(
            position=position, heading=section.heading, title=section.title, is_left_out=False
        )
        if not kept:
            _add_section(report, section, position, by=by, at=at)


def _add_section(
    report: Report, drafted: drafting.Drafted, position: int, *, by: Person, at: datetime
) -> None:
    section = ReportSection.objects.create(
        report=report,
        key=drafted.key,
        kind=drafted.kind,
        heading=drafted.heading,
        title=drafted.title,
        text=drafted.text,
        position=position,
        item_id=drafted.item_id or None,
        finding_id=drafted.finding_id or None,
    )
    SectionRevision.objects.create(
        section=section, revision=1, text=section.text, revised_by=by, revised_at=at
    )


@operation
def revise_section(
    *, section: ReportSection, text: str, base_revision: int, by: Person, at: datetime, once: str = ""
) -> ReportSection:
    """Change the words of one section; refused when somebody else changed it since ``base_revision``."""
    report = within.locked(section.report)
    permissions.may_revise_report.check(standing_of(by, report.inspection))
    section.refresh_from_db(from_queryset=ReportSection.objects.select_for_update())
    rules.the_words_are_open.check(report.status)
    check_all(
        rules.a_section_says_something.reason(text),
        rules.nobody_else_revised_it.reason(base_revision, section.revision),
    )
    section.text, section.revision = text.strip(), section.revision + 1
    section.save(update_fields=["text", "revision"])
    SectionRevision.objects.create(
        section=section, revision=section.revision, text=section.text, revised_by=by, revised_at=at
    )
    within.record(f"Report section revised: {section.title}", report, by=by, at=at, revision=section.revision)
    return section


@operation
def send_for_sign_off(*, report: Report, by: Person, at: datetime, once: str = "") -> DraftVersion:
    """Freeze a version and ask every scrutiny body to sign it off, before or after factual accuracy."""
    inspection = within.locked(report).inspection
    permissions.may_send_for_sign_off.check(standing_of(by, inspection))
    content = queries.working_content(report)
    rules.every_section_is_written.check([s.title for s in content.sections if not s.text.strip()])
    rules.findings_are_in_step.check(queries.is_in_step(report))
    rules.an_unattributed_report_names_no_area.check(queries.areas_named_in(report))
    rules.check_every_finding_rests(findings_without_evidence(inspection))
    step = step_now(report.status, "send_for_sign_off")
    if step == "send_again":
        rules.every_comment_is_answered.check(queries.unanswered(report))
    if step == "send_correction":
        within.check_corrects(report, content)
    move(report, REPORT, step, by=by, at=at)
    previous = queries.current_version(report)
    plain = content.as_json()
    version = DraftVersion.objects.create(
        report=report,
        number=previous.number + 1 if previous else 1,
        content=plain,
        checksum=contents.checksum_of(plain),
        made_by=by,
        made_at=at,
    )
    reach_milestone(inspection=inspection, key="draft", by=by, at=at)
    signing = {body.pk for body in signing_bodies(inspection)}
    asked = [person for person in within.people(report, Role.SIGNATORY) if person.body_id in signing]
    within.tell(report, "sign_off", version, asked, at)
    within.record(
        f"Version {version.number} sent for sign-off", report, by=by, at=at, checksum=version.checksum
    )
    return version


@operation
def sign_off_version(
    *, version: DraftVersion, statement: str, by: Person, at: datetime, once: str = ""
) -> SignOff:
    """Approve this version for one's own body; the last body's signature moves the report on."""
    report = within.locked(version.report)
    inspection = report.inspection
    permissions.may_sign_off.check(standing_of(by, inspection))
    _check_may_decide(version, report, by)
    rules.a_signature_says_what_it_approves.check(statement)
    rules.check_every_finding_rests(findings_without_evidence(inspection))
    signed = SignOff.objects.create(
        version=version, body=by.body, statement=statement.strip(), signed_by=by, signed_at=at
    )
    what = f"Version {version.number} signed off for {by.body.name}"
    within.record(what, report, by=by, at=at, checksum=version.checksum)
    if queries.sign_offs(version).is_complete:
        move(report, REPORT, step_now(report.status, "every_body_signs"), by=by, at=at)
        reach_milestone(inspection=inspection, key="signed_off", by=by, at=at)
    return signed


def _check_may_decide(version: DraftVersion, report: Report, by: Person) -> None:
    newest = queries.current_version(report)
    signing_ids = [str(body.pk) for body in signing_bodies(report.inspection)]
    signed_ids = [str(sign_off.body_id) for sign_off in queries.sign_offs(version).signed]
    check_all(
        rules.it_is_with_the_signatories.reason(report.status),
        rules.this_is_the_newest_version.reason(version.number, newest.number if newest else 0),
        rules.signs_for_a_signing_body.reason(str(by.body_id), signing_ids),
        rules.body_has_not_signed_yet.reason(str(by.body_id), signed_ids),
    )


@operation
def decline_sign_off(
    *, version: DraftVersion, reason: str, by: Person, at: datetime, once: str = ""
) -> DeclinedSignOff:
    """Send this version back for one's own body, with the reason; the next version needs every body again."""
    report = within.locked(version.report)
    permissions.may_sign_off.check(standing_of(by, report.inspection))
    _check_may_decide(version, report, by)
    rules.a_reason_is_given.check(reason)
    declined = DeclinedSignOff.objects.create(
        version=version, body=by.body, reason=reason.strip(), declined_by=by, declined_at=at
    )
    move(report, REPORT, step_now(report.status, "decline"), by=by, at=at, why=reason.strip())
    within.tell(report, "declined", declined, within.people(report, Role.LEAD_INSPECTOR), at)
    within.record(f"Version {version.number} declined for {by.body.name}", report, by=by, at=at)
    return declined


@operation
def take_back_report(*, report: Report, reason: str, by: Person, at: datetime) -> None:
    """Open the words of the report again before publication, with the reason."""
    permissions.may_draft_report.check(standing_of(by, within.locked(report).inspection))
    rules.a_reason_is_given.check(reason)
    move(report, REPORT, step_now(report.status, "take_back"), by=by, at=at, why=reason.strip())
    within.record("Report taken back", report, by=by, at=at, reason=reason.strip())


@operation
def send_for_factual_accuracy(*, report: Report, due_on: date, by: Person, at: datetime) -> None:
    """Send the signed version to the partnership, with the day by which its comments are due."""
    inspection = within.locked(report).inspection
    permissions.may_send_to_partnership.check(standing_of(by, inspection))
    rules.comments_are_due_after_today.check(due_on, uk_day(at))
    version = within.final_version(report)
    move(report, REPORT, "send_for_factual_accuracy", by=by, at=at)
    report.accuracy_version, report.comments_due_on = version, due_on
    report.save(update_fields=["accuracy_version", "comments_due_on"])
    within.tell(
        report, "factual_accuracy", version, within.people(report, Role.COORDINATOR), at, by_day=due_on
    )
    what = f"Version {version.number} sent for factual accuracy"
    within.record(what, report, by=by, at=at, due_on=due_on.isoformat())


@operation
def comment_on_fact(
    *,
    report: Report,
    section_key: str,
    quoted: str,
    says: str,
    proposed: str,
    by: Person,
    at: datetime,
    once: str = "",
) -> FactComment:
    """Say, for the partnership, what is not accurate in one section of the version it was sent."""
    permissions.may_comment_on_facts.check(standing_of(by, within.locked(report).inspection))
    REPORT.after(report.status, "finish_factual_accuracy")
    version = report.accuracy_version
    section = contents.from_json(version.content).section(section_key) if version else None
    rules.the_section_is_in_the_version.check(section is not None)
    check_all(
        rules.a_comment_says_what_is_wrong.reason(says),
        rules.the_quoted_words_are_in_the_section.reason(quoted, section.text if section else ""),
    )
    comment = FactComment.objects.create(
        report=report,
        number=FactComment.objects.filter(report=report).count() + 1,
        section_key=section_key,
        section_title=section.title if section else "",
        quoted=quoted.strip(),
        says=says.strip(),
        proposed=proposed.strip(),
        made_by=by,
        made_at=at,
    )
    within.record(f"Factual accuracy comment {comment.number} made", report, by=by, at=at)
    return comment


@operation
def finish_factual_accuracy(*, report: Report, by: Person, at: datetime) -> None:
    """Say, for the partnership, that its comments are complete; none is an answer too."""
    inspection = within.locked(report).inspection
    permissions.may_comment_on_facts.check(standing_of(by, inspection))
    move(report, REPORT, "finish_factual_accuracy", by=by, at=at)
    reach_milestone(inspection=inspection, key="factual_accuracy", by=by, at=at)
    within.tell(report, "factual_accuracy_done", report, within.people(report, Role.LEAD_INSPECTOR), at)
    n = FactComment.objects.filter(report=report).count()
    within.record(f"Factual accuracy finished with {n} comment{'' if n == 1 else 's'}", report, by=by, at=at)


@operation
def answer_comment(
    *,
    comment: FactComment,
    is_accepted: bool,
    reason: str,
    by: Person,
    at: datetime,
    based_on: str | None = None,
    once: str = "",
) -> FactAnswer:
    """Accept or decline one comment, with the reason; answering again replaces the answer and keeps both."""
    report = within.locked(comment.report)
    permissions.may_answer_comments.check(standing_of(by, report.inspection))
    REPORT.after(report.status, "keep_version")
    given_before = FactAnswer.objects.filter(comment=comment).count()
    check_not_overtaken(based_on, str(given_before or ""))
    rules.a_reason_is_given.check(reason)
    answer = FactAnswer.objects.create(
        comment=comment,
        number=given_before + 1,
        is_accepted=is_accepted,
        reason=reason.strip(),
        answered_by=by,
        answered_at=at,
    )
    verb = "accepted" if is_accepted else "not accepted"
    within.record(f"Factual accuracy comment {comment.number} {verb}", report, by=by, at=at)
    return answer


@operation
def keep_signed_version(*, report: Report, by: Person, at: datetime) -> None:
    """Make the version that every body signed the final one; refused when the words have changed since."""
    permissions.may_answer_comments.check(standing_of(by, within.locked(report).inspection))
    rules.every_comment_is_answered.check(queries.unanswered(report))
    version = within.final_version(report)
    move(report, REPORT, "keep_version", by=by, at=at)
    within.record(f"Version {version.number} kept as the final version", report, by=by, at=at)
