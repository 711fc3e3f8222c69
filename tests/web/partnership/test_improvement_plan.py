"""The improvement plan as the partnership writes it, carries it out and claims progress."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from speir.improvement_plans.choices import PlanStatus, Verdict
from speir.improvement_plans.models import ImprovementPlan, PlannedAction, ProgressClaim
from speir.improvement_plans.operations import agree_plan, return_plan, verify_claim
from speir.improvement_plans.queries import areas_of, claims_of, plan_of
from tests.factories import World, evaluating, later, pdf, world_at
from tests.reports.factories import published
from tests.web.partnership.reading import address, read, signed_in, words_of


def the_plan(world: World) -> ImprovementPlan:
    plan = plan_of(world.inspection)
    assert plan is not None
    return plan


def filled_in(world: World, **changes: str) -> dict[str, str]:
    return {
        "text": "Train every duty team.",
        "body": str(world.bodies["board"].pk),
        "lead_person": "Lead nurse",
        "due_on": "30 June 2027",
        "measure": "An audit each quarter.",
        "base": "1",
        "once": str(uuid4()),
        **changes,
    }


def plan_one(world: World, number: int = 1, who: str = "coordinator", **changes: str) -> Any:
    where = address("partnership_plan_action", world, number=number)
    return signed_in(world.people[who]).post(where, filled_in(world, **changes), follow=True)


def submitted(world: World) -> Any:
    return signed_in(world.coordinator).post(address("partnership_submit_plan", world), follow=True)


def agreed() -> World:
    world, _ = published()
    for area in areas_of(the_plan(world)):
        plan_one(world, area.number)
    submitted(world)
    agree_plan(plan=the_plan(world), by=world.link, at=later(days=130))
    return world


def claim(world: World, *files: SimpleUploadedFile, number: int = 1, **words: str) -> Any:
    sent = {"says": "Every team is trained.", "where": "", "once": str(uuid4()), **words}
    where = address("partnership_claim", world, number=number)
    return signed_in(world.contributor).post(where, {**sent, "evidence": list(files)}, follow=True)


def test_before_publication_the_page_says_when_the_plan_opens() -> None:
    world = world_at(evaluating)
    told = read(world.coordinator, "partnership_plan", world)
    assert "The improvement plan opens when the report is published" in told


def test_the_areas_for_improvement_are_there_already_word_for_word() -> None:
    world, _ = published()
    told = read(world.contributor, "partnership_plan", world)
    for area in areas_of(the_plan(world)):
        assert area.text in told
        assert f"Area for improvement {area.number}" in told
    assert "No actions yet" in told


@pytest.mark.parametrize("who", ["coordinator", "contributor"])
def test_an_action_is_planned_with_body_and_day(who: str) -> None:
    world, _ = published()
    told = words_of(plan_one(world, who=who).content)
    assert "Train every duty team." in told
    assert "by 30 June 2027" in told
    planned = PlannedAction.objects.get()
    assert (planned.body, planned.planned_by) == (world.bodies["board"], world.people[who])


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("text", " ", "Say what will be done."),
        ("body", "", "Choose the body that answers for it."),
        ("body", "8f14e45f-ceea-467f-a0e6-1d0f5f2ad7a5", "Select a valid choice"),
        ("lead_person", "", "Say who leads this action"),
        ("due_on", "yesterday", "Enter a date like"),
        ("due_on", "1 January 2020", "must be after today"),
        ("measure", "", "Say how people will know"),
    ],
)
def test_a_faulty_action_is_refused_and_what_was_typed_stays(field: str, value: Any, words: str) -> None:
    world, _ = published()
    answer = plan_one(world, **{field: value})
    assert words in words_of(answer.content)
    kept = "An audit each quarter." if field != "measure" else "Train every duty team."
    assert kept in answer.content.decode()
    assert not PlannedAction.objects.exists()


def test_an_action_sent_twice_counts_once() -> None:
    world, _ = published()
    once = str(uuid4())
    for _ in range(2):
        answer = plan_one(world, once=once)
    assert "This form had been sent before" in words_of(answer.content)
    assert PlannedAction.objects.count() == 1


def test_an_action_is_changed_and_dropped_while_the_plan_is_written() -> None:
    world, _ = published()
    plan_one(world)
    planned = PlannedAction.objects.get()
    client = signed_in(world.contributor)
    change_at = address("partnership_change_action", world, planned_id=planned.pk)
    assert "Train every duty team." in words_of(client.get(change_at).content)
    told = client.post(change_at, filled_in(world, text="Train all teams."), follow=True)
    assert "Train all teams." in words_of(told.content)
    told = client.post(address("partnership_drop_action", world, planned_id=planned.pk), follow=True)
    assert "Train all teams." not in words_of(told.content)
    assert client.get(change_at).status_code == 404


def test_an_action_changed_in_two_windows_keeps_both_texts_and_asks() -> None:
    world, _ = published()
    plan_one(world)
    planned = PlannedAction.objects.get()
    change_at = address("partnership_change_action", world, planned_id=planned.pk)
    signed_in(world.contributor).post(change_at, filled_in(world, text="Train all teams."))
    client = signed_in(world.coordinator)
    refused = client.post(change_at, filled_in(world, text="Train nobody but the leads."))
    told = words_of(refused.content)
    assert "while you were writing" in told
    assert "As it is saved now Train all teams." in told
    assert "Your words, not saved yet" in told
    assert "Train nobody but the leads." in told
    assert PlannedAction.objects.get().text == "Train all teams."
    assert 'name="base" value="2"' in refused.content.decode()
    client.post(change_at, filled_in(world, text="Train the leads first, then all.", base="2"))
    assert PlannedAction.objects.get().text == "Train the leads first, then all."


def test_another_mistake_on_an_old_state_does_not_hide_that_it_is_old() -> None:
    world, _ = published()
    plan_one(world)
    planned = PlannedAction.objects.get()
    change_at = address("partnership_change_action", world, planned_id=planned.pk)
    client = signed_in(world.coordinator)
    client.post(change_at, filled_in(world, text="Train all teams."))
    refused = client.post(change_at, filled_in(world, lead_person=""))
    assert 'name="base" value="1"' in refused.content.decode()


def test_a_plan_without_an_action_for_each_area_is_not_submitted() -> None:
    world, _ = published()
    plan_one(world, 1)
    assert "Some part of the plan has no action yet" in read(world.coordinator, "partnership_plan", world)
    assert "Without an action: 2" in words_of(submitted(world).content)
    assert the_plan(world).status == PlanStatus.OPENED


def test_the_coordinator_submits_and_a_returned_plan_says_why() -> None:
    world, _ = published()
    for area in areas_of(the_plan(world)):
        plan_one(world, area.number)
    assert "The plan is submitted." in words_of(submitted(world).content)
    assert "Plan an action" not in read(world.coordinator, "partnership_plan", world)
    refused = plan_one(world)
    assert "can be changed only while the partnership writes it" in words_of(refused.content)
    return_plan(plan=the_plan(world), reason="Say who audits.", by=world.link, at=later(days=125))
    assert "Say who audits." in read(world.coordinator, "partnership_plan", world)


def test_the_contributor_does_not_submit_and_a_head_only_reads() -> None:
    world, _ = published()
    for area in areas_of(the_plan(world)):
        plan_one(world, area.number)
    assert "Only the inspection coordinator can do this" in read(world.contributor, "partnership_plan", world)
    answer = signed_in(world.contributor).post(address("partnership_submit_plan", world), follow=True)
    assert "Only the inspection coordinator can do this" in words_of(answer.content)
    assert "You can read the plan." in read(world.council_head, "partnership_plan", world)
    assert plan_one(world, who="council_head").status_code == 403
    assert the_plan(world).status == PlanStatus.OPENED


def test_an_action_is_marked_as_done_once() -> None:
    world = agreed()
    planned = PlannedAction.objects.order_by("area__number")[0]
    client = signed_in(world.contributor)
    where = address("partnership_finish_action", world, planned_id=planned.pk)
    assert "Action marked as done." in words_of(client.post(where, follow=True).content)
    assert "already marked as done" in words_of(client.post(where, follow=True).content)


def test_progress_is_claimed_with_evidence_and_the_verdict_is_read() -> None:
    world = agreed()
    told = words_of(claim(world, pdf("training.pdf")).content)
    assert "Progress claimed." in told
    assert "training.pdf" in told
    assert "Waits for the link inspector" in told
    verify_claim(
        claim=ProgressClaim.objects.get(),
        verdict=Verdict.NOT_YET,
        reason="Two teams have not been trained.",
        by=world.link,
        at=later(days=150),
    )
    told = read(world.coordinator, "partnership_plan", world)
    assert "Two teams have not been trained." in told
    assert "Two teams have not been trained." in read(world.coordinator, "partnership_claim", world, number=1)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"says": " ", "where": "Room 4"}, "Say what has changed, and for whom."),
        ({"says": "Better."}, "A claim of progress needs evidence"),
    ],
)
def test_a_claim_without_words_or_evidence_is_refused(words: dict[str, Any], told: str) -> None:
    world = agreed()
    assert told in words_of(claim(world, **words).content)
    assert not ProgressClaim.objects.exists()


def test_a_bad_file_refuses_the_claim_and_keeps_the_words() -> None:
    world = agreed()
    answer = claim(world, pdf("good.pdf"), SimpleUploadedFile("bad.exe", b"MZ"))
    assert "“bad.exe” cannot be taken" in words_of(answer.content)
    assert "Every team is trained." in words_of(answer.content)
    assert 'id="id_evidence_error"' in answer.content.decode()
    assert not ProgressClaim.objects.exists()


def test_a_claim_sent_twice_counts_once_and_a_second_claim_waits_for_the_first() -> None:
    world = agreed()
    once = str(uuid4())
    for _ in range(2):
        answer = claim(world, pdf(), once=once)
    assert "This form had been sent before" in words_of(answer.content)
    assert "the link inspector has not answered yet" in words_of(claim(world, pdf()).content)
    assert ProgressClaim.objects.count() == 1


def test_nothing_is_claimed_before_the_plan_is_agreed() -> None:
    world, _ = published()
    told = read(world.contributor, "partnership_claim", world, number=1)
    assert "This can be done once the plan is agreed" in told
    claim(world, pdf())
    assert not ProgressClaim.objects.exists()


def test_evidence_comes_back_to_those_who_may_read_the_plan() -> None:
    world = agreed()
    claim(world, pdf("a.pdf", "our words"))
    [line] = claims_of(the_plan(world))
    where = address("partnership_claim_file", world, file_id=line.files[0].pk)
    answer = signed_in(world.council_head).get(where)
    assert b"our words" in b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    other = address("partnership_claim_file", world, file_id=uuid4())
    assert signed_in(world.council_head).get(other).status_code == 404


def test_more_actions_and_claims_cost_no_more_questions() -> None:
    world = agreed()
    client = signed_in(world.coordinator)
    counted = []
    for number in (1, 2):
        claim(world, pdf(words=f"file {number}"), pdf(words=f"other {number}"), number=number)
        with CaptureQueriesContext(connection) as asked:
            client.get(address("partnership_plan", world))
        counted.append(len(asked))
    assert counted[0] == counted[1]
