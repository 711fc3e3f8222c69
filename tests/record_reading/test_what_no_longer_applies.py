"""What was answered and then no longer applies: it leaves the figures, and is not lost."""

import pytest

from speir.record_reading.answers import answers_of
from speir.record_reading.models import AnswerEvent
from speir.record_reading.outcome_queries import figures_of
from speir.record_reading.queries import session_of
from tests.factories import later
from tests.record_reading.factories import (
    make_exercise,
    make_reading,
    make_records,
    reading_world,
    sent,
    take,
    whole,
)

AT = later(days=12)
THERE, QUALITY = "chronology/there", "chronology/quality"


@pytest.mark.django_db
def test_an_answer_that_no_longer_applies_leaves_the_figures_and_is_kept() -> None:
    # given two records whose chronology is there and good
    world = reading_world()
    exercise = make_exercise(world)
    records = make_records(world.inspection, world.lead, 2)
    one, other = (make_reading(exercise, world.inspector, record=each) for each in records)
    take(one, whole())
    # when the reader of the other says, before handing in, that there is none after all
    *answers, handed_in = whole()
    take(other, [*answers, sent(THERE, "no", sequence=50), {**handed_in, "device_sequence": 51}])
    # then its quality is not asked, and only the first stands in that figure, out of one
    assert answers_of(session_of(other, AT))[QUALITY] is None
    figures = {each.question.address: each.figure for each in figures_of(exercise, AT).questions}
    assert (figures[THERE].numerator, figures[THERE].denominator) == (1, 2)
    assert (figures[QUALITY].numerator, figures[QUALITY].denominator) == (1, 1)
    # and the answer itself is still on file
    assert AnswerEvent.objects.filter(reading=other, address=QUALITY, value="good").exists()
