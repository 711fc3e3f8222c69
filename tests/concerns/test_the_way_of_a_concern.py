"""From seeing something to knowing what was done: each step by the one whose turn it is, and no other way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speir.concerns.choices import ConcernSource, ConcernStatus
from speir.concerns.lifecycle import CONCERN
from speir.concerns.models import Answer, Concern
from speir.concerns.operations import (
    acknowledge_concern,
    ask_for_more,
    close_concern,
    hold_back_concern,
    pass_on_concern,
    say_what_was_done,
)
from speir.concerns.queries import answers_of, asked_for_more
from speir.foundations.models import AuditEntry
from speir.foundations.refusals import AlreadyDone, NotAllowed, NotNow, RuleBroken
from speir.inspections.operations import stand_down
from speir.inspections.queries import history_of, team_of
from tests.concerns.factories import (
    LOCAL,
    REASON,
    acknowledged,
    acted,
    closed,
    passed,
    raised,
    with_a_senior_manager,
)
from tests.factories import World, later, make_world


@pytest.fixture
def world(db: object) -> World:
    return with_a_senior_manager()


def test_a_concern_goes_all_the_way(world: World) -> None:
    concern = closed(world)
    kept = Concern.objects.get(pk=concern.pk)
    assert kept.status == ConcernStatus.CLOSED
    assert (kept.raised_by, kept.decided_by, kept.closed_by) == (world.inspector, world.lead, world.lead)
    assert kept.acknowledged_by == world.senior_manager
    assert [answer.local_reference for answer in answers_of(kept)] == [LOCAL]
    assert kept.theme == "harm-not-addressed"


def test_sent_twice_it_is_raised_once(world: World) -> None:
    raised(world, once="the-same-form")
    with pytest.raises(AlreadyDone):
        raised(world, once="the-same-form")
    assert Concern.objects.count() == 1


@pytest.mark.parametrize(("fields", "field"), [({"seen": "Short."}, "seen"), ({"worry": " "}, "worry")])
def test_it_says_what_was_seen_and_why_it_worries(world: World, fields: dict[str, str], field: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        raised(world, **fields)
    assert [reason.field for reason in refused.value.reasons] == [field]


def test_something_like_a_name_needs_a_second_look(world: World) -> None:
    with pytest.raises(RuleBroken) as refused:
        raised(world, seen="Mrs McInventit has not been seen for a week.")
    assert [reason.field for reason in refused.value.reasons] == ["is_checked"]
    assert raised(world, seen="Mrs McInventit has not been seen for a week.", is_checked=True)


@pytest.mark.parametrize("field", ["seen", "worry", "source_reference"])
def test_a_chi_number_never_gets_in(world: World, field: str) -> None:
    with pytest.raises(RuleBroken, match="must never stand here"):
        raised(world, is_checked=True, **{field: "The record is 010141 1235 of course."})
    assert not Concern.objects.exists()


def test_what_the_partnership_and_the_lead_write_is_guarded_too(world: World) -> None:
    concern = raised(world)
    with pytest.raises(RuleBroken):
        pass_on_concern(concern=concern, reason="CHI 0101411235", by=world.lead, at=later(days=20))
    concern = acknowledged(world)
    with pytest.raises(RuleBroken):
        say_what_was_done(
            concern=concern,
            what_was_done="We visited on the same day.",
            local_reference="CHI 0101411235",
            by=world.senior_manager,
            at=later(days=21),
        )


def test_held_back_needs_a_reason_and_may_be_passed_on_later(world: World) -> None:
    concern = raised(world)
    with pytest.raises(RuleBroken):
        hold_back_concern(concern=concern, reason=" ", by=world.lead, at=later(days=20))
    hold_back_concern(concern=concern, reason="Acted on already.", by=world.lead, at=later(days=20))
    assert concern.status == ConcernStatus.NOT_PASSED
    pass_on_concern(concern=concern, reason=REASON, by=world.lead, at=later(days=21))
    assert concern.status == ConcernStatus.PASSED


def test_the_lead_may_ask_for_more_and_the_first_answer_stays(world: World) -> None:
    concern = acted(world)
    ask_for_more(concern=concern, more="Who sees the person next?", by=world.lead, at=later(days=21))
    assert [each.why for each in asked_for_more(concern)] == ["Who sees the person next?"]
    say_what_was_done(
        concern=concern,
        what_was_done="A social worker visits on Monday.",
        local_reference=LOCAL,
        by=world.senior_manager,
        at=later(days=21, hours=3),
    )
    assert len(answers_of(concern)) == 2
    with pytest.raises(TypeError):
        Answer.objects.all().delete()


def test_it_is_not_passed_to_nobody(world: World) -> None:
    member = next(one for one in team_of(world.inspection) if one.person == world.senior_manager)
    stand_down(member=member, by=world.lead, at=later(days=19))
    with pytest.raises(RuleBroken, match="Nobody is named"):
        passed(world)


def test_nor_before_the_partnership_knows_of_the_inspection(db: object) -> None:
    with pytest.raises(RuleBroken, match="has not been told"):
        passed(make_world())


def test_the_service_manager_decides_only_when_the_time_has_run_out(world: World) -> None:
    concern = raised(world)
    with pytest.raises(RuleBroken, match="Only the lead inspector decides"):
        pass_on_concern(concern=concern, reason=REASON, by=world.manager, at=later(days=20, hours=2))
    pass_on_concern(concern=concern, reason=REASON, by=world.manager, at=later(days=21))
    assert concern.decided_by == world.manager


@pytest.mark.parametrize("who", ["inspector", "support", "ci_signatory", "link", "coordinator", "outsider"])
def test_nobody_else_decides_or_closes(world: World, who: str) -> None:
    concern, done = raised(world), acted(world)
    with pytest.raises(NotAllowed):
        pass_on_concern(concern=concern, reason=REASON, by=world.people[who], at=later(days=21))
    with pytest.raises(NotAllowed):
        close_concern(concern=done, theme="other", by=world.people[who], at=later(days=21))


@pytest.mark.parametrize("who", ["lead", "manager", "coordinator", "council_head", "local_reader"])
def test_nobody_else_answers_for_the_partnership(world: World, who: str) -> None:
    concern = passed(world)
    with pytest.raises(NotAllowed):
        acknowledge_concern(concern=concern, by=world.people[who], at=later(days=21))


@pytest.mark.parametrize("who", ["coordinator", "contributor", "council_head", "senior_manager", "outsider"])
def test_who_takes_no_part_in_reading_raises_nothing(world: World, who: str) -> None:
    with pytest.raises(NotAllowed):
        raised(world, by=world.people[who])


@pytest.mark.parametrize("who", ["lead", "inspector", "support", "ci_signatory", "link", "local_reader"])
def test_everybody_who_reads_may_raise_one(world: World, who: str) -> None:
    assert raised(world, by=world.people[who], source_kind=ConcernSource.SURVEY)


def test_a_theme_is_chosen_from_the_list(world: World) -> None:
    with pytest.raises(RuleBroken):
        closed(world, theme="something-new")


def test_the_history_of_the_inspection_shows_nothing_of_it(world: World) -> None:
    before = history_of(world.inspection).count()
    concern = closed(world)
    assert history_of(world.inspection).count() == before
    trail = AuditEntry.objects.filter(thread=str(concern.pk))
    assert [entry.what for entry in trail] == [
        "Concern raised",
        "Concern passed to the partnership",
        "Concern acknowledged by the partnership",
        "The partnership has said what was done",
        "Concern closed",
    ]
    assert not any(entry.details for entry in trail)


STEPS = [step.name for step in CONCERN.steps]


@given(st.lists(st.sampled_from(STEPS), max_size=12))
def test_whatever_is_tried_it_is_acknowledged_before_it_is_closed(tried: list[str]) -> None:
    status, taken = CONCERN.first, []
    for name in tried:
        if CONCERN.reason_refused(status, name) is None:
            status = CONCERN.after(status, name)
            taken.append(name)
    if status == ConcernStatus.CLOSED:
        order = [taken.index(step) for step in ("pass_on", "acknowledge", "say_what_was_done", "close")]
        assert order == sorted(order)
    assert taken.count("close") <= 1


@pytest.mark.parametrize("step", [acknowledge_concern])
def test_two_at_once_are_told(world: World, step: object) -> None:
    concern = passed(world)
    stale = Concern.objects.get(pk=concern.pk)
    acknowledge_concern(concern=concern, by=world.senior_manager, at=later(days=20, hours=2))
    with pytest.raises(NotNow, match="Somebody else"):
        acknowledge_concern(concern=stale, by=world.senior_manager, at=later(days=20, hours=2))
