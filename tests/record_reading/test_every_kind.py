"""The journeys of record reading answer every kind of question there is: a new kind must join them."""

import re

from speir.xforms.convert import convert
from speir.xforms.form import load_form
from speir.xforms.parts import Form, Kind
from tests.record_reading.every_kind import PAGES, SET_BY_THE_FORM, every_kind_workbook

# Answered by nobody in the journeys: it keeps what the form itself begins with.
KEPT_AS_GIVEN = {"typed/lane"}
APPEARANCES = {"multiline", "minimal", "likert", "field-list", "list-nolabel"}


def form() -> Form:
    return load_form(convert(every_kind_workbook(), "every.xlsx").xform)


def test_the_template_of_the_journeys_has_every_kind_and_appearance() -> None:
    questions = form().questions
    assert {question.kind for question in questions} == set(Kind) - {Kind.UNSUPPORTED}
    said = {word for question in questions for word in question.appearance.split()}
    assert said >= APPEARANCES


def test_the_journeys_answer_every_question_of_it() -> None:
    answered = {re.sub(r"\[[^]]*\]", "", each.address) for page in PAGES.values() for each in page}
    asked = {"/".join(question.names[1:]) for question in form().questions if question.is_asked}
    assert answered | set(SET_BY_THE_FORM) | KEPT_AS_GIVEN == asked
