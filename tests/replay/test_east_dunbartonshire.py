"""One real chain, replayed from its published dates through the operations of the product.

Published (keys as in published/adult_support_and_protection.yaml): notification letters on 16 October 2023;
staff survey 13 to 28 November 2023, about 250 issued and 201 replies; draft and survey analysis to the
partnership on 21 February 2024; report on 12 March 2024; both questions "effective with areas for
improvement". Everything else here (who did it, words of findings, days between) was not published; it is
made for the test, says so, and never leaves the test's database.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from speir.document_requests.operations import Wanted, ask_for_documents, hand_over
from speir.document_requests.queries import documents_of
from speir.evaluations.choices import FindingKind
from speir.evaluations.operations import consolidate, open_evaluation, record_finding, submit_evaluation
from speir.evidence.choices import Bearing, SourceKind
from speir.evidence.operations import lodge_evidence
from speir.evidence.queries import evidence_for
from speir.frameworks.operations import import_shipped_frameworks
from speir.frameworks.queries import evaluated_items, indicators_of, level
from speir.handovers.operations import publish_report
from speir.improvement_plans.queries import areas_of, plan_of
from speir.inspections.models import Inspection
from speir.inspections.operations import (
    acknowledge_letter,
    appoint,
    leave_weeks_out,
    plan_inspection,
    send_notification_letters,
)
from speir.inspections.queries import judging_team, letters_of, milestone_of
from speir.national_overview.operations import import_published_file
from speir.national_overview.queries import results_for_partnership
from speir.partnerships.models import Partnership
from speir.partnerships.operations import appoint_link_inspector, load_reference_areas
from speir.partnerships.queries import bodies_in, partnership_by_slug
from speir.people.choices import Role
from speir.people.models import Body, Person
from speir.people.operations import SYSTEM
from speir.programmes.operations import import_shipped_programmes
from speir.programmes.queries import bodies_of, phase
from speir.reports.models import Report
from speir.reports.operations import (
    finish_factual_accuracy,
    keep_signed_version,
    send_for_factual_accuracy,
    send_for_sign_off,
    sign_off_version,
    start_draft,
)
from speir.reports.publication_operations import send_embargoed_copy
from speir.reports.publication_queries import publication_of, publications, verify_publication
from speir.reports.queries import current_version
from tests.factories import make_person, pdf

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
UK = ZoneInfo("Europe/London")
NOT_PUBLISHED = "The published wording was not available to us; this stands in for it in a test."
LETTER, DRAFT, PUBLISHED = date(2023, 10, 16), date(2024, 2, 21), date(2024, 3, 12)


def on(day: date, hour: int = 10) -> datetime:
    """A moment on a day."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UK)


@pytest.fixture
def east_dunbartonshire() -> Partnership:
    at = on(LETTER - timedelta(days=30))
    load_reference_areas(by=SYSTEM, at=at)
    import_shipped_frameworks(by=SYSTEM, at=at)
    import_shipped_programmes(by=SYSTEM, at=at)
    import_published_file(by=SYSTEM, at=at)
    found = partnership_by_slug("east-dunbartonshire")
    assert found is not None
    return found


class Replay:
    """The people of the replay, who are placeholders, and the inspection."""

    def __init__(self, partnership: Partnership) -> None:
        self.phase = phase("adult-support-and-protection", "phase-2")
        care, *partners = bodies_of(self.phase)
        self.manager = make_person(care, "Placeholder manager", Role.SERVICE_MANAGER)
        self.lead = make_person(care, "Placeholder lead", Role.STRATEGIC_INSPECTOR)
        self.link = make_person(care, "Placeholder link", Role.STRATEGIC_INSPECTOR)
        self.inspection = plan_inspection(
            phase=self.phase,
            partnership=partnership,
            starts_on=LETTER,
            lead_inspector=self.lead,
            reason_chosen="One of the six partnerships inspected in 2017/18.",
            by=self.manager,
            at=on(LETTER, 8),
        )
        appoint_link_inspector(partnership=partnership, person=self.link, by=SYSTEM, at=on(LETTER, 8))
        self.signatories = [self._appoint(body, Role.SIGNATORY) for body in (care, *partners)]
        for body in partners:
            self._appoint(body, Role.INSPECTOR)
        self.heads = [self._appoint(body, Role.HEAD) for body in bodies_in(partnership)]
        self.coordinator = self._appoint(bodies_in(partnership)[0], Role.COORDINATOR)

    def _appoint(self, body: Body, role: Role) -> Person:
        person = make_person(body, f"Placeholder {role.label.lower()}")
        appoint(inspection=self.inspection, person=person, role=role, by=self.lead, at=on(LETTER, 8))
        return person

    def fresh(self) -> Inspection:
        """The inspection as it stands."""
        self.inspection = Inspection.objects.with_names().get(pk=self.inspection.pk)
        return self.inspection

    def report(self) -> Report:
        """The report as it stands."""
        return Report.objects.get(inspection=self.inspection)

    def notify_and_gather(self) -> None:
        """Letters, documents and the staff survey's count."""
        leave_weeks_out(
            inspection=self.fresh(),
            first_day=date(2023, 12, 25),
            last_day=date(2024, 1, 5),
            reason="Festive weeks (assumed)",
            by=self.lead,
            at=on(LETTER, 9),
        )
        send_notification_letters(inspection=self.fresh(), by=self.lead, at=on(LETTER))
        for letter in letters_of(self.fresh()):
            acknowledge_letter(letter=letter, by=letter.recipient, at=on(LETTER + timedelta(days=3)))
        wanted = [Wanted("Position statement", "", True), *(Wanted(f"Document {n}") for n in range(2, 17))]
        ask_for_documents(
            inspection=self.fresh(),
            documents=wanted,
            due_on=date(2023, 11, 10),
            message="",
            by=self.lead,
            at=on(date(2023, 10, 24)),
        )
        for line in documents_of(self.fresh()):
            hand_over(
                document=line.document,
                upload=pdf(words=line.document.title),
                note="",
                by=self.coordinator,
                at=on(date(2023, 11, 9)),
            )
        for item in indicators_of(self.phase.framework):
            lodge_evidence(
                inspection=self.fresh(),
                item=item,
                source_kind=SourceKind.STAFF_SURVEY,
                source_title="Staff survey, 13 to 28 November 2023: 201 replies of about 250 issued",
                says=NOT_PUBLISHED,
                bearing=Bearing.CONTEXT,
                by=self.lead,
                at=on(date(2023, 11, 29)),
            )

    def judge(self) -> None:
        """Each alone, then together: both questions at the published level."""
        open_evaluation(inspection=self.fresh(), by=self.lead, at=on(date(2024, 1, 22)))
        for item in evaluated_items(self.phase.framework):
            assert item.scale is not None
            published_level = level(item.scale, "effective")
            cited = [str(evidence.pk) for evidence in evidence_for(self.inspection, item)]
            for person in judging_team(self.inspection):
                submit_evaluation(
                    inspection=self.fresh(),
                    item=item,
                    level=published_level,
                    rationale=NOT_PUBLISHED,
                    evidence_ids=cited,
                    by=person,
                    at=on(date(2024, 1, 29)),
                )
            consolidate(
                inspection=self.fresh(),
                item=item,
                level=published_level,
                rationale=NOT_PUBLISHED,
                by=self.lead,
                at=on(date(2024, 2, 5)),
            )
            for kind in FindingKind:
                record_finding(
                    inspection=self.fresh(),
                    item=item,
                    kind=kind,
                    text=NOT_PUBLISHED,
                    evidence_ids=cited,
                    by=self.lead,
                    at=on(date(2024, 2, 6)),
                )

    def report_and_publish(self) -> None:
        """Draft to the partnership on the published day, published on the published day."""
        report = start_draft(inspection=self.fresh(), by=self.lead, at=on(date(2024, 2, 8)))
        send_for_sign_off(report=report, by=self.lead, at=on(date(2024, 2, 14)))
        for person in self.signatories:
            version = current_version(self.report())
            assert version is not None
            sign_off_version(version=version, statement="Agreed.", by=person, at=on(date(2024, 2, 19)))
        send_for_factual_accuracy(report=self.report(), due_on=date(2024, 3, 1), by=self.lead, at=on(DRAFT))
        finish_factual_accuracy(report=self.report(), by=self.coordinator, at=on(date(2024, 3, 1)))
        keep_signed_version(report=self.report(), by=self.lead, at=on(date(2024, 3, 4)))
        send_embargoed_copy(report=self.report(), publish_on=PUBLISHED, by=self.lead, at=on(date(2024, 3, 6)))
        publish_report(report=self.report(), by=self.lead, at=on(PUBLISHED))


def day_reached(replay: Replay, key: str) -> date:
    milestone = milestone_of(replay.inspection, key)
    assert milestone is not None
    assert milestone.reached_at is not None
    return milestone.reached_at.astimezone(UK).date()


def test_the_published_chain_can_be_walked_on_its_published_days(east_dunbartonshire: Partnership) -> None:
    replay = Replay(east_dunbartonshire)
    replay.notify_and_gather()
    replay.judge()
    replay.report_and_publish()

    assert not replay.fresh().is_fictional
    assert {letter.sent_at for letter in letters_of(replay.inspection)} == {on(LETTER)}
    assert day_reached(replay, "notified") == LETTER
    assert day_reached(replay, "published") == PUBLISHED
    assert (PUBLISHED - LETTER).days == 148  # 21.1 weeks
    assert (PUBLISHED - DRAFT).days == 20

    publication = publication_of(replay.inspection)
    assert publication is not None
    assert verify_publication(publication.publication)
    published = publications()[0].content.report
    assert [conclusion.level_label for conclusion in published.conclusions] == [
        "Effective with areas for improvement",
        "Effective with areas for improvement",
    ]
    plan = plan_of(replay.inspection)
    assert plan is not None
    assert [area.text for area in areas_of(plan)] == [NOT_PUBLISHED, NOT_PUBLISHED]


def test_the_published_facts_and_the_replay_say_the_same(east_dunbartonshire: Partnership) -> None:
    found = [page for page in results_for_partnership("east-dunbartonshire") if "Phase 2" in page.phase_label]
    assert len(found) == 1
    facts = found[0]
    assert facts.published_on == PUBLISHED.isoformat()
    assert [line.level_value for line in facts.judgements] == [2, 2]
    days = {line.label: line.from_on for line in facts.dates}
    assert days["Notification letter"] == LETTER.isoformat()
    assert days["Draft report and survey analysis sent to the partnership"] == DRAFT.isoformat()
    survey = next(figure for figure in facts.figures if "survey" in figure.label and figure.of)
    assert (survey.value, survey.of, survey.is_approximate) == (201, 250, True)
