"""Every event is kept once, whatever the way did to it; nothing acknowledged is missing."""

import uuid
from itertools import permutations

import pytest

from speir.foundations.models import AuditEntry, ChangeRefused
from speir.foundations.refusals import RuleBroken
from speir.record_reading.answering_operations import take_events
from speir.record_reading.choices import ReadingStatus
from speir.record_reading.incoming import OTHER_ANSWER, Taken
from speir.record_reading.models import AnswerEvent, Reading
from speir.record_reading.queries import changes_of, late_events, replayed
from speir.record_reading.replay import Change
from tests.factories import World, gathering, later, world_at
from tests.record_reading.factories import WHOLE, make_exercise, make_reading, sent, whole

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return world_at(gathering)


@pytest.fixture
def reading(world: World) -> Reading:
    return make_reading(make_exercise(world), world.inspector)


def take(reading: Reading, *events: object, days: float = 12) -> Taken:
    reading.refresh_from_db()
    return take_events(reading=reading, events=list(events), by=reading.reader, at=later(days=days))


def test_answers_are_kept_and_acknowledged(reading: Reading) -> None:
    event = sent(value="naïve 😀")
    assert take(reading, event).acknowledged == [event["event_id"]]
    assert replayed(reading).values == {"chronology/why": "naïve 😀"}
    assert replayed(reading).last == {"chronology/why": event["event_id"]}


def test_sent_again_counts_once(reading: Reading) -> None:
    event = sent()
    take(reading, event, event)
    again = take(reading, event)
    assert again.acknowledged == [event["event_id"]]
    assert AnswerEvent.objects.count() == 1


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_any_order_in_any_batches_gives_the_same(reading: Reading, order: tuple[int, ...]) -> None:
    held, days, *rest = whole()
    other = sent("inquiry/days", "4", device="tablet", based_on=str(days["event_id"]), sequence=7)
    batches = [[held, other], [days], rest[:-1], [rest[-1]]]
    for place in order:
        take(reading, *batches[place], *batches[order[0]])
    reading.refresh_from_db()
    assert AnswerEvent.objects.count() == len(WHOLE) + 2
    assert replayed(reading).values == {**WHOLE, "inquiry/days": "4"}
    assert reading.status == ReadingStatus.SUBMITTED


def test_another_answer_under_the_same_identity_is_refused_and_the_first_stays(reading: Reading) -> None:
    event = sent(value="yes")
    take(reading, event)
    refused = take(reading, {**event, "value": "no"})
    assert refused.acknowledged == []
    assert refused.refused == [{"event_id": event["event_id"], "reason": OTHER_ANSWER}]
    assert replayed(reading).values == {"chronology/why": "yes"}


def test_an_identity_of_another_reading_is_refused(reading: Reading) -> None:
    event = sent()
    take(reading, event)
    other = make_reading(reading.exercise, reading.reader)
    assert take(other, event).refused[0]["reason"] == OTHER_ANSWER


def test_a_bad_event_does_not_hold_up_the_good_ones(reading: Reading) -> None:
    good = sent()
    taken = take(reading, {"event_id": "x"}, good, 7)
    assert taken.acknowledged == [good["event_id"]]
    assert [each["event_id"] for each in taken.refused] == ["x", ""]


def test_somebody_elses_reading_takes_nothing(world: World, reading: Reading) -> None:
    with pytest.raises(RuleBroken):
        take_events(reading=reading, events=[sent()], by=world.lead, at=later(days=12))
    assert not AnswerEvent.objects.exists()


def test_a_reader_who_left_the_team_still_hands_over_what_they_typed(world: World, reading: Reading) -> None:
    Reading.objects.filter(pk=reading.pk).update(status=ReadingStatus.TAKEN_BACK)
    event = sent()
    assert take(reading, event).acknowledged == [event["event_id"]]
    assert AnswerEvent.objects.get().is_late


def test_late_answers_are_kept_and_change_nothing_until_given_back(reading: Reading) -> None:
    take(reading, *whole())
    late = sent("chronology/why", "Other words.", device="tablet")
    assert take(reading, late).acknowledged == [late["event_id"]]
    reading.refresh_from_db()
    assert replayed(reading).values == WHOLE
    assert [str(each.event_id) for each in late_events(reading)] == [late["event_id"]]
    Reading.objects.filter(pk=reading.pk).update(status="returned", returned_at=later(days=13))
    reading.refresh_from_db()
    assert late_events(reading) == []
    assert list(replayed(reading).differing) == ["chronology/why"]


def test_what_was_typed_before_handing_in_and_came_after_it_belongs_to_the_reading(reading: Reading) -> None:
    *answers, submit = whole(why=None)
    take(reading, *answers, {**submit, "device_sequence": 9})
    take(reading, sent("chronology/why", "Slow words.", sequence=8))
    reading.refresh_from_db()
    assert reading.status == ReadingStatus.SUBMITTED
    assert replayed(reading).values["chronology/why"] == "Slow words."
    assert late_events(reading) == []


def test_handing_in_waits_until_nothing_is_missing(reading: Reading) -> None:
    first, *others = whole()
    assert take(reading, *others).status == ReadingStatus.OPEN
    assert take(reading, first).status == ReadingStatus.SUBMITTED


def test_going_on_after_asking_to_hand_in_means_asking_again(reading: Reading) -> None:
    first, *others = whole()
    take(reading, *others)
    assert take(reading, {**first, "device_sequence": 99}).status == ReadingStatus.OPEN
    assert take(reading, sent("", None, kind="submit", sequence=100)).status == ReadingStatus.SUBMITTED


def test_any_moment_can_be_seen_again(reading: Reading) -> None:
    take(reading, sent("chronology/why", "1", sequence=1), days=12)
    take(reading, sent("chronology/why", "2", sequence=2), days=13)
    assert replayed(reading, until=later(days=12.5)).values == {"chronology/why": "1"}
    assert replayed(reading, until=later(days=11)).values == {}


def test_two_devices_are_told(reading: Reading) -> None:
    take(reading, sent("chronology/why", "1"))
    assert take(reading, sent("chronology/why", "2", device="tablet")).conflicts == ["chronology/why"]


def test_events_are_never_changed(reading: Reading) -> None:
    take(reading, sent())
    kept = AnswerEvent.objects.get()
    with pytest.raises(ChangeRefused):
        kept.save()
    with pytest.raises(ChangeRefused):
        AnswerEvent.objects.update(value="other")


def test_each_keeping_is_audited_without_the_answers(reading: Reading) -> None:
    event = sent(value="words about a person")
    take(reading, event)
    entry = AuditEntry.objects.filter(operation="record_reading.take_events").latest("pk")
    assert entry.details == {"events": [event["event_id"]]}
    assert uuid.UUID(entry.subject_id) == reading.pk


def answered(reading: Reading) -> list[Change]:
    """What counts once two questions were answered on one device."""
    take(reading, sent(), sent("inquiry/days", "3", sequence=2))
    return changes_of(reading)


def take_knowing(reading: Reading, known: list[Change], event: dict[str, object]) -> Taken:
    return take_events(reading=reading, events=[event], by=reading.reader, at=later(days=13), known=known)


def test_what_was_read_before_and_what_is_new_is_all_that_counts(reading: Reading) -> None:
    known = answered(reading)
    taken = take_knowing(reading, known, sent("inquiry/days", "5", sequence=3, based_on=known[1].event_id))
    assert taken.held == replayed(reading)
    assert taken.held.values == {"chronology/why": "yes", "inquiry/days": "5"}


def test_what_is_sent_again_is_no_news_to_what_was_read_before(reading: Reading) -> None:
    event = sent("inquiry/days", "5", sequence=3)
    known = answered(reading)
    take_knowing(reading, known, event)
    assert take_knowing(reading, known, event).held == replayed(reading)


def test_what_another_device_sent_meanwhile_counts_as_well(reading: Reading) -> None:
    known = answered(reading)
    take(reading, sent("inquiry/days", "7", device="tablet"))
    taken = take_knowing(reading, known, sent(sequence=9))
    assert taken.held == replayed(reading)
    assert taken.conflicts == ["inquiry/days"]


def test_what_comes_late_does_not_count_whatever_was_read_before(reading: Reading) -> None:
    take(reading, *whole())
    known = changes_of(reading)
    reading.refresh_from_db()
    assert reading.status == ReadingStatus.SUBMITTED
    taken = take_knowing(reading, known, sent("inquiry/days", "8", device="tablet"))
    assert taken.held == replayed(reading)
    assert taken.held.values["inquiry/days"] == WHOLE["inquiry/days"]
