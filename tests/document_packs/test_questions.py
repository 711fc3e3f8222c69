"""Questions on documents, answers for one or for all, and what the whole programme reads."""

import pytest

from speir.document_packs.models import CommonAnswer
from speir.document_packs.operations import answer_question, ask_question, share_with_programme
from speir.document_packs.queries import common_answers, questions_on, shown_to, turns
from speir.foundations.models import OutgoingMessage
from speir.foundations.refusals import AlreadyDone, NotAllowed, RuleBroken
from speir.web.partnership.pack import asked_elsewhere
from tests.document_packs import factories as packs
from tests.factories import World, later

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return packs.released()


def test_a_question_is_a_turn_and_its_answer_reaches_whoever_asked(world: World) -> None:
    question = packs.asked(world)
    assert "Answer 1 question on documents" in [turn.title for turn in turns(world.inspection)]
    answer_question(question=question, answer="Yes.", is_for_all=False, by=world.inspector, at=later(days=5))
    assert OutgoingMessage.objects.get(key__startswith="pack-answer").to == world.contributor.email
    assert not any("Answer" in turn.title for turn in turns(world.inspection))
    asked = questions_on(world.inspection)
    assert len(shown_to(world.contributor, asked)) == 1
    assert shown_to(world.council_head, asked) == []


def test_an_answer_can_be_for_everybody(world: World) -> None:
    packs.answered(world)
    assert len(shown_to(world.council_head, questions_on(world.inspection))) == 1


def test_it_is_answered_once_and_by_the_team(world: World) -> None:
    question = packs.asked(world)
    with pytest.raises(NotAllowed):
        answer_question(
            question=question, answer="Yes.", is_for_all=False, by=world.manager, at=later(days=5)
        )
    with pytest.raises(RuleBroken, match="Write the answer"):
        answer_question(question=question, answer=" ", is_for_all=False, by=world.lead, at=later(days=5))
    answer_question(question=question, answer="Yes.", is_for_all=False, by=world.lead, at=later(days=5))
    with pytest.raises(RuleBroken, match="answered already"):
        answer_question(question=question, answer="No.", is_for_all=True, by=world.support, at=later(days=5))
    question.refresh_from_db()
    assert question.answer == "Yes."


def test_only_those_who_may_read_a_released_document_ask(world: World) -> None:
    given = {"inspection": world.inspection, "text": "Why?", "at": later(days=4)}
    with pytest.raises(RuleBroken, match="for other people"):
        ask_question(document=packs.document(world), by=world.local_reader, **given)  # type: ignore[arg-type]
    with pytest.raises(RuleBroken, match="not been released"):
        ask_question(document=packs.document(world, "coordinators-role"), by=world.coordinator, **given)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        ask_question(document=packs.document(world), by=world.lead, **given)  # type: ignore[arg-type]
    once = {**given, "document": packs.document(world), "by": world.coordinator, "once": "a-form"}
    ask_question(**once)  # type: ignore[arg-type]
    with pytest.raises(AlreadyDone):
        ask_question(**once)  # type: ignore[arg-type]


def test_what_the_programme_reads_names_nobody(world: World) -> None:
    question = packs.answered(world)
    given = {"question": question, "answer": "Yes, with what changed since.", "at": later(days=6)}
    body, partnership = world.contributor.body, world.partnership
    for named in (world.contributor.full_name, body.name.upper(), f"In {partnership.name} we ask"):
        with pytest.raises(RuleBroken, match="Leave the name out"):
            share_with_programme(asks=named, by=world.support, **given)  # type: ignore[arg-type]
    with pytest.raises(RuleBroken, match="as everybody may read it"):
        share_with_programme(asks="", by=world.support, **given)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        share_with_programme(asks="May an audit be sent?", by=world.inspector, **given)  # type: ignore[arg-type]
    share_with_programme(asks="May an audit be sent?", by=world.support, **given)  # type: ignore[arg-type]
    with pytest.raises(RuleBroken, match="shared already"):
        share_with_programme(asks="May an audit be sent?", by=world.support, **given)  # type: ignore[arg-type]
    assert [one.asks for one in common_answers(world.phase.programme_id)] == ["May an audit be sent?"]
    assert CommonAnswer.objects.count() == 1


def test_another_partnership_reads_what_is_shared_and_not_who_asked(world: World) -> None:
    question = packs.answered(world)
    at, by = later(days=6), world.support
    share_with_programme(question=question, asks="May an audit be sent?", answer="Yes.", by=by, at=at)
    shared = common_answers(world.phase.programme_id)
    elsewhere = asked_elsewhere(shared, [], {"briefing"})
    assert [(one.document, one.asks, one.answer) for one in elsewhere] == [
        ("Briefing", "May an audit be sent?", "Yes.")
    ]
    assert asked_elsewhere(shared, [], {"record-reading"}) == ()  # not a document that they have
    assert asked_elsewhere(shared, [question], {"briefing"}) == ()  # told here already


def test_an_unanswered_question_is_not_shared(world: World) -> None:
    question = packs.asked(world)
    with pytest.raises(RuleBroken, match="Answer the question first"):
        share_with_programme(
            question=question, asks="May it be sent?", answer="Yes.", by=world.support, at=later(days=6)
        )
