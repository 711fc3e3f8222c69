"""An inspection whose method has a document pack and letters."""

from speir.document_packs.models import Question, Version
from speir.document_packs.operations import (
    answer_question,
    ask_question,
    issue_version,
    release_document,
    release_due_documents,
)
from speir.document_packs.pages import PackLine
from speir.document_packs.queries import line_of
from speir.people.operations import SYSTEM
from speir.programmes.models import Phase, PhaseLetter, PhasePackDocument, PhaseStage
from tests.factories import World, later, make_world, notified, pdf

# Key, audience, bodies, week, weekday, words.
DOCUMENTS = (
    ("briefing", ["coordinator", "head", "contributor"], [], 1, 2, "What will happen."),
    ("coordinators-role", ["coordinator"], [], 2, 1, "What it takes."),
    ("record-reading", ["coordinator", "local_reader"], ["health_board"], 5, 0, "What is needed."),
    ("staff-survey", ["coordinator"], [], 6, 0, ""),
)


def give_pack(phase: Phase) -> None:
    """Give a phase a document pack and a letter."""
    stage = PhaseStage.objects.get(phase=phase)
    for position, (key, audience, bodies, week, weekday, words) in enumerate(DOCUMENTS, 1):
        PhasePackDocument.objects.create(
            phase=phase,
            stage=stage,
            key=key,
            title=key.replace("-", " ").capitalize(),
            purpose="So that people know.",
            audience=audience,
            bodies=bodies,
            week=week,
            weekday=weekday,
            text=words,
            is_indicative=True,
            position=position,
        )
    PhaseLetter.objects.create(
        phase=phase,
        key="who-does-what",
        title="Who does what",
        recipients=["head", "operational_lead"],
        subject="{partnership}: who does what",
        text="{recipient}\n\n{coordinator} coordinates.\n\n{lead}",
        is_indicative=True,
        position=1,
    )


def with_pack() -> World:
    """Planned, with a pack that nobody has yet."""
    world = make_world()
    give_pack(world.phase)
    return world


def told() -> World:
    """The letters are acknowledged; nothing of the pack is released."""
    return notified(with_pack())


def released(days: float = 3) -> World:
    """After so many days, what is due is released: after three the briefing alone."""
    world = told()
    release_due_documents(inspections=[world.inspection], by=SYSTEM, at=later(days=days))
    return world


def line(world: World, key: str = "briefing") -> PackLine:
    """One document as it stands."""
    found = line_of(world.inspection, key)
    assert found is not None
    return found


def document(world: World, key: str = "briefing") -> PhasePackDocument:
    """One document of the pack."""
    return line(world, key).document


def asked(world: World, by: str = "contributor", days: float = 4) -> Question:
    """A question on the briefing."""
    return ask_question(
        inspection=world.inspection,
        document=document(world),
        text="May we send the audit of last year?",
        by=world.people[by],
        at=later(days=days),
    )


def answered(world: World, *, is_for_all: bool = True) -> Question:
    """A question that is answered."""
    return answer_question(
        question=asked(world),
        answer="Yes, with what changed since.",
        is_for_all=is_for_all,
        by=world.support,
        at=later(days=5),
    )


def newer(world: World, key: str = "briefing", days: float = 6) -> Version:
    """A second version."""
    return issue_version(
        inspection=world.inspection,
        document=document(world, key),
        text="What will happen, and when.",
        upload=None,
        source="",
        what_changed="The days are in it.",
        based_on=str(line(world, key).newest.number),
        by=world.support,
        at=later(days=days),
    )


def with_everything(world: World) -> None:
    """Everything that an address of the pack can name, in an inspection at any stage."""
    give_pack(world.phase)
    release_document(
        inspection=world.fresh(),
        document=document(world),
        reason="For a test.",
        by=world.support,
        at=later(days=3),
    )
    asked(world)


def with_question() -> World:
    """A question waits for its answer."""
    world = released()
    asked(world)
    return world


def with_answer_and_file() -> World:
    """A question is answered, and the second version is a file."""
    world = released()
    answered(world)
    issue_version(
        inspection=world.inspection,
        document=document(world),
        text="",
        upload=pdf("briefing.pdf"),
        source="A printed briefing",
        what_changed="It is a file now.",
        based_on="1",
        by=world.support,
        at=later(days=6),
    )
    return world
