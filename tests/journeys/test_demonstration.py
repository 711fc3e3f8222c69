"""Everybody of the demonstration signs in and finds their pages: wide, narrow, and without JavaScript."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from speir.capacity_plans.models import Scenario
from speir.consultations.models import CommentGroup, Consultation
from speir.demo.sign_ins import SIGN_INS
from speir.demo.world import build
from speir.engagement.models import Engagement, Involvement
from speir.frameworks.operations import import_shipped_frameworks
from speir.inspections.models import Inspection
from speir.national_overview.operations import import_published_file
from speir.partnerships.operations import load_reference_areas
from speir.people.operations import SYSTEM
from speir.programmes.operations import import_shipped_programmes
from speir.questionnaires.operations import import_shipped_templates
from speir.scrutiny_calendar.models import OtherScrutiny
from tests.journeys.actors import Actor

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
NAMES = {one.key: one.name for one in SIGN_INS}
OPEN_TO_ALL = (
    "/welcome/",
    "/reports/",
    "/areas/",
    "/areas/east-dunbartonshire/",
    "/about/",
    "/accessibility/",
)
INSPECTION = (
    "",
    "team/",
    "timetable/",
    "timetable/by-month/",
    "letters/",
    "letters/who-does-what/",
    "pack/",
    "pack/evidence/",
)
INSPECTION += ("documents/", "evidence/", "evaluations/", "findings/")
ENDING = ("report/", "report/factual-accuracy/", "improvement-plan/", "progress-review/", "history/")


OPEN_WORK = (
    "/programmes/",
    "/programmes/adult-support-and-protection/by-month/",
    "/programmes/adult-support-and-protection/phase-3-demonstration/method/",
    "/programmes/adult-support-and-protection/phase-3-demonstration/pack/partnership-briefing/",
    "/programmes/adult-support-and-protection/phase-3-demonstration/capacity/",
    "/capacity/",
    "/office/scrutiny/",
    "/office/scrutiny/bring-in/",
    "/office/consultations/",
    "/office/open/adult-support-and-protection/",
)


def own_addresses() -> list[str]:
    """One of each page that has an address of its own: scrutiny, consultation, engagement, capacity."""
    entry = OtherScrutiny.objects.first()
    assert entry is not None
    found = [f"/office/scrutiny/{entry.pk}/take-out/"]
    for consultation in Consultation.objects.all():
        found += [f"/office/consultations/{consultation.pk}/{ending}" for ending in ("", "answer/")]
    for group in CommentGroup.objects.all()[:1]:
        found.append(f"/office/consultations/{group.consultation_id}/groups/{group.pk}/")
    found += [f"/office/engagement/{each.pk}/" for each in Engagement.objects.all()[:2]]
    found += [f"/office/involvement/{each.pk}/" for each in Involvement.objects.all()]
    plans = list(Scenario.objects.order_by("made_at", "name"))
    found += [f"/capacity/{each.pk}/" for each in plans]
    with_a_plan = [each for each in plans if each.answer and each.answer["inspections"]]
    return [*found, f"/capacity/{with_a_plan[0].pk}/against/{with_a_plan[1].pk}/"]


@pytest.fixture
def references(transactional_db: None) -> dict[str, str]:
    """The whole demonstration; references of its inspections by partnership."""
    now = timezone.now()
    load_reference_areas(by=SYSTEM, at=now)
    import_shipped_frameworks(by=SYSTEM, at=now)
    import_shipped_programmes(by=SYSTEM, at=now)
    import_shipped_templates(by=SYSTEM, at=now)
    import_published_file(by=SYSTEM, at=now)
    assert build(now)
    found = Inspection.objects.select_related("partnership")
    return {inspection.partnership.slug: inspection.reference for inspection in found}


def do_nothing(page: object) -> None:
    """In place of the accessibility check."""


def visits(actor: Actor, *paths: str) -> None:
    """Open each address; every kind of page is checked for accessibility and width."""
    for path in paths:
        actor.opens(path)
        actor.does_not_see("Something went wrong")


def test_everybody_finds_their_pages(
    references: dict[str, str],
    live_server: Any,
    new_page: Callable[..., Any],
    assert_accessible: Callable[[Any], None],
) -> None:
    def somebody(key: str, **options: Any) -> Actor:
        # axe is a script: it can judge nothing in a browser that runs none.
        judge = assert_accessible if options.get("javascript", True) else do_nothing
        actor = Actor(NAMES[key], new_page(**options), live_server.url, judge)
        actor.sign_in()
        return actor

    def pages(place: str, *endings: str) -> list[str]:
        return [f"/inspections/{references[place]}/{ending}" for ending in endings]

    lead = somebody("lead")
    visits(lead, "/my-work/")
    lead.photographs("my-work")
    visits(lead, *pages("glenorrin", *INSPECTION), *pages("ardmore", *ENDING))
    lead.opens(pages("glenorrin", "")[0])
    lead.page.set_viewport_size({"width": 1366, "height": 1250})
    lead.photographs("inspection-home")
    lead.opens(pages("glenorrin", "evaluations/1/")[0])
    lead.photographs("judgement")

    narrow = somebody("his_inspector", width=320)
    visits(narrow, "/my-work/", *pages("glenorrin", *INSPECTION), *pages("ardmore", *ENDING[:4]))
    narrow.opens(pages("glenorrin", "evaluations/2/")[0])
    narrow.photographs("judgement-on-a-phone")

    without_script = somebody("kinlaggan_coordinator", javascript=False)
    kinlaggan = f"/partnership/{references['kinlaggan']}/"
    visits(without_script, "/partnership/", kinlaggan, f"{kinlaggan}documents/", f"{kinlaggan}draft/")

    coordinator = somebody("eastmuir_coordinator", width=320)
    visits(
        coordinator,
        "/partnership/",
        f"/partnership/{references['eastmuir']}/for-you/",
        f"/partnership/{references['eastmuir']}/documents/",
    )
    coordinator.sees("days late")

    manager = somebody("manager", width=320)
    visits(manager, *OPEN_WORK, *pages("eastmuir", "timetable/changed/"), *own_addresses())

    link = somebody("link")
    visits(
        link, "/my-work/", *pages("ardmore", "improvement-plan/"), "/office/areas/", "/office/areas/ardmore/"
    )
    link.photographs("improvement-plan")
    analyst = somebody("analyst")
    visits(
        analyst, "/frameworks/", "/frameworks/asp-phase-2/2023.1/", "/frameworks/import/", "/who-may-do-what/"
    )
    analyst.photographs("frameworks")

    for one in SIGN_INS:
        somebody(one.key).does_not_see("not right")

    visitor = Actor("A visitor", new_page(width=320), live_server.url, assert_accessible)
    visits(visitor, *OPEN_TO_ALL, f"/reports/{references['ardmore']}/")
    visitor.sees("Fictional partnership")
