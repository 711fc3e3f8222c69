"""Choosing a partnership for a phase, and recording what Ministers asked for."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from speir.area_risks.choices import RiskStatus
from speir.area_risks.operations import forecast_again, resolve_risk
from speir.area_teams.choices import Tier
from speir.area_teams.queries import reader_of_areas
from speir.foundations.models import ChangeRefused
from speir.foundations.refusals import NotAllowed, RuleBroken
from speir.national_overview.choices import Basis
from speir.national_overview.models import ChosenPartnership
from speir.national_overview.operations import choose_partnership, set_choice_aside
from speir.national_overview.queries import candidates_for, chosen_for, open_risks_of, risks_behind
from speir.programmes.models import ApprovedTimetable, MinistersRequest, PhaseEligibility
from speir.programmes.operations import record_approved_timetable, record_ministers_request
from speir.programmes.queries import requests_for, timetables_approved
from tests.area_risks.factories import risk
from tests.area_teams.factories import known
from tests.factories import NOW, TODAY, World, later, make_world

pytestmark = pytest.mark.django_db


def choose(world: World, basis: Basis = Basis.ROTATION, **changed: object) -> ChosenPartnership:
    given: dict[str, object] = {"reason": "Its turn.", "by": world.manager, "at": NOW, **changed}
    return choose_partnership(  # type: ignore[arg-type]
        phase=world.phase, partnership=world.partnership, basis=basis, **given
    )


def test_a_choice_keeps_its_footing_its_reason_and_what_the_rules_said() -> None:
    world = make_world()
    PhaseEligibility.objects.create(
        phase=world.phase, rule="inspected_in", published_phase="Phase 1 (2020-23)", position=1
    )
    chosen = choose(world, Basis.RISK)
    assert (chosen.basis, chosen.reason) == ("risk", "Its turn.")
    assert "No published result of Phase 1 (2020-23) was found" in chosen.rules_said


def test_only_a_partnership_that_the_method_looks_at_is_chosen() -> None:
    world = make_world()
    world.phase.looks_at = ["community_justice"]
    world.phase.save()
    assert candidates_for(world.phase) == []
    with pytest.raises(RuleBroken, match="looks at partnerships of another kind"):
        choose(world)


def test_the_rules_are_a_footing_only_where_they_are_met() -> None:
    world = make_world()
    stated = PhaseEligibility.objects.create(
        phase=world.phase, rule="inspected_in", published_phase="Phase 1 (2020-23)", position=1
    )
    with pytest.raises(RuleBroken, match="not known whether"):
        choose(world, Basis.RULES)
    stated.delete()
    assert choose(world, Basis.RULES).basis == "rules"


def test_nobody_is_chosen_twice_and_without_a_reason() -> None:
    world = make_world()
    with pytest.raises(RuleBroken, match="Say why"):
        choose(world, reason=" ")
    choose(world)
    with pytest.raises(RuleBroken, match="chosen for this phase already"):
        choose(world)


def test_a_choice_set_aside_stays_and_may_be_made_again() -> None:
    world = make_world()
    first = choose(world)
    with pytest.raises(RuleBroken):
        set_choice_aside(chosen=first, reason="", by=world.manager, at=later(days=1))
    for reason in ("Postponed.", "Again."):
        set_choice_aside(chosen=first, reason=reason, by=world.manager, at=later(days=1))
    choose(world)
    old, new = chosen_for(world.phase)
    assert (old.set_aside_why, new.set_aside_at) == ("Postponed.", None)


@pytest.mark.parametrize("who", ["lead", "analyst", "link", "coordinator", "support"])
def test_only_the_service_manager_chooses_and_records(who: str) -> None:
    world = make_world()
    with pytest.raises(NotAllowed):
        choose(world, by=world.people[who])
    chosen = choose(world)
    with pytest.raises(NotAllowed):
        set_choice_aside(chosen=chosen, reason="No.", by=world.people[who], at=NOW)
    with pytest.raises(NotAllowed):
        ask(world, by=world.people[who])


def ask(world: World, **changed: object) -> MinistersRequest:
    given: dict[str, object] = {
        "asked_on": TODAY - timedelta(days=30),
        "asks": "Six joint inspections.",
        "approved_on": TODAY - timedelta(days=3),
        "timetable": "January to December 2027",
        "by": world.manager,
        "at": NOW,
        **changed,
    }
    return record_ministers_request(programme=world.phase.programme, **given)  # type: ignore[arg-type]


def test_a_request_is_kept_for_good() -> None:
    world = make_world()
    made = ask(world)
    assert requests_for(world.phase.programme) == [made]
    with pytest.raises(ChangeRefused), transaction.atomic():
        MinistersRequest.objects.filter(pk=made.pk).update(asks="Other.")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"asks": " "}, "Say what Ministers asked for"),
        ({"asked_on": TODAY + timedelta(days=1), "approved_on": None}, "cannot lie in the future"),
        ({"approved_on": TODAY - timedelta(days=31)}, "on or after the day of the request"),
        ({"timetable": ""}, "Say which timetable"),
    ],
)
def test_a_request_is_whole(changed: dict[str, object], words: str) -> None:
    with pytest.raises(RuleBroken, match=words):
        ask(make_world(), **changed)


def test_a_timetable_approved_later_is_added_to_its_request_and_both_stay() -> None:
    world = make_world()
    made = ask(world, approved_on=None, timetable="")
    given: dict[str, Any] = {"request": made, "timetable": "All of 2027", "by": world.manager, "at": NOW}
    for days, words in ((-31, "on or after the day of the request"), (1, "not after today")):
        with pytest.raises(RuleBroken, match=words):
            record_approved_timetable(approved_on=TODAY + timedelta(days=days), **given)
    with pytest.raises(RuleBroken, match="Say which timetable"):
        record_approved_timetable(approved_on=TODAY, **{**given, "timetable": " "})
    with pytest.raises(NotAllowed):
        record_approved_timetable(approved_on=TODAY, **{**given, "by": world.lead})
    first = record_approved_timetable(approved_on=TODAY - timedelta(days=2), **given)
    again = record_approved_timetable(approved_on=TODAY, **{**given, "timetable": "Into 2028"})
    assert timetables_approved([made]) == {made.pk: [first, again]}
    with pytest.raises(ChangeRefused), transaction.atomic():
        ApprovedTimetable.objects.filter(pk=first.pk).update(timetable="Other.")


def test_ministers_are_a_footing_only_when_they_asked() -> None:
    world = make_world()
    with pytest.raises(RuleBroken, match="No request of Ministers is recorded"):
        choose(world, Basis.MINISTERS)
    ask(world)
    assert choose(world, Basis.MINISTERS).basis == "ministers"


def page_of(client: Client, world: World, **sent: str) -> str:
    client.force_login(world.manager)
    address = reverse("choosing", args=[world.phase.programme.slug, world.phase.slug])
    return unescape((client.post(address, sent) if sent else client.get(address)).content.decode())


def test_where_no_rule_is_stated_nobody_is_said_to_meet_one(client: Client) -> None:
    world = make_world()
    assert "It meets the stated rules" not in page_of(client, world)
    assert ">Eligible<" not in page_of(client, world)
    assert "By the rules" not in page_of(client, world)
    sent = {"partnership": world.partnership.slug, "basis": "rules", "reason": "It does."}
    assert "Chosen." not in page_of(client, world, **sent)
    assert chosen_for(world.phase) == []
    PhaseEligibility.objects.create(
        phase=world.phase, rule="inspected_in", published_phase="Phase 1 (2020-23)", position=1
    )
    assert "It meets the stated rules" in page_of(client, world)
    assert "By the rules" in page_of(client, world)


def test_every_choice_has_fields_of_its_own_and_a_fault_is_shown_where_it_is(client: Client) -> None:
    world = make_world()
    other = make_world().partnership
    first = choose(world)
    choose_partnership(
        phase=world.phase, partnership=other, basis=Basis.RISK, reason="Risk.", by=world.manager, at=NOW
    )
    ask(world, approved_on=None, timetable="")
    ids = re.findall(r' id="([^"]+)"', page_of(client, world))
    assert len(ids) == len(set(ids))
    place = {"programme": world.phase.programme.slug, "phase": world.phase.slug, "chosen": first.pk}
    refused = client.post(reverse("set_choice_aside", kwargs=place), {"reason": ""}).content.decode()
    assert f'href="#{first.pk}-reason"' in refused
    assert len(re.findall(r"<details[^>]* open", refused)) == 1


def test_the_page_asks_as_many_questions_for_three_partnerships_as_for_one(
    client: Client,
) -> None:
    world = make_world()
    client.force_login(world.manager)
    address = reverse("choosing", args=[world.phase.programme.slug, world.phase.slug])
    counted = []
    for _ in range(2):
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            page = client.get(address)
        assert page.status_code == 200
        counted.append(len(captured))
        for _ in range(2):
            make_world()
    assert counted[0] == counted[1]
    assert len(candidates_for(world.phase)) == 5


def test_what_was_chosen_is_carried_into_the_plan(client: Client) -> None:
    world = make_world()
    choose(world, Basis.RISK, reason="Two learning reviews.")
    client.force_login(world.manager)
    address = reverse("plan_inspection", args=[world.phase.programme.slug, world.phase.slug])
    page = client.get(f"{address}?partnership={world.partnership.slug}").content.decode()
    assert "What is known of risk. Two learning reviews." in page
    assert "Two learning reviews" not in client.get(address).content.decode()


def test_the_risks_that_led_to_a_choice_stay_as_they_stood() -> None:
    world = known()
    made = risk(world, likelihood=70)
    chosen = choose(world, Basis.RISK, risks=[str(made.pk)])
    forecast_again(risk=made, likelihood=20, why="Filled.", by=world.link, at=later(days=1))
    resolve_risk(risk=made, as_=RiskStatus.DID_NOT, outcome="Filled.", by=world.link, at=later(days=99))
    manager = reader_of_areas(world.manager, TODAY)
    [row] = risks_behind([chosen], manager)[chosen.pk]
    assert (row.risk, row.likelihood) == (made, 70)
    assert open_risks_of([world.partnership.pk], manager) == {}
    assert risks_behind([chosen], reader_of_areas(world.police_inspector, TODAY)) == {}


def test_a_choice_names_open_risks_of_its_own_areas_only() -> None:
    world, other = known(), known()
    elsewhere, resolved = risk(other), risk(world)
    resolve_risk(risk=resolved, as_=RiskStatus.CAME_TRUE, outcome="It did.", by=world.link, at=NOW)
    for one in (elsewhere, resolved):
        with pytest.raises(RuleBroken, match="Choose open risks of the areas"):
            choose(world, Basis.RISK, risks=[str(one.pk)])
    assert not ChosenPartnership.objects.exists()


def test_the_page_shows_the_risks_to_those_who_may_read_them() -> None:
    world = known()
    made = risk(world, tier=Tier.OWN_BODY)
    choose(world, Basis.RISK, risks=[str(made.pk)])
    address = reverse("choosing", args=[world.phase.programme.slug, world.phase.slug])
    for who, may_read in ((world.manager, True), (world.outsider, True), (world.police_inspector, False)):
        client = Client()
        client.force_login(who)
        words = unescape(client.get(address).content.decode())
        assert (made.statement in words) == may_read, who
