"""Builds small, whole, fictional worlds for tests, through operations wherever an operation exists."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from speir.document_requests.models import DocumentRequest
from speir.document_requests.operations import Wanted, ask_for_documents
from speir.evaluations.choices import FindingKind
from speir.evaluations.operations import (
    consolidate,
    open_evaluation,
    record_finding,
    submit_evaluation,
)
from speir.evidence.choices import Bearing, SourceKind
from speir.evidence.models import EvidenceItem
from speir.evidence.operations import lodge_evidence
from speir.frameworks.models import Framework, FrameworkItem, Scale, ScaleLevel, Term
from speir.frameworks.queries import evaluated_items, indicators_of, levels_of
from speir.inspections.models import Inspection
from speir.inspections.operations import (
    acknowledge_letter,
    appoint,
    plan_inspection,
    send_notification_letters,
)
from speir.inspections.queries import judging_team, letters_of
from speir.partnerships.models import LinkAppointment, Partnership, PartnershipMember
from speir.people.choices import BodyKind, Role
from speir.people.models import Body, Person, StandingRole
from speir.programmes.models import Phase, PhaseBody, PhaseDocument, PhaseMilestone, PhaseStage, Programme
from tests.remembered import remembered

UK = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UK)  # a Monday
TODAY = NOW.date()
PASSWORD = "a password for tests"
_numbers = count(1)


def later(days: float = 0, hours: float = 0) -> datetime:
    """A moment after NOW."""
    return NOW + timedelta(days=days, hours=hours)


# A Friday in summer, after everything that the worlds of the tests have behind them (``still_clock``).
STILL = later(days=200)
STILL_DAY = STILL.date()


def make_body(name: str, kind: BodyKind = BodyKind.COUNCIL, is_fictional: bool = True) -> Body:
    """A body."""
    return Body.objects.create(name=name, short_name=name, kind=kind, is_fictional=is_fictional)


def make_person(body: Body, name: str = "", *roles: Role) -> Person:
    """Somebody of a body who can sign in, with roles held everywhere."""
    number = next(_numbers)
    name = name or f"Person {number}"
    person = Person.objects.create_person(
        email=f"{name.lower().replace(' ', '.')}.{number}@example.invalid",
        password=PASSWORD,
        full_name=name,
        body=body,
    )
    for role in roles:
        StandingRole.objects.create(person=person, role=role, from_on=TODAY)
    return person


def make_framework(key: str = "", **fields: object) -> Framework:
    """A framework with a three-level scale, two evaluated key areas and two indicators under each."""
    framework = Framework.objects.create(
        key=key or f"framework-{next(_numbers)}",
        version="1",
        title="Framework for tests",
        is_indicative=True,
        checksum="0" * 64,
        imported_at=NOW,
        **fields,
    )
    scale = make_scale(framework)
    position = count(1)
    for area_number, title in ((1, "Key processes"), (2, "Strategic leadership")):
        area = FrameworkItem.objects.create(
            framework=framework,
            kind="key_area",
            number=str(area_number),
            title=title,
            is_evaluated=True,
            scale=scale,
            is_indicative=True,
            position=next(position),
        )
        for indicator in (1, 2):
            FrameworkItem.objects.create(
                framework=framework,
                parent=area,
                kind="quality_indicator",
                number=f"{area_number}.{indicator}",
                title=f"Indicator {area_number}.{indicator}",
                is_evaluated=False,
                is_indicative=True,
                position=next(position),
            )
    Term.objects.create(
        framework=framework,
        key="area_for_improvement",
        singular="area for improvement",
        plural="areas for improvement",
    )
    return framework


def make_scale(framework: Framework, key: str = "conclusions", labels: tuple[str, ...] = ()) -> Scale:
    """A scale whose first label is the best."""
    labels = labels or ("very effective", "effective with areas for improvement", "important weaknesses")
    scale = Scale.objects.create(framework=framework, key=key, title="Scale for tests", position=1)
    for value, label in enumerate(reversed(labels), 1):
        ScaleLevel.objects.create(
            scale=scale, key=f"level-{value}", value=value, label=label, is_indicative=True
        )
    return scale


MILESTONES = (
    ("notified", 1, Role.LEAD_INSPECTOR),
    ("letters_acknowledged", 2, Role.HEAD),
    ("documents_requested", 2, Role.LEAD_INSPECTOR),
    ("documents_due", 4, Role.COORDINATOR),
    ("discussion_1", 5, Role.LEAD_INSPECTOR),
    ("evidence_lodged", 8, Role.INSPECTOR),
    ("evaluations_due", 14, Role.INSPECTOR),
    ("consolidated", 15, Role.LEAD_INSPECTOR),
    ("draft", 17, Role.LEAD_INSPECTOR),
    ("signed_off", 18, Role.SIGNATORY),
    ("factual_accuracy", 19, Role.COORDINATOR),
    ("embargoed", 20, Role.SUPPORT_OFFICER),
    ("published", 21, Role.SUPPORT_OFFICER),
)


def make_phase(bodies: list[Body], framework: Framework | None = None) -> Phase:
    """A phase with a framework, a progress framework, a 21-week timetable, three documents and its bodies."""
    number = next(_numbers)
    programme = Programme.objects.create(
        slug=f"programme-{number}", name=f"Programme {number}", checksum="0" * 64, imported_at=NOW
    )
    progress = Framework.objects.create(
        key=f"progress-{number}",
        version="1",
        title="Progress scale for tests",
        is_indicative=True,
        checksum="0" * 64,
        imported_at=NOW,
    )
    make_scale(progress, "progress", ("significant progress", "some progress", "minimal progress"))
    phase = Phase.objects.create(
        programme=programme,
        slug="phase-1",
        name="Phase 1",
        kind="joint_inspection",
        framework=framework or make_framework(),
        progress_framework=progress,
        is_indicative=True,
        position=1,
    )
    stage = PhaseStage.objects.create(phase=phase, key="all", title="The whole", position=1)
    for position, (key, week, role) in enumerate(MILESTONES, 1):
        PhaseMilestone.objects.create(
            phase=phase,
            stage=stage,
            key=key,
            title=key.replace("_", " ").capitalize(),
            week=week,
            weekday=2,
            whose_turn=role,
            position=position,
        )
    for document in range(1, 4):
        PhaseDocument.objects.create(
            phase=phase, number=document, title=f"Document {document}", is_position_statement=document == 1
        )
    for body in bodies:
        PhaseBody.objects.create(phase=phase, body=body, is_lead=body is bodies[0])
    return phase


@dataclass
class World:
    """One fictional partnership under inspection, and everybody around it."""

    inspection: Inspection
    phase: Phase
    partnership: Partnership
    bodies: dict[str, Body]
    people: dict[str, Person] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Person:
        people = self.__dict__.get("people", {})
        if name in people:
            return people[name]  # type: ignore[no-any-return]
        raise AttributeError(name)

    def fresh(self) -> Inspection:
        """The inspection as it is in the database now."""
        self.inspection = Inspection.objects.with_names().get(pk=self.inspection.pk)
        return self.inspection

    def indicators(self) -> list[FrameworkItem]:
        """The items evidence is lodged against."""
        return indicators_of(self.phase.framework)

    def evaluated(self) -> list[FrameworkItem]:
        """The items that are evaluated."""
        return evaluated_items(self.phase.framework)


def _lead_body(number: int) -> str:
    """The name of the lead body, for the first world in a database; those after it have others."""
    is_taken = Body.objects.filter(name=settings.SPEIR_LEAD_BODY).exists()
    return f"Care body {number}" if is_taken else settings.SPEIR_LEAD_BODY


@remembered
def make_world(name: str = "Strathtest") -> World:
    """An inspection just planned, with a whole team on both sides."""
    number = next(_numbers)
    bodies = {
        "ci": make_body(_lead_body(number), BodyKind.SCRUTINY),
        "his": make_body(f"Health scrutiny {number}", BodyKind.SCRUTINY),
        "hmics": make_body(f"Police scrutiny {number}", BodyKind.SCRUTINY),
        "council": make_body(f"{name} Council {number}", BodyKind.COUNCIL),
        "board": make_body(f"NHS {name} {number}", BodyKind.HEALTH_BOARD),
        "police": make_body(f"Police {name} {number}", BodyKind.POLICE),
    }
    partnership = Partnership.objects.create(
        slug=f"{name.lower()}-{number}", name=f"{name} {number}", kind="adult_protection", is_fictional=True
    )
    for key in ("council", "board", "police"):
        PartnershipMember.objects.create(partnership=partnership, body=bodies[key])
    phase = make_phase([bodies["ci"], bodies["his"], bodies["hmics"]])
    manager = make_person(bodies["ci"], "Service Manager", Role.SERVICE_MANAGER)
    lead = make_person(bodies["ci"], "Lead Inspector", Role.STRATEGIC_INSPECTOR)
    inspection = plan_inspection(
        phase=phase,
        partnership=partnership,
        starts_on=TODAY,
        lead_inspector=lead,
        reason_chosen="Not inspected in this programme yet.",
        by=manager,
        at=NOW,
    )
    world = World(inspection, phase, partnership, bodies, {"manager": manager, "lead": lead})
    _appoint_team(world)
    return world


def _appoint_team(world: World) -> None:
    bodies = world.bodies
    team = {
        "inspector": (bodies["his"], Role.INSPECTOR),
        "police_inspector": (bodies["hmics"], Role.INSPECTOR),
        "support": (bodies["ci"], Role.SUPPORT_OFFICER),
        "ci_signatory": (bodies["ci"], Role.SIGNATORY),
        "his_signatory": (bodies["his"], Role.SIGNATORY),
        "hmics_signatory": (bodies["hmics"], Role.SIGNATORY),
        "coordinator": (bodies["council"], Role.COORDINATOR),
        "contributor": (bodies["board"], Role.CONTRIBUTOR),
        "council_head": (bodies["council"], Role.HEAD),
        "board_head": (bodies["board"], Role.HEAD),
        "police_head": (bodies["police"], Role.HEAD),
        "senior_manager": (bodies["council"], Role.SENIOR_MANAGER),
        "local_reader": (bodies["board"], Role.LOCAL_READER),
    }
    for key, (body, role) in team.items():
        world.people[key] = make_person(body, key.replace("_", " ").title())
        appoint(inspection=world.inspection, person=world.people[key], role=role, by=world.lead, at=NOW)
    world.people["link"] = make_person(bodies["ci"], "Link Inspector", Role.STRATEGIC_INSPECTOR)
    LinkAppointment.objects.create(partnership=world.partnership, person=world.people["link"], from_on=TODAY)
    world.people["outsider"] = make_person(bodies["ci"], "Other Inspector", Role.STRATEGIC_INSPECTOR)
    world.people["analyst"] = make_person(bodies["ci"], "Methods Analyst", Role.METHODS_ANALYST)


@remembered
def world_at(stage: Callable[[World], World], name: str = "Strathtest") -> World:
    """A world of its own at a stage: ``world_at(evaluating)``."""
    return stage(make_world(name))


def notified(world: World) -> World:
    """Take the world to: letters sent and acknowledged."""
    send_notification_letters(inspection=world.fresh(), by=world.lead, at=later(hours=1))
    for letter in letters_of(world.inspection):
        acknowledge_letter(letter=letter, by=letter.recipient, at=later(days=1))
    world.fresh()
    return world


def gathering(world: World, documents: int = 3) -> World:
    """Take the world to: documents asked for."""
    notified(world)
    wanted = [Wanted(f"Document {n}", "Needed.", n == 1) for n in range(1, documents + 1)]
    ask_for_documents(
        inspection=world.inspection,
        documents=wanted,
        due_on=date(2026, 11, 27),
        message="",
        by=world.lead,
        at=later(days=2),
    )
    world.fresh()
    return world


def request_of_world(world: World) -> DocumentRequest:
    """The document request."""
    return DocumentRequest.objects.get(inspection=world.inspection)


def lodge(world: World, item: FrameworkItem | None = None, **fields: object) -> EvidenceItem:
    """One item of evidence."""
    given: dict[str, object] = {
        "source_kind": SourceKind.DOCUMENT,
        "source_title": "Procedures of 2026",
        "says": "The procedures describe who screens concerns and by when.",
        "bearing": Bearing.STRENGTH,
        "by": world.inspector,
        "at": later(days=10),
    }
    given.update(fields)
    return lodge_evidence(  # type: ignore[arg-type, return-value, unused-ignore]
        inspection=world.inspection, item=item or world.indicators()[0], **given
    )


def evaluating(world: World) -> World:
    """Take the world to: evidence on every indicator, evaluation open."""
    gathering(world)
    for item in world.indicators():
        lodge(world, item)
    open_evaluation(inspection=world.fresh(), by=world.lead, at=later(days=60))
    world.fresh()
    return world


def evaluated_by_all(world: World) -> World:
    """Take the world to: every judging member has submitted on every evaluated item."""
    evaluating(world)
    for item in world.evaluated():
        for person in judging_team(world.inspection):
            submit(world, item, person)
    return world


def submit(world: World, item: FrameworkItem, person: Person, value: int = 2) -> None:
    """One inspector's evaluation."""
    cited = EvidenceItem.objects.filter(inspection=world.inspection, item__parent=item)
    assert item.scale is not None
    submit_evaluation(
        inspection=world.inspection,
        item=item,
        level=ScaleLevel.objects.get(scale=item.scale, value=value),
        rationale=f"What {person.full_name} concludes from the evidence.",
        evidence_ids=[str(evidence.pk) for evidence in cited],
        by=person,
        at=later(days=70),
    )


def consolidated(world: World) -> World:
    """Take the world to: team judgements recorded, one strength and one area for improvement for each."""
    evaluated_by_all(world)
    for item in world.evaluated():
        assert item.scale is not None
        consolidate(
            inspection=world.inspection,
            item=item,
            level=levels_of(item.scale)[1],
            rationale=f"Clear strengths in {item.title.lower()} outweigh what must improve.",
            by=world.lead,
            at=later(days=75),
        )
        cited = EvidenceItem.objects.filter(inspection=world.inspection, item__parent=item)
        for kind in FindingKind:
            record_finding(
                inspection=world.inspection,
                item=item,
                kind=kind,
                text=f"{kind.label} of {item.title.lower()}, in a whole sentence.",
                evidence_ids=[str(cited[0].pk)],
                by=world.lead,
                at=later(days=76),
            )
    world.fresh()
    return world


def pdf(name: str = "document.pdf", words: str = "words") -> SimpleUploadedFile:
    """A small real PDF file."""
    content = f"%PDF-1.4\n%{words}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    return SimpleUploadedFile(name, content.encode(), content_type="application/pdf")
