"""The report's page: who sees what of it, what is missing, and its buttons."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from speir.evaluations.choices import FindingKind
from speir.evaluations.models import Finding
from speir.evaluations.operations import record_finding
from speir.evidence.models import EvidenceItem
from speir.evidence.operations import withdraw_evidence
from speir.reports.choices import ReportStatus
from speir.reports.models import DraftVersion, Report
from speir.reports.operations import bring_in_findings
from tests.factories import World, consolidated, evaluating, later, world_at
from tests.reports.factories import (
    drafted,
    embargoed,
    ready,
    report_of,
    responding,
    sign,
    signed_off,
    signing,
    with_partnership,
)
from tests.web.inspectorate.reading import address, page_of, status_for
from tests.web.inspectorate.sending import seen, send

pytestmark = pytest.mark.django_db
ABOUT = "This report says what we found"


def test_before_every_evaluation_is_agreed_it_says_which_are_missing(client: Client) -> None:
    world = world_at(evaluating)
    page = page_of(client, world.lead, address("report", world))
    assert "No judgement of the team on 1 Key processes yet." in page
    assert "Record each first." in page
    assert send(client, world.lead, address("start_report", world)).status_code == 302
    assert not Report.objects.exists()


def test_the_link_inspector_does_not_learn_which_evaluations_are_agreed(client: Client) -> None:
    world = world_at(evaluating)
    page = page_of(client, world.link, address("report", world))
    assert "Key processes" not in page
    assert "Only the lead inspector can do this." in page


def test_the_lead_starts_the_report_and_reads_it_with_its_trail(client: Client) -> None:
    world = world_at(consolidated)
    assert send(client, world.lead, address("start_report", world)).status_code == 302
    page = page_of(client, world.lead, address("report", world))
    assert ABOUT in page
    assert "Finding 1 rests on 1 item of evidence" in page
    assert address("evidence_item", world, number=1) in page
    assert address("report_section", world, key="finding-1") in page
    assert "Fictional partnership" in page
    assert "Indicative" in page


def test_pressing_start_twice_starts_it_once(client: Client) -> None:
    world = world_at(consolidated)
    once = "6e3f6c1e-6f43-4d1a-9d67-7d5b8c9a1f00"
    send(client, world.lead, address("start_report", world), once=once)
    send(client, world.lead, address("start_report", world), once=once)
    assert Report.objects.count() == 1
    assert "The first sending counted" in page_of(client, world.lead, address("report", world))


@pytest.mark.parametrize("who", ["ci_signatory", "link"])
def test_a_draft_is_nothing_for_those_who_do_not_write_it(client: Client, who: str) -> None:
    world, _ = drafted()
    page = page_of(client, world.people[who], address("report", world))
    assert ABOUT not in page
    assert "The team is writing it." in page
    assert "Not yet" in page


@pytest.mark.parametrize("who", ["ci_signatory", "link"])
def test_signatories_and_the_link_inspector_read_the_frozen_version(client: Client, who: str) -> None:
    world, _ = signing()
    page = page_of(client, world.people[who], address("report", world))
    assert ABOUT in page
    assert "Version 1: version for sign-off." in page
    assert "/report/sections/" not in page


def test_the_link_inspector_sees_no_trail_to_the_evidence(client: Client) -> None:
    world, _ = signing()
    assert "rests on" not in page_of(client, world.link, address("report", world))


@pytest.mark.parametrize("who", ["inspector", "support", "manager"])
def test_a_button_that_is_the_leads_says_so_to_others(client: Client, who: str) -> None:
    world, _ = drafted()
    page = page_of(client, world.people[who], address("report", world))
    assert "Only the lead inspector can do this." in page
    send(client, world.people[who], address("send_for_sign_off", world))
    assert not DraftVersion.objects.exists()


def test_the_lead_freezes_a_version_and_it_says_who_must_sign(client: Client) -> None:
    world, _ = drafted()
    send(client, world.lead, address("send_for_sign_off", world))
    sign(world, "his_signatory")
    page = page_of(client, world.lead, address("report", world))
    assert "1 of 3 signed" in page
    assert DraftVersion.objects.get().checksum in page
    assert "Version 1 to sign" in page
    assert "His Signatory" not in page.split("Whose turn")[1].split("Sign-off")[0]


def test_findings_that_changed_are_brought_in(client: Client) -> None:
    world, _ = drafted()
    Finding.objects.filter(number=1).update(withdrawn_at=later(81), withdrawn_by=world.lead)
    page = page_of(client, world.lead, address("report", world))
    assert "Findings were added or withdrawn since the draft was made." in page
    send(client, world.lead, address("bring_in_findings", world))
    assert "/report/sections/finding-1/" not in page_of(client, world.lead, address("report", world))


def test_evidence_that_was_withdrawn_shows_in_the_trail(client: Client) -> None:
    world, _ = drafted()
    item = EvidenceItem.objects.order_by("number").first()
    assert item is not None
    EvidenceItem.objects.filter(pk=item.pk).update(
        withdrawn_at=later(81), withdrawn_by=world.lead, withdrawn_why="Wrong file."
    )
    assert "<del>" in page_of(client, world.lead, address("report", world))


def test_taking_back_needs_a_reason_and_keeps_what_was_typed(client: Client) -> None:
    world, _ = signed_off()
    path = address("take_back_report", world)
    page = seen(send(client, world.lead, path, "back", reason=""))
    assert "There is a problem" in page
    assert report_of(world).status == ReportStatus.SIGNED_OFF
    assert send(client, world.lead, path, "back", reason="A figure is wrong.").status_code == 302
    assert report_of(world).status == ReportStatus.DRAFTING


def test_a_refused_taking_back_says_why_and_keeps_the_words(client: Client) -> None:
    world, _ = signed_off()
    path = address("take_back_report", world)
    page = seen(send(client, world.support, path, "back", reason="A figure is wrong."))
    assert "Only the lead inspector can do this." in page
    assert report_of(world).status == ReportStatus.SIGNED_OFF


POSTS = ["start_report", "bring_in_findings", "send_for_sign_off", "take_back_report", "decline_sign_off"]


@pytest.mark.parametrize("name", POSTS)
def test_changes_are_never_a_get(client: Client, name: str) -> None:
    world, _ = drafted()
    assert status_for(client, world.lead, address(name, world)) == 405


@pytest.mark.parametrize("name", ["report", "sign_off", "factual_accuracy", "embargo", "publish"])
@pytest.mark.parametrize("who", ["outsider", "analyst", "coordinator", "council_head"])
def test_nobody_else_finds_it(client: Client, name: str, who: str) -> None:
    world, _ = embargoed()
    assert status_for(client, world.people[who], address(name, world)) == 404


STAGES: list[Callable[[], tuple[World, Report]]] = [
    drafted,
    signing,
    signed_off,
    with_partnership,
    responding,
    ready,
    embargoed,
]


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.__name__)
@pytest.mark.parametrize("who", ["lead", "support", "ci_signatory", "link"])
def test_the_page_opens_at_every_stage_for_everybody_who_may(
    client: Client, stage: Callable[[], tuple[World, Report]], who: str
) -> None:
    world, _ = stage()
    assert page_of(client, world.people[who], address("report", world))


def another_finding(world: World) -> None:
    """One more strength, resting on the first item of evidence, brought into the report."""
    item = world.evaluated()[0]
    evidence = EvidenceItem.objects.filter(item__parent=item).first()
    assert evidence is not None
    record_finding(
        inspection=world.fresh(),
        item=item,
        kind=FindingKind.STRENGTH,
        text="Another strength, in a whole sentence.",
        evidence_ids=[str(evidence.pk)],
        by=world.lead,
        at=later(81),
    )
    bring_in_findings(report=report_of(world), by=world.lead, at=later(82))


def test_more_findings_cost_no_more_questions(client: Client) -> None:
    world, _ = drafted()
    counts = []
    for _n in range(2):
        another_finding(world)
        another_finding(world)
        client.force_login(world.lead)
        with CaptureQueriesContext(connection) as captured:
            client.get(address("report", world))
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_a_finding_whose_evidence_was_withdrawn_is_named_at_every_stage_before_publication(
    client: Client,
) -> None:
    world, _ = signing()
    first = EvidenceItem.objects.get(inspection=world.inspection, number=1)
    words = "F1 rests only on evidence that was withdrawn."
    assert words not in page_of(client, world.lead, address("report", world))
    withdraw_evidence(evidence=first, why="Another partnership.", by=world.lead, at=later(90))
    assert words in page_of(client, world.lead, address("report", world))
    assert words not in page_of(client, world.link, address("report", world))
