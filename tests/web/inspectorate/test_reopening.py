"""Reopening an evaluation on its page: by oneself before all are in, by the lead after."""

import pytest
from django.test import Client

from speir.evaluations.models import EarlierEvaluation
from tests.factories import evaluated_by_all, evaluating, submit, world_at
from tests.web.inspectorate.reading import address, page_of

pytestmark = pytest.mark.django_db
WHY = "E4 came in on the last day."


def test_once_all_are_in_the_button_says_to_ask_the_lead(client: Client) -> None:
    world = world_at(evaluated_by_all)
    path = address("evaluate", world, number="1")
    assert "Ask the lead inspector to reopen yours." in page_of(client, world.inspector, path)
    sent = {"reopen-why": "I have read the others."}
    refused = client.post(address("reopen_evaluation", world, number="1"), sent)
    assert "Ask the lead inspector to reopen yours." in refused.content.decode()
    assert not EarlierEvaluation.objects.exists()


def test_the_lead_reopens_and_everybody_reads_both_versions(client: Client) -> None:
    world = world_at(evaluated_by_all)
    path = address("evaluate", world, number="1")
    assert "Reopen an evaluation for its inspector" in page_of(client, world.lead, path)
    sent = {"reopen_for-inspector": str(world.inspector.pk), "reopen_for-why": WHY}
    done = client.post(address("reopen_for_inspector", world, number="1"), sent, follow=True)
    assert "both versions are kept" in done.content.decode()
    own = page_of(client, world.inspector, path)
    assert "Submit my evaluation" in own
    assert "Earlier version, submitted" in own
    assert "Earlier version" not in page_of(client, world.police_inspector, path)
    submit(world, world.evaluated()[0], world.inspector, value=3)
    seen = page_of(client, world.police_inspector, path)
    assert "Earlier version, submitted" in seen
    assert WHY in seen
    assert "when the others' evaluations could be read" in seen


@pytest.mark.parametrize(
    ("sent", "message"),
    [({"reopen_for-why": WHY}, "Choose whose evaluation to reopen."), ({"reopen_for-why": ""}, "Say why.")],
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(
    client: Client, sent: dict[str, str], message: str
) -> None:
    world = world_at(evaluated_by_all)
    client.force_login(world.lead)
    answer = client.post(address("reopen_for_inspector", world, number="1"), sent).content.decode()
    assert message in answer
    assert sent["reopen_for-why"] in answer


def test_others_are_not_offered_it_and_before_all_are_in_nobody_is(client: Client) -> None:
    world = world_at(evaluated_by_all)
    offered = "Reopen an evaluation for its inspector"
    assert offered not in page_of(client, world.inspector, address("evaluate", world, number="1"))
    early = world_at(evaluating)
    submit(early, early.evaluated()[0], early.inspector)
    assert offered not in page_of(client, early.lead, address("evaluate", early, number="1"))
