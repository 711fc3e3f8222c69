"""The improvement plan for the inspectorate: areas, actions, agreeing, claims and their evidence."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from speir.foundations.models import AuditEntry
from speir.improvement_plans.choices import PlanStatus, Verdict
from speir.improvement_plans.models import ClaimFile, ClaimVerdict
from tests.factories import make_world
from tests.improvement_plans.factories import act, agreed, claim, conclude, opened, plan_of, submitted
from tests.web.inspectorate.reading import address, page_of, status_for
from tests.web.inspectorate.sending import seen, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_files")]
ACTION = "Train every council officer in writing chronologies."
READERS = ["lead", "inspector", "support", "ci_signatory", "link", "manager"]


def test_before_publication_it_says_when_the_plan_opens(client: Client) -> None:
    world = make_world()
    page = page_of(client, world.lead, address("improvement_plan", world))
    assert "It opens when the report is published" in page
    assert status_for(client, world.lead, address("progress_review", world)) == 404


@pytest.mark.parametrize("who", READERS)
def test_everybody_of_the_team_reads_it_and_its_areas_word_for_word(client: Client, who: str) -> None:
    world, _ = submitted()
    page = page_of(client, world.people[who], address("improvement_plan", world))
    assert "Area for improvement of key processes, in a whole sentence." in page
    assert ACTION in page


@pytest.mark.parametrize("who", ["outsider", "analyst", "coordinator", "council_head"])
def test_nobody_else_finds_it(client: Client, who: str) -> None:
    world, _ = submitted()
    assert status_for(client, world.people[who], address("improvement_plan", world)) == 404


def test_actions_are_the_partnerships_own_while_it_writes(client: Client) -> None:
    world, _ = opened()
    act(world)
    page = page_of(client, world.link, address("improvement_plan", world))
    assert ACTION not in page
    assert "its own until it submits the plan" in page


def test_what_the_partnership_submits_late_is_not_late_for_the_link_inspector(client: Client) -> None:
    for made, is_late in ((opened, True), (submitted, False)):
        world, plan = made()
        type(plan).objects.filter(pk=plan.pk).update(due_on=plan.due_on.replace(year=2020))
        page = page_of(client, world.link, address("improvement_plan", world))
        whose_turn = page.split("Whose turn", 1)[1].split("</p>", 1)[0]
        assert ("days late" in whose_turn) is is_late


def test_the_link_inspector_agrees_the_plan(client: Client) -> None:
    world, _ = submitted()
    assert send(client, world.link, address("agree_plan", world)).status_code == 302
    assert plan_of(world).status == PlanStatus.AGREED


def test_the_link_inspector_returns_it_with_a_reason(client: Client) -> None:
    world, _ = submitted()
    path = address("return_plan", world)
    assert "Give the reason." in seen(send(client, world.link, path, "back", reason=""))
    assert plan_of(world).status == PlanStatus.SUBMITTED
    send(client, world.link, path, "back", reason="The measures are vague.")
    assert plan_of(world).status == PlanStatus.OPENED
    assert "The measures are vague." in page_of(client, world.link, address("improvement_plan", world))


@pytest.mark.parametrize("who", ["lead", "inspector", "support", "ci_signatory", "manager"])
def test_others_neither_agree_nor_return(client: Client, who: str) -> None:
    world, _ = submitted()
    words = "Only the link inspector can do this."
    assert words in page_of(client, world.people[who], address("improvement_plan", world))
    send(client, world.people[who], address("agree_plan", world))
    assert words in seen(send(client, world.people[who], address("return_plan", world), "back", reason="X"))
    assert plan_of(world).status == PlanStatus.SUBMITTED


def test_a_claim_is_read_with_its_evidence_and_answered(client: Client) -> None:
    world, _ = agreed()
    made = claim(world)
    path = address("verify_claim", world, claim_id=made.pk)
    assert path in page_of(client, world.link, address("improvement_plan", world))
    page = page_of(client, world.link, path)
    assert "audit.pdf" in page
    assert ACTION in page
    send(client, world.link, path, verdict="verified", reason="I read ten records.")
    assert ClaimVerdict.objects.get().verdict == Verdict.VERIFIED
    page = page_of(client, world.link, path)
    assert "I read ten records." in page
    assert "This claim has been answered already." in page


@pytest.mark.parametrize("fields", [{"verdict": ""}, {"reason": ""}, {"verdict": "partly"}])
def test_half_an_answer_is_none_and_the_words_are_kept(client: Client, fields: dict[str, str]) -> None:
    world, _ = agreed()
    given = {"verdict": "not_yet", "reason": "I read ten records.", **fields}
    page = seen(send(client, world.link, address("verify_claim", world, claim_id=claim(world).pk), **given))
    assert "There is a problem" in page
    assert given["reason"] in page
    assert not ClaimVerdict.objects.exists()


def test_the_same_answer_sent_twice_counts_once(client: Client) -> None:
    world, _ = agreed()
    path, once = address("verify_claim", world, claim_id=claim(world).pk), str(uuid4())
    for _n in range(2):
        answer = send(client, world.link, path, verdict="verified", reason="Read.", once=once)
        assert answer.status_code == 302
    assert ClaimVerdict.objects.count() == 1


@pytest.mark.parametrize("who", ["lead", "inspector", "support", "manager"])
def test_others_read_a_claim_and_do_not_answer_it(client: Client, who: str) -> None:
    world, _ = agreed()
    path = address("verify_claim", world, claim_id=claim(world).pk)
    assert "Only the link inspector can do this." in page_of(client, world.people[who], path)
    seen(send(client, world.people[who], path, verdict="verified", reason="X"))
    assert not ClaimVerdict.objects.exists()


def test_the_evidence_is_saved_to_disk_and_taking_it_is_on_record(client: Client) -> None:
    world, _ = agreed()
    claim(world)
    held = ClaimFile.objects.get()
    client.force_login(world.link)
    answer = client.get(address("claim_file", world, file_id=held.file_id))
    assert b"".join(answer.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    assert "attachment" in answer["Content-Disposition"]
    assert AuditEntry.objects.filter(what="Evidence of progress downloaded: audit.pdf").exists()


@pytest.mark.parametrize("who", ["outsider", "coordinator"])
def test_the_evidence_is_nobody_elses(client: Client, who: str) -> None:
    world, _ = agreed()
    claim(world)
    path = address("claim_file", world, file_id=ClaimFile.objects.get().file_id)
    assert status_for(client, world.people[who], path) == 404


def test_claims_and_files_of_another_plan_are_not_found(client: Client) -> None:
    world, _ = agreed()
    claim(world)
    other, _ = agreed()
    made = claim(other)
    assert status_for(client, world.link, address("verify_claim", world, claim_id=made.pk)) == 404
    theirs = ClaimFile.objects.get(claim=made).file_id
    assert status_for(client, world.link, address("claim_file", world, file_id=theirs)) == 404


def test_more_claims_cost_no_more_questions(client: Client) -> None:
    world, _ = agreed()
    counts = []
    conclude(world, claim(world), Verdict.NOT_YET)
    for days in (220, 240):
        client.force_login(world.link)
        with CaptureQueriesContext(connection) as captured:
            client.get(address("improvement_plan", world))
        counts.append(len(captured))
        conclude(world, claim(world, days=days), Verdict.NOT_YET, days=days + 5)
    assert counts[0] == counts[1]
