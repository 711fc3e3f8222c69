"""What fills in an address: the thing of a fictional inspection that it names."""

from speir.area_monitoring.models import ContactNote, NextStep
from speir.area_risks.models import AreaRisk, Factor
from speir.area_summaries.models import AreaSummary, SummaryItem
from speir.capacity_plans.models import AreaHoliday, Scenario
from speir.concerns.models import Concern
from speir.consultations.models import CommentGroup, Consultation
from speir.diaries.models import DiaryDate
from speir.document_packs.queries import questions_on
from speir.document_requests.queries import documents_of
from speir.engagement.models import Engagement, Involvement
from speir.enquiries.models import Enquiry
from speir.evaluations.queries import findings_of
from speir.evidence.queries import ledger
from speir.good_practice.models import Practice
from speir.improvement_plans.queries import actions_of, areas_of, claims_of, plan_of
from speir.improvement_support.models import SupportOffer
from speir.inspections.queries import pauses_of, team_of
from speir.national_overview.queries import chosen_for
from speir.partnerships.area_names import address_of
from speir.partnerships.choices import AreaKind
from speir.programmes.queries import requests_for
from speir.questionnaires.queries import waiting_to_be_published
from speir.record_reading.models import AttachedFile
from speir.record_samples.queries import sampled_records
from speir.reports.publication_queries import publication_of
from speir.risk_conversations.models import RiskConversation
from speir.scrutiny_calendar.models import CalendarFile, OtherScrutiny
from tests.area_teams.factories import area_of as council_area_of
from tests.diaries import factories as feeds
from tests.factories import World
from tests.indicators import factories as numbers
from tests.record_reading import factories as readings

Address = dict[str, object]


def nothing(world: World) -> Address:
    """An address that names nothing."""
    return {}


def phase(world: World) -> Address:
    """The phase."""
    return {"programme": world.phase.programme.slug, "phase": world.phase.slug}


def choice(world: World) -> Address:
    """A partnership chosen for the phase."""
    return {**phase(world), "chosen": chosen_for(world.phase)[0].pk}


def request(world: World) -> Address:
    """A request of Ministers."""
    return {**phase(world), "asked": requests_for(world.phase.programme)[0].pk}


def programme(world: World) -> Address:
    """The programme."""
    return {"programme": world.phase.programme.slug}


def scrutiny_file(world: World) -> Address:
    """A large calendar that was handed in."""
    return {"file": CalendarFile.objects.get().pk}


def scrutiny(world: World) -> Address:
    """An entry of the shared scrutiny calendar."""
    return {"identity": OtherScrutiny.objects.all()[0].pk}


def feed(world: World) -> Address:
    """The secret address of the lead inspector's feed."""
    return {"token": feeds.TOKEN}


def diary_date(world: World) -> Address:
    """A date of the lead inspector."""
    return {"identity": DiaryDate.objects.filter(person=world.lead)[0].pk}


def consultation(world: World) -> Address:
    """The consultation of the programme."""
    return {"consultation_id": Consultation.objects.filter(programme=world.phase.programme)[0].pk}


def part_of_draft(world: World) -> Address:
    """An indicator of its draft."""
    return {**consultation(world), "number": "1.1"}


def group_of_comments(world: World) -> Address:
    """A group of comments."""
    group = CommentGroup.objects.filter(consultation__programme=world.phase.programme)[0]
    return {**consultation(world), "group_id": group.pk}


def engagement(world: World) -> Address:
    """Something the programme planned."""
    return {"engagement_id": Engagement.objects.filter(programme=world.phase.programme)[0].pk}


def involvement(world: World) -> Address:
    """People who took part in planning it."""
    return {"involvement_id": Involvement.objects.filter(programme=world.phase.programme)[0].pk}


def inspection(world: World) -> Address:
    """The inspection."""
    return {"reference": world.inspection.reference}


def left_out(world: World) -> Address:
    """Days that the timetable leaves out."""
    return {**inspection(world), "first_day": str(pauses_of(world.inspection)[0].first_day)}


def member(world: World) -> Address:
    """Somebody of the team."""
    return {**inspection(world), "member": team_of(world.inspection)[-1].pk}


def area(world: World) -> Address:
    """A real area."""
    return {"address": "aberdeen-city"}


def followed_area(world: World) -> Address:
    """The council area of the world's partnership."""
    area = council_area_of(world)
    return {"address": address_of(AreaKind.COUNCIL, area.name)}


def partnership(world: World) -> Address:
    """The world's partnership."""
    return {"slug": world.partnership.slug}


def note(world: World) -> Address:
    """A contact note."""
    return {"note_id": ContactNote.objects.filter(area=council_area_of(world))[0].pk}


def risk(world: World) -> Address:
    """A risk of the area."""
    return {"risk_id": AreaRisk.objects.filter(area=council_area_of(world))[0].pk}


def enquiry(world: World) -> Address:
    """An enquiry about the area."""
    return {"enquiry_id": Enquiry.objects.filter(area=council_area_of(world))[0].pk}


def practice(world: World) -> Address:
    """A practice that is checked and public."""
    return {"practice_id": Practice.objects.filter(partnership=world.partnership)[0].pk}


def practice_elsewhere(world: World) -> Address:
    """A practice of another partnership that is checked."""
    return {"practice_id": Practice.objects.exclude(partnership=world.partnership)[0].pk}


def support_offer(world: World) -> Address:
    """An offer of support."""
    return {"offer_id": SupportOffer.objects.filter(area=council_area_of(world))[0].pk}


def conversation(world: World) -> Address:
    """A risk conversation about the area."""
    return {"conversation_id": RiskConversation.objects.filter(area=council_area_of(world))[0].pk}


def summary(world: World) -> Address:
    """A summary of the area."""
    return {"summary_id": AreaSummary.objects.filter(area=council_area_of(world))[0].pk}


def summary_item(world: World) -> Address:
    """Its first item."""
    found = SummaryItem.objects.filter(summary__area=council_area_of(world))[0]
    return {"summary_id": found.summary_id, "item_id": found.pk}


def factor(world: World) -> Address:
    """A barrier in the area."""
    return {"factor_id": Factor.objects.filter(area=council_area_of(world))[0].pk}


def next_step(world: World) -> Address:
    """What follows from it."""
    return {"step_id": NextStep.objects.filter(area=council_area_of(world))[0].pk}


def framework(world: World) -> Address:
    """The framework."""
    return {"key": world.phase.framework.key, "version": world.phase.framework.version}


def template(world: World) -> Address:
    """A template."""
    return {"key": "small_reading"}


def template_version(world: World) -> Address:
    """Its published version."""
    return {**template(world), "version": "1"}


def checked_template(world: World) -> Address:
    """The next version, checked and not published."""
    return {"checked": waiting_to_be_published()[0].pk}


def publication(world: World) -> Address:
    """The published report."""
    found = publication_of(world.inspection)
    assert found is not None
    return {"slug": found.publication.slug}


def edition(world: World) -> Address:
    """The first edition of the published report."""
    return {**publication(world), "edition": 1}


def published_review(world: World) -> Address:
    """The first published progress review."""
    return {**publication(world), "number": 1}


def document(world: World) -> Address:
    """The last document that was asked for."""
    return {**inspection(world), "number": documents_of(world.inspection)[-1].document.number}


def document_file(world: World) -> Address:
    """A file handed over for it."""
    return {**document(world), "handed_id": documents_of(world.inspection)[-1].files[0].pk}


def sampled(world: World) -> Address:
    """The first record to be read."""
    return {**inspection(world), "record_id": sampled_records(world.inspection)[0].pk}


def evidence(world: World) -> Address:
    """The newest item of evidence."""
    return {**inspection(world), "number": max(item.number for item in ledger(world.inspection))}


def indicator(world: World) -> Address:
    """An indicator."""
    return {**inspection(world), "number": world.indicators()[0].number}


def evaluated(world: World) -> Address:
    """An item that is evaluated."""
    return {**inspection(world), "number": world.evaluated()[0].number}


def finding(world: World) -> Address:
    """The newest finding."""
    return {**inspection(world), "number": max(each.number for each in findings_of(world.inspection))}


def section(world: World) -> Address:
    """A section of the report."""
    return {**inspection(world), "key": "about"}


def draft_section(world: World) -> Address:
    """The same in the partnership's copy."""
    return {**inspection(world), "section_key": "about"}


def first(world: World) -> Address:
    """The first version, comment, or part of the plan."""
    return {**inspection(world), "number": 1}


def planned(world: World) -> Address:
    """An action of the plan."""
    plan = plan_of(world.inspection)
    assert plan is not None
    return {**inspection(world), "planned_id": actions_of(plan)[0].pk}


def concern(world: World) -> Address:
    """The newest concern."""
    found = Concern.objects.filter(inspection=world.inspection).order_by("-raised_at")[0]
    return {**inspection(world), "concern_id": found.pk}


def part(world: World) -> Address:
    """The last part of the plan."""
    plan = plan_of(world.inspection)
    assert plan is not None
    return {**inspection(world), "number": areas_of(plan)[-1].number}


def claim(world: World) -> Address:
    """A claim of progress."""
    plan = plan_of(world.inspection)
    assert plan is not None
    return {**inspection(world), "claim_id": claims_of(plan)[0].claim.pk}


def claim_file(world: World) -> Address:
    """A file given with it."""
    plan = plan_of(world.inspection)
    assert plan is not None
    return {**inspection(world), "file_id": claims_of(plan)[0].files[0].pk}


def reading(world: World) -> Address:
    """The reading that the inspector has open."""
    return {"reading_id": readings.open_reading(world, "inspector").pk}


def reading_file(world: World) -> Address:
    """The file that the inspector attached to it."""
    file = AttachedFile.objects.get(reading=readings.open_reading(world, "inspector"))
    return {**reading(world), "file_id": file.identity}


def exercise(world: World) -> Address:
    """The population that is read."""
    return {**inspection(world), "population": "investigation"}


def figure(world: World) -> Address:
    """A figure of it."""
    return {**exercise(world), "question": "chronology/quality"}


def one_reading(world: World) -> Address:
    """The reading that the inspector has open, under its inspection."""
    return {**inspection(world), **reading(world)}


def one_reading_in(world: World) -> Address:
    """The same in the first language of its template."""
    return {**one_reading(world), "language": 1}


def our_reading_in(world: World) -> Address:
    """The reading of the local reader in the first language of its template."""
    return {**our_reading(world), "language": 1}


def reading_page(world: World) -> Address:
    """A page of it."""
    return {**one_reading(world), "page_key": "inquiry"}


def allocated_reading(world: World) -> Address:
    """The reading that the inspector has not opened."""
    return {**inspection(world), "reading_id": readings.allocated(world, "inspector").pk}


def pair(world: World) -> Address:
    """A record on which two readers differ."""
    return {**inspection(world), "reading_id": readings.differing(world, "inspector").pk}


def settled_pair(world: World) -> Address:
    """A record on which two readers agree."""
    return {**inspection(world), "reading_id": readings.alike(world, "inspector").pk}


def our_reading(world: World) -> Address:
    """The reading that the local reader has open."""
    return {**inspection(world), "reading_id": readings.open_reading(world, "local_reader").pk}


def ready(world: World) -> Address:
    """The reading in which the inspector misses nothing."""
    return {**inspection(world), "reading_id": readings.ready(world, "inspector").pk}


def our_ready(world: World) -> Address:
    """The reading in which the local reader misses nothing."""
    return {**inspection(world), "reading_id": readings.ready(world, "local_reader").pk}


def our_page(world: World) -> Address:
    """A page of it."""
    return {**our_reading(world), "page_key": "inquiry"}


def our_allocated_reading(world: World) -> Address:
    """The reading that the local reader has not opened."""
    return {**inspection(world), "reading_id": readings.allocated(world, "local_reader").pk}


def scenario(world: World) -> Address:
    """A plan of capacity."""
    return {"identity": Scenario.objects.filter(phase=world.phase)[0].pk}


def holiday(world: World) -> Address:
    """A holiday of the world's council area."""
    return {"identity": AreaHoliday.objects.filter(taken_out_at=None)[0].pk}


def scenarios(world: World) -> Address:
    """Two plans of capacity."""
    one, other = Scenario.objects.filter(phase=world.phase)[:2]
    return {"identity": one.pk, "other": other.pk}


def measured(world: World) -> Address:
    """An indicator that has numbers."""
    return {"collection": "partnership-returns", "code": "SIR"}


def vintage(world: World) -> Address:
    """A file that landed."""
    return {"vintage": numbers.vintage().pk}


def letter(world: World) -> Address:
    """A letter of the method."""
    return {**inspection(world), "key": "who-does-what"}


def notification(world: World) -> Address:
    """The first letter."""
    return {**inspection(world), "key": "notification"}


def briefing(world: World) -> Address:
    """A document of the pack."""
    return {**inspection(world), "key": "briefing"}


def phase_briefing(world: World) -> Address:
    """The same document for every partnership of its phase."""
    return {**phase(world), "key": "briefing"}


def pack_file(world: World) -> Address:
    """The second version of that document, which is a file."""
    return {**briefing(world), "number": 2}


def pack_question(world: World) -> Address:
    """A question about it."""
    return {**inspection(world), "question_id": questions_on(world.inspection)[0].pk}


def services_month(world: World) -> Address:
    """A month of regulated services."""
    return {"month": numbers.month().pk}


def services_file(world: World) -> Address:
    """A month's file that waits to land."""
    return {"file": numbers.services_waiting().pk}


def numbers_file(world: World) -> Address:
    """A file that waits to land."""
    return {"file": numbers.waiting().pk}


def signal(world: World) -> Address:
    """A signal."""
    return {"signal": numbers.signal().pk}
