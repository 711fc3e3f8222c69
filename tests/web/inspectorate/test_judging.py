"""The judgement page: evidence first, one's own judgement alone, then the team's, never computed."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from speir.evaluations.models import Consolidation, Evaluation
from speir.evidence.choices import Bearing, SourceKind
from speir.evidence.models import EvidenceItem
from speir.evidence.operations import withdraw_evidence
from speir.foundations import words
from speir.frameworks.models import Illustration
from speir.web.shared.forms import ALREADY_SAVED
from tests.factories import (
    World,
    consolidated,
    evaluated_by_all,
    evaluating,
    gathering,
    later,
    lodge,
    submit,
    world_at,
)
from tests.web.inspectorate.reading import address, page_of, status_for

pytestmark = pytest.mark.django_db
UNKNOWN = "00000000-0000-4000-8000-000000000000"  # nothing has this identity
RATIONALE = "Screening is prompt and recorded, and that outweighs the rest."


@pytest.fixture
def world() -> World:
    return world_at(evaluating)


def cited(world: World) -> list[str]:
    """The evidence beneath the first evaluated item."""
    found = EvidenceItem.objects.filter(inspection=world.inspection, item__parent=world.evaluated()[0])
    return [str(each.pk) for each in found]


def own(world: World, **fields: object) -> dict[str, object]:
    """One's own judgement filled in well, changed as asked."""
    given = {"level": "level-2", "rationale": RATIONALE, "evidence": cited(world), "once": str(uuid4())}
    return {f"own-{name}": value for name, value in {**given, **fields}.items()}


def team(**fields: str) -> dict[str, str]:
    """The team's judgement filled in well, changed as asked."""
    given = {"level": "level-2", "rationale": RATIONALE, "once": str(uuid4())}
    return {f"team-{name}": value for name, value in {**given, **fields}.items()}


def test_support_contradiction_and_silence_stand_before_the_question(client: Client, world: World) -> None:
    lodge(
        world,
        world.indicators()[0],
        source_kind=SourceKind.RECORDS,
        bearing=Bearing.LIMITATION,
        says="A chronology was present for 33 of 50 adults.",
    )
    seen = page_of(client, world.inspector, address("evaluate", world, number="1"))
    assert "3 items of evidence, by source" in seen
    assert "as a strength: document (1); as a limitation: record reading (1)." in seen
    assert seen.count("nobody has spoken") == 2
    assert seen.index("33 of 50 adults") < seen.index("Submit my evaluation")


def test_indicators_without_evidence_are_named(client: Client, world: World) -> None:
    EvidenceItem.objects.filter(inspection=world.inspection, item__number="1.2").delete()
    seen = page_of(client, world.inspector, address("evaluate", world, number="1"))
    assert "No evidence on 1.2 Indicator 1.2." in seen


def test_illustrations_are_labelled_indicative(client: Client, world: World) -> None:
    Illustration.objects.create(
        item=world.indicators()[0],
        level_key="level-3",
        text="Screened the same day.",
        is_indicative=True,
        position=1,
    )
    seen = page_of(client, world.inspector, address("evaluate", world, number="1"))
    shown = seen.split("The illustrations")[1].split("</section>")[0]
    assert "Screened the same day." in shown
    assert "Indicative" in shown
    assert "level-3" not in shown


def test_levels_that_are_indicative_say_so_where_they_are_chosen(client: Client, world: World) -> None:
    seen = page_of(client, world.inspector, address("evaluate", world, number="1"))
    assert "The wording of these levels is indicative." in seen


def test_submitting_alone(client: Client, world: World) -> None:
    client.force_login(world.inspector)
    answer = client.post(address("evaluate", world, number="1"), own(world), follow=True)
    seen = answer.content.decode()
    assert "Your evaluation is submitted." in seen
    assert RATIONALE in seen
    assert "Rests on" in seen
    assert "Submit my evaluation" not in seen


BAD: list[tuple[str, object, str]] = [
    ("level", "", "Choose one of the levels of this item&#39;s scale."),
    ("level", "level-9", "Select a valid choice."),
    ("rationale", "", "Write why, in at least a sentence."),
    ("rationale", "Too short.", "Write why, in at least a sentence."),
    ("evidence", [], "Cite at least one item of evidence"),
    ("evidence", [UNKNOWN], "Select a valid choice."),
]


@pytest.mark.parametrize(("field", "value", "message"), BAD)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    client: Client, world: World, field: str, value: object, message: str
) -> None:
    client.force_login(world.inspector)
    answer = client.post(address("evaluate", world, number="1"), own(world, **{field: value}))
    seen = answer.content.decode()
    assert message in seen
    assert "There is a problem" in seen
    assert field == "rationale" or RATIONALE in seen
    assert not Evaluation.objects.exists()


def test_evidence_of_another_item_cannot_be_cited(client: Client, world: World) -> None:
    other = EvidenceItem.objects.get(inspection=world.inspection, item__number="2.1")
    client.force_login(world.inspector)
    sent = own(world, evidence=[str(other.pk)])
    answer = client.post(address("evaluate", world, number="1"), sent)
    assert "Select a valid choice." in answer.content.decode()
    assert not Evaluation.objects.exists()


def test_the_same_form_sent_twice_counts_once(client: Client, world: World) -> None:
    client.force_login(world.inspector)
    sent = own(world)
    client.post(address("evaluate", world, number="1"), sent)
    again = client.post(address("evaluate", world, number="1"), sent, follow=True)
    assert ALREADY_SAVED in again.content.decode()
    assert Evaluation.objects.count() == 1


def test_nobody_sees_anybodys_judgement_until_all_are_in(client: Client, world: World) -> None:
    path, item = address("evaluate", world, number="1"), world.evaluated()[0]
    submit(world, item, world.inspector, value=1)
    for who in ("lead", "police_inspector", "ci_signatory", "support", "manager"):
        seen = page_of(client, getattr(world, who), path)
        assert "What Inspector concludes" not in seen
        assert "1 of 3 inspectors submitted." in seen
    submit(world, item, world.lead)
    submit(world, item, world.police_inspector)
    for who in ("lead", "police_inspector", "ci_signatory"):
        assert "What Inspector concludes" in page_of(client, getattr(world, who), path)
    for who in ("support", "manager"):
        assert "What Inspector concludes" not in page_of(client, getattr(world, who), path)


@pytest.mark.parametrize("who", ["manager", "support", "ci_signatory"])
def test_who_may_not_evaluate_reads_why(client: Client, world: World, who: str) -> None:
    reason = "Only the lead inspector or inspector can do this."
    path = address("evaluate", world, number="1")
    assert reason in page_of(client, getattr(world, who), path)
    assert reason in client.post(path, own(world)).content.decode()
    assert not Evaluation.objects.exists()


def test_before_the_evaluation_is_open_the_button_says_so(client: Client) -> None:
    world = world_at(gathering)
    lodge(world)
    seen = page_of(client, world.inspector, address("evaluate", world, number="1"))
    assert "Judgements are made while the inspection is evaluating." in seen


def test_taking_back_needs_a_reason_and_brings_the_words_back(client: Client, world: World) -> None:
    path = address("evaluate", world, number="1")
    client.force_login(world.inspector)
    client.post(path, own(world))
    refused = client.post(address("reopen_evaluation", world, number="1"), {"reopen-why": " "})
    assert "Say why." in refused.content.decode()
    client.post(address("reopen_evaluation", world, number="1"), {"reopen-why": "I missed E2."})
    seen = page_of(client, world.inspector, path)
    assert "Submit my evaluation" in seen
    assert RATIONALE in seen
    assert seen.count(" checked") == 3


def test_who_has_not_evaluated_has_nothing_to_take_back(client: Client, world: World) -> None:
    client.force_login(world.inspector)
    sent = {"reopen-why": "I changed my mind."}
    assert client.post(address("reopen_evaluation", world, number="1"), sent).status_code == 404


def test_the_lead_waits_until_all_are_in(client: Client, world: World) -> None:
    reason = "Not everybody has submitted their own evaluation yet."
    path = address("evaluate", world, number="1")
    assert reason in page_of(client, world.lead, path)
    assert reason in client.post(address("consolidate", world, number="1"), team()).content.decode()
    assert not Consolidation.objects.exists()


def test_the_lead_records_the_team_judgement(client: Client) -> None:
    world = world_at(evaluated_by_all)
    client.force_login(world.lead)
    seen = client.post(address("consolidate", world, number="1"), team(level="level-1"), follow=True).content
    made = Consolidation.objects.get(inspection=world.inspection)
    assert (made.level.key, made.rationale) == ("level-1", RATIONALE)
    assert "judgement of 1 Key processes is recorded." in seen.decode()


def test_no_level_is_proposed_to_the_team(client: Client) -> None:
    world = world_at(evaluated_by_all)
    seen = page_of(client, world.lead, address("evaluate", world, number="1"))
    assert " checked" not in seen
    assert "never computed" in seen


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [("level", "", "Choose one of the levels"), ("rationale", "Short", "Write why, in at least a sentence.")],
)
def test_a_bad_team_judgement_is_refused_in_words(
    client: Client, field: str, value: str, message: str
) -> None:
    world = world_at(evaluated_by_all)
    client.force_login(world.lead)
    sent = team(**{field: value})
    assert message in client.post(address("consolidate", world, number="1"), sent).content.decode()
    assert not Consolidation.objects.exists()


def test_our_judgement_written_in_two_windows_is_not_overwritten_in_silence(client: Client) -> None:
    world = world_at(evaluated_by_all)
    client.force_login(world.lead)
    path = address("consolidate", world, number="1")
    client.post(path, team(rationale="What the first window says of it."))
    seen = client.post(path, team(rationale="What the second window says of it.")).content.decode()
    assert "while you were writing" in seen
    assert "What the first window says of it." in seen
    assert "What the second window says of it." in seen
    made = Consolidation.objects.get()
    assert f'name="team-base" value="{made.pk}"' in seen
    sent = {**team(rationale="What both windows say of it."), "team-base": str(made.pk)}
    client.post(path, sent)
    assert Consolidation.objects.get(is_current=True).rationale == "What both windows say of it."


@pytest.mark.parametrize("who", ["inspector", "ci_signatory", "support"])
def test_only_the_lead_consolidates(client: Client, who: str) -> None:
    world = world_at(evaluated_by_all)
    reason = "Only the lead inspector can do this."
    path = address("evaluate", world, number="1")
    assert reason in page_of(client, getattr(world, who), path)
    assert reason in client.post(address("consolidate", world, number="1"), team()).content.decode()
    assert not Consolidation.objects.exists()


def test_what_was_judged_alone_stays_once_the_team_has_judged(client: Client) -> None:
    world = world_at(consolidated)
    seen = page_of(client, world.inspector, address("evaluate", world, number="1"))
    assert "this evaluation stays as it was made." in seen
    refused = client.post(address("reopen_evaluation", world, number="1"), {"reopen-why": "Second thoughts."})
    assert "this evaluation stays as it was made." in refused.content.decode()


def test_words_typed_come_back_to_their_author_alone(client: Client, world: World) -> None:
    key = f"evaluation:{world.inspection.pk}:1:rationale@new"
    words.capture(
        event_id=uuid4(), field_key=key, text="Half a thought", typed_at=later(days=61), by=world.inspector
    )
    path = address("evaluate", world, number="1")
    assert "Half a thought" in page_of(client, world.inspector, path)
    assert "Half a thought" not in page_of(client, world.lead, path)


@pytest.mark.parametrize("who", ["outsider", "analyst", "coordinator"])
def test_people_outside_the_team_find_nothing(client: Client, world: World, who: str) -> None:
    assert status_for(client, getattr(world, who), address("evaluate", world, number="1")) == 404


def test_a_link_inspector_knows_of_the_inspection_but_not_of_this(client: Client, world: World) -> None:
    assert status_for(client, world.link, address("evaluate", world, number="1")) == 403


@pytest.mark.parametrize("number", ["1.1", "9"])
def test_only_evaluated_items_have_a_page(client: Client, world: World, number: str) -> None:
    assert status_for(client, world.lead, address("evaluate", world, number=number)) == 404


@pytest.mark.parametrize("name", ["reopen_evaluation", "consolidate"])
def test_changes_are_posted(client: Client, world: World, name: str) -> None:
    assert status_for(client, world.lead, address(name, world, number="1")) == 405


def test_the_page_takes_the_same_number_of_queries_however_much_evidence_there_is(client: Client) -> None:
    counted = []
    for more in (0, 3):
        made = world_at(evaluating)
        for _ in range(more):
            lodge(made, source_kind=SourceKind.PEOPLE, agency=made.bodies["council"])
        for person in (made.lead, made.inspector, made.police_inspector):
            submit(made, made.evaluated()[0], person)
        client.force_login(made.lead)
        with CaptureQueriesContext(connection) as queries:
            client.get(address("evaluate", made, number="1"))
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_evidence_withdrawn_after_it_was_cited_is_flagged_to_those_who_see_the_judgement(
    client: Client,
) -> None:
    world = world_at(consolidated)
    path, flag = address("evaluate", world, number="1"), "Evidence withdrawn: look at it again"
    assert flag not in page_of(client, world.lead, path)
    found = EvidenceItem.objects.filter(inspection=world.inspection, item__parent=world.evaluated()[0])
    for each in found:
        withdraw_evidence(evidence=each, why="Another partnership.", by=world.lead, at=later(78))
    assert flag in page_of(client, world.lead, path)
    assert flag not in page_of(client, world.manager, path)
