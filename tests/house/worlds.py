"""One fictional inspection for each stage, made once for a file of tests, and browsers for its people."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client

from speir.consultations.models import Consultation
from speir.consultations.operations import invite
from speir.diaries.choices import Titles
from speir.diaries.operations import make_feed
from speir.document_requests.operations import hand_over
from speir.document_requests.queries import documents_of
from speir.engagement.involvement_operations import publish_involvement
from speir.evaluations.choices import FindingKind
from speir.evaluations.operations import conclude_area, record_finding
from speir.evidence.queries import evidence_for
from speir.frameworks.models import FrameworkItem
from speir.good_practice.operations import agree_to_publish
from speir.improvement_plans.queries import areas_of
from speir.improvement_support.operations import answer_offer
from speir.inspections.models import Inspection
from speir.inspections.operations import leave_weeks_out, shift_timetable
from speir.national_overview.choices import Basis
from speir.national_overview.operations import choose_partnership
from speir.partnerships.choices import PartnershipKind
from speir.partnerships.models import Partnership
from speir.partnerships.operations import load_reference_areas, register_partnership
from speir.people.models import Person
from speir.people.operations import SYSTEM
from speir.programmes.models import Phase
from speir.programmes.operations import record_ministers_request
from speir.questionnaires.models import CheckedTemplate
from speir.questionnaires.operations import check_template, publish_template
from tests.area_monitoring import factories as logs
from tests.area_risks import factories as risks
from tests.area_summaries import factories as summaries
from tests.area_teams import factories as areas
from tests.capacity_plans import factories as capacity
from tests.concerns import factories as concerns
from tests.consultations import factories as consulting
from tests.diaries import factories as feeds
from tests.document_packs import factories as packs
from tests.engagement import factories as engagement
from tests.enquiries import factories as enquiries
from tests.factories import (
    NOW,
    TODAY,
    World,
    consolidated,
    evaluated_by_all,
    evaluating,
    gathering,
    later,
    lodge,
    make_framework,
    make_world,
    notified,
    pdf,
    submit,
)
from tests.good_practice import factories as practice
from tests.house.sent import NOT_PLANNED
from tests.improvement_plans import factories as plans
from tests.improvement_support import factories as support
from tests.indicators import factories as numbers
from tests.questionnaires.workbooks import SURVEY, Rows, upload, workbook
from tests.record_reading import factories as readings
from tests.record_samples import factories as samples
from tests.reports import factories as reports
from tests.risk_conversations import factories as conversations
from tests.scrutiny_calendar import factories as scrutiny
from tests.web.stages import told

VISITOR = "visitor"
OTHERS = {"other_lead": "lead", "other_coordinator": "coordinator", "other_head": "council_head"}


def _with_areas() -> World:
    load_reference_areas(by=SYSTEM, at=NOW)
    return make_world()


def _area_followed() -> World:
    """An area with a link inspector, who has written a note of which something follows."""
    world = areas.known()
    logs.note(world, next_step="Read the audit.", next_due_on=later(days=7).date())
    risks.risk(world)
    risks.barrier(world)
    enquiries.asked(world)
    found = practice.checked(world)
    agree_to_publish(practice=found, agreed_by="Chief officer", by=world.lead, at=NOW)
    elsewhere = Partnership.objects.create(
        slug="elsewhere", name="Elsewhere", kind="adult_protection", is_fictional=True
    )
    practice.checked(world, partnership=elsewhere)
    return world


def _support(is_accepted: bool) -> World:
    """Support is offered to a partnership whose people are notified of an inspection."""
    world = areas.known(notified(make_world()))
    offer = support.offered(world)
    if is_accepted:
        answer_offer(offer=offer, is_accepted=True, words="", by=world.coordinator, at=later(days=1))
    return world


def _bodies_meet() -> World:
    world = areas.known()
    conversations.called(world)
    return world


def _consulting() -> World:
    """A consultation is open; something is planned, and people took part in planning; little is public."""
    world = make_world()
    consulting.opened(world)
    make_framework(key="nobody-uses-it")
    engagement.planned(world)
    engagement.heard(world)
    return world


def _by_invitation() -> World:
    """A consultation for the council alone is open."""
    world = make_world()
    consultation = consulting.opened(world, is_public=False)
    invite(consultation=consultation, bodies=[world.coordinator.body], by=world.manager, at=NOW)
    return world


def _answered_consultation() -> World:
    """A consultation is answered and published, and who took part in planning is public."""
    world = make_world()
    consulting.answered(world)
    (theme,) = engagement.heard(world)
    publish_involvement(involvement=theme.involvement, by=world.manager, at=NOW)
    return world


def _comments(stage: Callable[[World, Consultation], object]) -> World:
    """People have commented, and the closing day is over."""
    world = make_world()
    stage(world, consulting.opened(world))
    return world


def _grouped(world: World, consultation: Consultation) -> None:
    consulting.grouped(world, consultation, consulting.said(consultation))


def _decided(world: World, consultation: Consultation) -> None:
    consulting.decided(world, consulting.grouped(world, consultation, consulting.said(consultation)))


def _with_another_partnership() -> World:
    """There is a partnership in which no inspection is planned."""
    world = make_world()
    register_partnership(
        slug=NOT_PLANNED,
        name="Farmuir",
        kind=PartnershipKind(world.partnership.kind),
        is_fictional=True,
        bodies=[world.bodies[kind] for kind in ("council", "board", "police")],
        areas=[],
        by=world.manager,
        at=NOW,
    )
    return world


def _handed_over() -> World:
    """Fewer documents than elsewhere, so that a number from there does not exist here; one came."""
    world = gathering(make_world(), documents=2)
    document = documents_of(world.inspection)[-1].document
    hand_over(document=document, upload=pdf(), note="", by=world.coordinator, at=later(days=8))
    return world


def _lodged() -> World:
    """Less evidence than elsewhere."""
    world = gathering(make_world())
    lodge(world)
    return world


def _some_submitted() -> World:
    """Two of three inspectors have submitted."""
    world = evaluating(make_world())
    for person in (world.lead, world.inspector):
        submit(world, world.evaluated()[0], person)
    return world


def _reading() -> World:
    """Readings of the inspector and of the local reader in every state, and a record that nobody has yet."""
    return readings.under_way()


def _templates() -> World:
    """One version of a template is published, and the next one is checked."""
    world = make_world()
    analyst = world.people["analyst"]

    def check(version: str, survey: Rows) -> CheckedTemplate:
        file = upload(workbook(version=version, survey=survey))
        return check_template(workbook=file, media=[], kind="record_reading", by=analyst, at=NOW)

    publish_template(checked=check("1", SURVEY), note="", is_looked_at=True, by=analyst, at=NOW)
    check("2", SURVEY[:-3])
    return world


def _found() -> World:
    """Every inspector has submitted; fewer findings than elsewhere."""
    world = evaluated_by_all(make_world())
    item = world.evaluated()[0]
    evidence = lodge(world, world.indicators()[0], at=later(days=71))
    record_finding(
        inspection=world.inspection,
        item=item,
        kind=FindingKind.STRENGTH,
        text="A strength, in a whole sentence.",
        evidence_ids=[str(evidence.pk)],
        by=world.lead,
        at=later(days=72),
    )
    return world


def _answered() -> World:
    world, _ = reports.responding()
    reports.answer(world)
    return world


def _commented() -> World:
    world, _ = reports.with_partnership()
    reports.comment(world)
    return world


def _planned_actions() -> World:
    world, plan = plans.opened()
    for area in areas_of(plan):
        plans.act(world, area.number)
    return world


def _claimed() -> World:
    world, _ = plans.agreed()
    plans.claim(world)
    return world


def _judged() -> World:
    world, review = plans.under_review()
    for area in areas_of(review.plan):
        plans.judge(world, area.number)
    return world


def _facts_checked() -> World:
    world, _ = plans.judged()
    plans.check_facts(world)
    return world


def _review_with_partnership() -> World:
    world, _ = plans.sent_for_facts()
    plans.comment_on(world)
    return world


def _concern(stage: Callable[[World], object]) -> World:
    """Fewer steps than elsewhere; raised by the inspector."""
    world = concerns.with_a_senior_manager()
    stage(world)
    return world


def _elsewhere() -> World:
    """Another partnership's inspection, in which everything exists that an address can name."""
    world = _claimed()
    document = documents_of(world.inspection)[-1].document
    hand_over(document=document, upload=pdf(), note="", by=world.coordinator, at=later(days=8))
    concerns.passed(world)
    samples.sampled_late(world)
    packs.with_everything(world)
    return world


# How each stage is reached, and how many days after NOW its screens are opened.
def _area_found() -> World:
    """An area of a national exercise that has found something."""
    world = make_world()
    Phase.objects.filter(pk=world.phase.pk).update(output="national_report")
    FrameworkItem.objects.filter(framework=world.phase.framework).update(is_evaluated=False)
    evaluating(world)
    for item in world.indicators():
        cited = [str(each.pk) for each in evidence_for(world.inspection, item)]
        record_finding(
            inspection=world.fresh(),
            item=item,
            kind=FindingKind.STRENGTH,
            text="A strength of the work, in a whole sentence.",
            evidence_ids=cited,
            by=world.lead,
            at=later(days=62),
        )
    return world


def _national() -> World:
    """The national exercise of a phase in which one area has concluded."""
    area = _area_found()
    conclude_area(inspection=area.fresh(), by=area.lead, at=later(days=63))
    world = gathering(make_world())
    Partnership.objects.filter(pk=world.partnership.pk).update(kind="national")
    Inspection.objects.filter(pk=world.inspection.pk).update(phase=area.phase)
    world.phase = area.phase
    world.fresh()
    return world


def _chosen() -> World:
    """A partnership is chosen for the phase, and Ministers asked for something."""
    world = make_world()
    record_ministers_request(
        programme=world.phase.programme,
        asked_on=TODAY - timedelta(days=10),
        asks="Six joint inspections.",
        approved_on=None,
        timetable="",
        by=world.manager,
        at=NOW,
    )
    choose_partnership(
        phase=world.phase,
        partnership=world.partnership,
        basis=Basis.ROTATION,
        reason="Its turn.",
        by=world.manager,
        at=later(hours=1),
    )
    return world


def _weeks_left_out() -> World:
    """A week well ahead does not count."""
    world = gathering(make_world())
    leave_weeks_out(
        inspection=world.inspection,
        first_day=date(2027, 2, 15),
        last_day=date(2027, 2, 19),
        reason="School holidays",
        by=world.lead,
        at=later(days=9),
    )
    return world


def _timetable_changed() -> World:
    """The rest of the timetable comes later than it did."""
    world = gathering(make_world())
    shift_timetable(
        inspection=world.inspection,
        from_key="evidence_lodged",
        weeks=2,
        reason="Records came late.",
        by=world.lead,
        at=later(days=9),
    )
    return world


def _feeds() -> World:
    """Everybody has a feed that can be ended; the lead inspector's was fetched."""
    world = feeds.with_a_feed()
    for person in world.people.values():
        if person != world.lead:
            make_feed(titles=Titles.NEUTRAL, by=person, at=NOW)
    return world


STAGES: dict[str, tuple[Callable[[], World], float]] = {
    "planned": (make_world, 0.2),
    "another partnership": (_with_another_partnership, 0.2),
    "chosen": (_chosen, 0.2),
    "consulting": (_consulting, 0.2),
    "by invitation": (_by_invitation, 0.2),
    "comments in": (lambda: _comments(lambda world, found: consulting.said(found)), consulting.AFTER),
    "comments grouped": (lambda: _comments(_grouped), consulting.AFTER + 0.1),
    "decided": (lambda: _comments(_decided), consulting.AFTER + 0.1),
    "consultation answered": (_answered_consultation, consulting.AFTER + 0.1),
    "areas": (_with_areas, 0.2),
    "area followed": (_area_followed, 0.2),
    "support offered": (lambda: _support(is_accepted=False), 1.5),
    "support accepted": (lambda: _support(is_accepted=True), 1.5),
    "bodies meet": (_bodies_meet, 0.2),
    "summary sent": (summaries.sent, 1.5),
    "numbers": (numbers.landed, 0.2),
    "templates": (_templates, 0.2),
    "capacity planned": (capacity.planned, 0.2),
    "holidays kept": (capacity.with_holidays, 0.2),
    "calendar handed in": (scrutiny.handed_in, 0.2),
    "scrutiny noted": (scrutiny.noted, 0.2),
    "feeds": (_feeds, 0.2),
    "told": (told, 0.5),
    "notified": (lambda: notified(make_world()), 1.5),
    "pack": (packs.told, 1.5),
    "document released": (packs.released, 3.5),
    "question asked": (packs.with_question, 4.5),
    "question answered": (packs.with_answer_and_file, 6.5),
    "handed over": (_handed_over, 9),
    "lodged": (_lodged, 11),
    "timetable changed": (_timetable_changed, 11),
    "weeks left out": (_weeks_left_out, 11),
    "concern raised": (lambda: _concern(concerns.raised), 20.1),
    "concern overdue": (lambda: _concern(concerns.raised), 21),
    "concern passed": (lambda: _concern(concerns.passed), 20.1),
    "concern acknowledged": (lambda: _concern(concerns.acknowledged), 20.1),
    "concern acted on": (lambda: _concern(concerns.acted), 20.2),
    "reading": (_reading, 12),
    "framed": (samples.framed, 11),
    "sampled": (samples.sampled, 11),
    "evaluating": (lambda: evaluating(make_world()), 61),
    "some submitted": (_some_submitted, 71),
    "found": (_found, 73),
    "area found": (_area_found, 64),
    "national": (_national, 64),
    "consolidated": (lambda: consolidated(make_world()), 79),
    "drafted": (lambda: reports.drafted()[0], 81),
    "signing": (lambda: reports.signing()[0], 86),
    "signed off": (lambda: reports.signed_off()[0], 89),
    "commented": (_commented, 92.5),
    "responding": (lambda: reports.responding()[0], 93.5),
    "answered": (_answered, 94.5),
    "ready": (lambda: reports.ready()[0], 95.5),
    "embargoed": (lambda: reports.embargoed()[0], 103.2),
    "plan opened": (lambda: plans.opened()[0], 105),
    "being corrected": (reports.being_corrected, 112),
    "correction signed": (reports.correction_signed, 113.5),
    "corrected": (reports.corrected, 115),
    "actions planned": (_planned_actions, 112),
    "submitted": (lambda: plans.submitted()[0], 121),
    "agreed": (lambda: plans.agreed()[0], 130),
    "claimed": (_claimed, 205),
    "under review": (lambda: plans.under_review()[0], 402),
    "judged": (_judged, 403),
    "facts checked": (_facts_checked, 403),
    "review with partnership": (_review_with_partnership, 403),
    "review commented": (lambda: plans.commented()[0], 403),
    "review complete": (lambda: plans.reviewed()[0], 404),
    "review signed": (lambda: plans.review_signed()[0], 406),
    "review published": (lambda: plans.review_published()[0], 411),
}


@contextmanager
def on_its_day(stage: str) -> Iterator[None]:
    """The clock stands where this stage is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: later(days=STAGES[stage][1]))
        yield


class Worlds:
    """Makes each stage when it is first asked for, and keeps it; ask before anything that is undone."""

    def __init__(self) -> None:
        self._made: dict[str, World] = {}
        self._signed_in: dict[tuple[str, str], str] = {}

    def at(self, stage: str) -> World:
        """The world at this stage."""
        if stage not in self._made:
            self._made[stage] = STAGES[stage][0]()
        return self._made[stage]

    @property
    def elsewhere(self) -> World:
        """Another inspection, with people who have nothing to do with any of the others."""
        if "elsewhere" not in self._made:
            self._made["elsewhere"] = _elsewhere()
        return self._made["elsewhere"]

    def person(self, stage: str, who: str) -> Person | None:
        """Somebody of that world, or of the other one; None is a visitor."""
        if who == VISITOR:
            return None
        return self.elsewhere.people[OTHERS[who]] if who in OTHERS else self.at(stage).people[who]

    def browser(self, stage: str, who: str) -> Client:
        """A new browser in which this person is signed in."""
        client, person, cookie = Client(), self.person(stage, who), settings.SESSION_COOKIE_NAME
        if person is None:
            return client
        if (stage, who) not in self._signed_in:
            with on_its_day(stage):
                client.force_login(person)
            self._signed_in[stage, who] = client.cookies[cookie].value
        client.cookies[cookie] = self._signed_in[stage, who]
        return client
