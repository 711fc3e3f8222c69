"""Made-up answers fill a form as far as its own rules allow."""

from speir.questionnaires.sampling_answers import sample_answers
from speir.questionnaires.shipped import SHIPPED
from speir.questionnaires.trying import try_workbook
from speir.xforms.form import load_form
from speir.xforms.session import Session
from tests.factories import NOW


def test_every_kind_is_answered_without_a_fault() -> None:
    path = SHIPPED / "every-kind-of-question.xlsx"
    form = load_form(try_workbook(path.read_bytes(), path.name, "survey", {}).xform)
    session = Session(form, sample_answers(form, now=NOW), now=NOW)
    assert session.faults() == []
    assert all(page.answered == page.asked for page in session.pages())
    assert session.sheet.items == {"visit": ["sample"]}


def test_the_same_number_gives_the_same_answers() -> None:
    path = SHIPPED / "every-kind-of-question.xlsx"
    form = load_form(try_workbook(path.read_bytes(), path.name, "survey", {}).xform)
    one, same = (sample_answers(form, now=NOW, number=3) for _ in range(2))
    assert one.to_json() == same.to_json()
    assert any(sample_answers(form, now=NOW, number=n).to_json() != one.to_json() for n in range(9))
