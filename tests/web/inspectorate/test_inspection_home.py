"""The home of an inspection: what each reader sees of it, and nothing more."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from speir.evaluations.choices import Position
from speir.evaluations.operations import take_position
from speir.evidence.choices import Bearing
from speir.foundations.models import AuditEntry
from speir.inspections.models import Inspection, Letter
from speir.inspections.queries import standing_of
from speir.web.inspectorate.inspection_home import home_page
from tests.factories import (
    TODAY,
    World,
    consolidated,
    evaluating,
    gathering,
    later,
    lodge,
    make_world,
    world_at,
)
from tests.web.inspectorate.reading import address, page_of, status_for

pytestmark = pytest.mark.django_db
EVIDENCE = "What the evidence says so far"


@pytest.fixture
def world() -> World:
    return world_at(gathering)


def test_the_home_says_where_the_inspection_is_and_that_it_is_fictional(client: Client, world: World) -> None:
    seen = page_of(client, world.lead, address("inspection", world))
    panels = ("Your turn", "Late, and whose turn", EVIDENCE)
    for words in ("Fictional partnership", "Gathering evidence", *panels):
        assert words in seen


def test_the_home_only_takes_reading(client: Client, world: World) -> None:
    assert status_for(client, world.lead, address("inspection", world), "post") == 405


def test_somebody_outside_the_team_finds_nothing_and_it_is_audited(client: Client, world: World) -> None:
    assert status_for(client, world.outsider, address("inspection", world)) == 404
    assert AuditEntry.objects.filter(
        thread=str(world.inspection.pk), what__startswith="Refused", by_id=str(world.outsider.pk)
    ).exists()


def test_the_partnership_finds_nothing_here(client: Client, world: World) -> None:
    assert status_for(client, world.coordinator, address("inspection", world)) == 404


# who: (evidence, where the team stands, documents)
PANELS = {
    "lead": (True, True, True),
    "inspector": (True, True, True),
    "support": (True, True, True),
    "ci_signatory": (True, True, True),
    "manager": (True, True, False),
    "link": (False, False, False),
}


@pytest.mark.parametrize("who", PANELS)
def test_each_reader_sees_the_panels_that_they_may_read(world: World, who: str) -> None:
    page = home_page(world.inspection, standing_of(getattr(world, who), world.inspection), TODAY)
    evidence, positions, documents = PANELS[who]
    assert (page.matrix is not None) is evidence
    assert bool(page.matrix and page.matrix.shows_positions) is positions
    assert (page.documents is not None) is documents


def test_a_link_inspector_learns_nothing_of_the_evidence(client: Client, world: World) -> None:
    lodge(world, says="A secret of the ledger.")
    seen = page_of(client, world.link, address("inspection", world))
    for words in (EVIDENCE, "evidence_lodged", "A secret", "/evidence/", "/findings/", "/history/"):
        assert words not in seen


def test_the_matrix_says_who_is_silent_and_who_contradicts_themselves(client: Client, world: World) -> None:
    lodge(world)
    lodge(world, bearing=Bearing.LIMITATION)
    seen = page_of(client, world.lead, address("inspection", world))
    assert "1 for, 1 against" in seen
    assert "speir_cell--against" in seen
    assert "nobody has spoken" in seen
    assert "2 items of evidence" in seen


def test_the_position_of_the_team_stands_beside_the_indicator(client: Client, world: World) -> None:
    item = world.indicators()[0]
    lodge(world, item)
    take_position(
        inspection=world.inspection,
        item=item,
        position=Position.UNCERTAINTY,
        why="Two sources differ.",
        by=world.lead,
        at=later(20),
    )
    assert "Area of uncertainty" in page_of(client, world.lead, address("inspection", world))


def test_indicative_wording_is_labelled(client: Client, world: World) -> None:
    assert "Indicative" in page_of(client, world.lead, address("inspection", world))


def test_my_turn_stands_under_mine_and_only_others_under_theirs() -> None:
    world = world_at(evaluating)
    page = home_page(world.inspection, standing_of(world.inspector, world.inspection), TODAY)
    mine = [line.title for line in page.mine]
    assert mine == ["Evaluate 1 Key processes", "Evaluate 2 Strategic leadership"]
    others = {line.title: line.reason for line in page.others}
    waiting = "Inspector or lead inspector: Lead Inspector, Police Inspector. Not submitted yet."
    assert others["Evaluate 1 Key processes"].startswith(waiting)


def test_when_nothing_waits_for_me_the_page_says_what_is_next(world: World) -> None:
    page = home_page(world.inspection, standing_of(world.ci_signatory, world.inspection), TODAY)
    assert page.mine == []
    assert page.nothing_mine.startswith("Nothing waits for you. Next: Documents due, 25 November 2026")


def test_a_closed_inspection_waits_for_nobody(client: Client, world: World) -> None:
    Letter.objects.filter(inspection=world.inspection).update(received_at=None, received_by=None)
    Inspection.objects.filter(pk=world.inspection.pk).update(status="closed")
    page = home_page(world.fresh(), standing_of(world.lead, world.fresh()), later(200).date())
    assert (page.late, page.coming) == ([], ())
    assert not [line for line in page.others if "letter" in line.title]
    assert "late" not in {mark.state for mark in page.timeline.milestones}
    assert "the inspection is closed" in page_of(client, world.lead, address("inspection", world))


def test_a_late_milestone_names_whose_turn_it_is(world: World) -> None:
    page = home_page(world.inspection, standing_of(world.lead, world.inspection), later(28).date())
    late = next(line for line in page.late if line.title == "Documents due")
    assert (late.due, late.reason) == ("5 days late", "Inspection coordinator: Coordinator.")


def test_what_is_late_stands_apart_from_what_others_still_have_time_for(world: World) -> None:
    def titles(day: float) -> tuple[list[str], list[str], str]:
        page = home_page(world.inspection, standing_of(world.lead, world.inspection), later(day).date())
        return [line.title for line in page.late], [line.title for line in page.others], page.nothing_late

    late, waiting, nothing = titles(10)
    assert (late, nothing) == ([], "Nothing is late.")
    assert any(title.startswith("Hand over") or "document" in title.lower() for title in waiting)
    late, waiting, _ = titles(28)
    assert late
    assert not set(late) & set(waiting)


def test_documents_are_counted(world: World) -> None:
    page = home_page(world.inspection, standing_of(world.lead, world.inspection), later(30).date())
    assert page.documents is not None
    assert dict(page.documents.facts)["Still to come"] == "3"
    assert page.documents.late == "3 documents late"


def test_every_signing_body_is_named_before_there_is_a_report(world: World) -> None:
    page = home_page(world.inspection, standing_of(world.lead, world.inspection), TODAY)
    assert [signature.words for signature in page.signatures] == ["not yet"] * 3


def test_the_number_of_questions_does_not_grow_with_the_evidence(client: Client) -> None:
    def questions(items: int) -> int:
        world = world_at(gathering)
        for _ in range(items):
            lodge(world)
        client.force_login(world.lead)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(address("inspection", world)).status_code == 200
        return len(asked)

    assert questions(1) == questions(3)


def test_the_home_works_when_everything_is_judged(client: Client) -> None:
    world = world_at(consolidated)
    assert "Start the report" in page_of(client, world.lead, address("inspection", world))


def test_a_planned_inspection_has_a_home(client: Client) -> None:
    world = make_world()
    assert "Send the notification letters" in page_of(client, world.lead, address("inspection", world))
