"""Takes one exercise through its whole life as its method says, by the people whose turn it is.

Nothing here knows a programme: bodies, documents, milestones, output and what follows come from the phase.
"""

from datetime import date, timedelta
from typing import Any

from django.utils.text import slugify

from speir.document_requests.operations import Wanted, ask_for_documents, hand_over
from speir.document_requests.queries import documents_of as requested
from speir.evaluations import operations as evaluations
from speir.evaluations.choices import FindingKind, Position
from speir.evidence.choices import Bearing, SourceKind
from speir.evidence.models import EvidenceItem
from speir.evidence.operations import lodge_evidence
from speir.evidence.queries import evidence_for
from speir.frameworks.models import FrameworkItem
from speir.frameworks.queries import evaluated_items, indicators_of, items_found_about, levels_of
from speir.handovers.operations import publish_report
from speir.improvement_plans import operations as plans
from speir.improvement_plans import queries as plan_queries
from speir.improvement_plans import review_facts_operations, review_operations
from speir.inspections.models import Inspection
from speir.inspections.operations import (
    acknowledge_letter,
    appoint,
    plan_inspection,
    send_notification_letters,
)
from speir.inspections.queries import judging_team, letters_of, signing_bodies
from speir.partnerships.models import LinkAppointment, Partnership, PartnershipMember
from speir.people.choices import BodyKind, Role
from speir.people.models import Body, Person
from speir.programmes.models import Phase
from speir.programmes.queries import bodies_of, documents_of
from speir.reports import operations as reports
from speir.reports.models import Publication, Report
from speir.reports.publication_operations import send_embargoed_copy
from speir.reports.queries import current_version, report_of, section_of, sections_of
from tests.factories import NOW, TODAY, later, make_body, make_person, pdf

DUE_ON = date(2026, 11, 27)
PUBLISH_ON = TODAY + timedelta(days=103)


class Exercise:
    """One exercise in one fictional partnership, with everybody it needs."""

    def __init__(
        self, phase: Phase, kind: str, name: str, councils: int = 1, beside: "Exercise | None" = None
    ) -> None:
        """Plan it and build its team; ``beside`` is an exercise whose partnership it shares."""
        self.phase = phase
        others = self._partnership(kind, name, councils, beside)
        scrutiny = bodies_of(phase)
        self.manager = make_person(scrutiny[0], "", Role.SERVICE_MANAGER)
        self.lead = make_person(scrutiny[0], "", Role.STRATEGIC_INSPECTOR)
        self.link = make_person(scrutiny[0], "", Role.STRATEGIC_INSPECTOR)
        if beside is None:
            LinkAppointment.objects.create(partnership=self.partnership, person=self.link, from_on=TODAY)
        self.inspection: Inspection = plan_inspection(
            phase=phase,
            partnership=self.partnership,
            starts_on=TODAY,
            lead_inspector=self.lead,
            reason_chosen="Its turn in the rotation.",
            by=self.manager,
            at=NOW,
        )
        self.inspectors = [self._add(body, Role.INSPECTOR) for body in scrutiny]
        self.signatories = [self._add(body, Role.SIGNATORY) for body in signing_bodies(self.inspection)]
        self.coordinator = self._add(self.councils[0], Role.COORDINATOR)
        self.heads = [self._add(body, Role.HEAD) for body in (*self.councils, *others)]

    def _partnership(
        self, kind: str, name: str, councils: int, beside: "Exercise | None"
    ) -> tuple[Body, ...]:
        """The partnership and its councils; returns the bodies that are no council."""
        if beside is not None:
            self.councils, self.partnership = beside.councils, beside.partnership
            return beside.others
        self.councils = [make_body(f"{name} Council {n}") for n in range(1, councils + 1)]
        self.others: tuple[Body, ...] = ()
        if kind != "justice_social_work":
            self.others = (make_body(f"NHS {name}", BodyKind.HEALTH_BOARD),)
        self.partnership = Partnership.objects.create(
            slug=slugify(name), name=name, kind=kind, is_fictional=True
        )
        for body in (*self.councils, *self.others):
            PartnershipMember.objects.create(partnership=self.partnership, body=body)
        return self.others

    def _add(self, body: Body, role: Role) -> Person:
        person = make_person(body)
        appoint(inspection=self.inspection, person=person, role=role, by=self.lead, at=NOW)
        return person

    def now(self) -> Inspection:
        """The inspection as it is in the database now."""
        self.inspection = Inspection.objects.with_names().get(pk=self.inspection.pk)
        return self.inspection

    def notify(self) -> list[str]:
        """Letters sent and acknowledged; returns their words."""
        send_notification_letters(inspection=self.now(), by=self.lead, at=later(hours=1))
        letters = letters_of(self.inspection)
        for letter in letters:
            acknowledge_letter(letter=letter, by=letter.recipient, at=later(days=1))
        return [letter.text for letter in letters]

    def gather(self) -> None:
        """What the method asks for comes in, and evidence stands against every indicator."""
        wanted = [Wanted(d.title, d.why, d.is_position_statement) for d in documents_of(self.phase)]
        given: dict[str, Any] = {"documents": wanted, "due_on": DUE_ON, "message": ""}
        ask_for_documents(inspection=self.now(), by=self.lead, at=later(days=2), **given)
        for each in requested(self.now()):
            name = f"document-{each.document.number}.pdf"
            hand_over(
                document=each.document,
                upload=pdf(name, name),
                note="",
                by=self.coordinator,
                at=later(days=8),
            )
        self.gather_evidence()

    def gather_evidence(self) -> None:
        """Evidence stands against every indicator."""
        for item in indicators_of(self.phase.framework):
            self.lodge(item)

    def lodge(self, item: FrameworkItem) -> EvidenceItem:
        """One item of evidence."""
        return lodge_evidence(
            inspection=self.now(),
            item=item,
            source_kind=SourceKind.DOCUMENT,
            source_title="What was handed over",
            says="It says how the work is done and how well.",
            bearing=Bearing.STRENGTH,
            by=self.inspectors[0],
            at=later(days=10),
        )

    def position(self, item: FrameworkItem, position: Position, days: float) -> None:
        """The team says where it stands on an indicator."""
        evaluations.take_position(
            inspection=self.now(),
            item=item,
            position=position,
            why="What we read so far.",
            by=self.lead,
            at=later(days=days),
        )

    def judge(self, values: dict[str, int] | None = None) -> None:
        """Everybody judges every evaluated item alone, then the team together; nothing where none is.

        ``values`` gives the value of the level by the title of the item; otherwise it is the second best.
        """
        evaluations.open_evaluation(inspection=self.now(), by=self.lead, at=later(days=60))
        for item in evaluated_items(self.phase.framework):
            self.judge_item(item, values[item.title] if values else None)

    def judge_item(self, item: FrameworkItem, value: int | None = None) -> None:
        """Everybody judges one item alone, then the team together; the second best level unless said."""
        assert item.scale is not None
        levels = levels_of(item.scale)
        wanted = levels[1].value if value is None else value
        level = next(each for each in levels if each.value == wanted)
        cited = [str(each.pk) for each in evidence_for(self.now(), item)]
        why = "The evidence supports this level and no other."
        for person in judging_team(self.inspection):
            evaluations.submit_evaluation(
                inspection=self.now(),
                item=item,
                level=level,
                rationale=why,
                evidence_ids=cited,
                by=person,
                at=later(days=70),
            )
        evaluations.consolidate(
            inspection=self.now(), item=item, level=level, rationale=why, by=self.lead, at=later(days=75)
        )

    def find(self, about: str = "the work") -> None:
        """A strength and an area for improvement of everything that findings are made about."""
        for item in items_found_about(self.phase.framework):
            cited = [str(each.pk) for each in evidence_for(self.now(), item)]
            for kind in FindingKind:
                evaluations.record_finding(
                    inspection=self.now(),
                    item=item,
                    kind=kind,
                    text=f"{kind.label} in {about}, in a whole sentence.",
                    evidence_ids=cited,
                    by=self.lead,
                    at=later(days=76),
                )

    def found_and_concluded(self) -> None:
        """An area of a national exercise from its letter to its end."""
        self.notify()
        self.gather()
        self.judge()
        self.find()
        evaluations.conclude_area(inspection=self.now(), by=self.lead, at=later(days=77))

    def draft(self) -> Report:
        """The report or letter is drafted and every section has words."""
        report = reports.start_draft(inspection=self.now(), by=self.lead, at=later(days=80))
        for section in sections_of(report):
            if not section.text.strip():
                self.revise(report, section.key, "Words.")
        return self.report()

    def revise(self, report: Report, key: str, text: str) -> None:
        """The lead inspector changes one section."""
        section = section_of(report, key)
        assert section is not None
        revision = section.revision
        reports.revise_section(
            section=section, text=text, base_revision=revision, by=self.lead, at=later(days=81)
        )

    def report(self) -> Report:
        """The report as it is now."""
        found = report_of(self.now())
        assert found is not None
        return found

    def send_for_sign_off(self) -> None:
        """A version is frozen."""
        reports.send_for_sign_off(report=self.report(), by=self.lead, at=later(days=85))

    def publish(self) -> Publication:
        """Signed by every body that signs, checked for facts, embargoed, published."""
        self.send_for_sign_off()
        version = current_version(self.report())
        assert version is not None
        for person in self.signatories:
            reports.sign_off_version(
                version=version, statement="Approved for our body.", by=person, at=later(days=88)
            )
        reports.send_for_factual_accuracy(
            report=self.report(), due_on=TODAY + timedelta(days=97), by=self.lead, at=later(days=90)
        )
        reports.finish_factual_accuracy(report=self.report(), by=self.coordinator, at=later(days=93))
        reports.keep_signed_version(report=self.report(), by=self.lead, at=later(days=95))
        send_embargoed_copy(report=self.report(), publish_on=PUBLISH_ON, by=self.lead, at=later(days=96))
        made: Publication = publish_report(report=self.report(), by=self.lead, at=later(days=103))
        return made

    def improve(self) -> None:
        """The partnership plans, the link inspector agrees."""
        plan = plan_queries.plan_of(self.now())
        assert plan is not None
        for area in plan_queries.areas_of(plan):
            plans.plan_action(
                area=area,
                text="Do what was asked for.",
                body=self.councils[0],
                lead_person="Head of service",
                due_on=TODAY + timedelta(days=300),
                measure="An audit shows it.",
                by=self.coordinator,
                at=later(days=110),
            )
        plans.submit_plan(plan=plan, by=self.coordinator, at=later(days=120))
        plans.agree_plan(plan=plan, by=self.link, at=later(days=125))

    def review_progress(self) -> None:
        """Every area is judged on the scale that the phase names."""
        plan = plan_queries.plan_of(self.now())
        assert plan is not None
        review = review_operations.open_progress_review(
            plan=plan, starts_on=TODAY + timedelta(days=400), by=self.lead, at=later(days=390)
        )
        for area in plan_queries.areas_of(plan):
            review_operations.judge_area(
                review=review,
                area=area,
                level=plan_queries.progress_levels(self.now())[0],
                rationale="The audit and the staff we met agree.",
                by=self.inspectors[0],
                at=later(days=401),
            )
        review_facts_operations.send_review_for_factual_accuracy(
            review=review, due_on=TODAY + timedelta(days=409), by=self.lead, at=later(days=402)
        )
        review_facts_operations.finish_review_factual_accuracy(
            review=review, by=self.coordinator, at=later(days=405)
        )
        review_operations.complete_progress_review(review=review, by=self.lead, at=later(days=410))
