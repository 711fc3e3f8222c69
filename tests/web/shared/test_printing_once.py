"""What is printed around typed answers is kept, the answers are not; the HTML is what printing anew gives."""

from dataclasses import replace

import pytest
from django.template import engines

from speir.web.shared.questions.asked import Asked, QuestionPage
from speir.web.shared.questions.shaping import MARK, _stencil, question_page
from speir.xforms.session import Session
from speir.xforms.sheet import AnswerSheet
from tests.xforms.forms import NOW, form_of, row

TYPED = [
    row("text", "words", hint="A role.", guidance_hint="Not a name."),
    row("text", "account", appearance="multiline", required="yes"),
    row("integer", "many", constraint=". < 10", constraint_message="Fewer than 10."),
    row("decimal", "hours"),
    row("date", "on"),
    row("time", "at"),
    row("dateTime", "moment"),
    row("text", "hidden_one", relevant="${many} = 3"),
]
HARD = "<b>\"&'</b> — é\n{{ 1 }}"
ANSWERS = [
    {},
    {"words": HARD, "account": HARD, "many": "12", "hours": "2.5", "on": "2026-11-03", "at": "09:05"},
    {"moment": "2026-11-22T14:05", "many": "3", "hidden_one": "shown now", "on": "-11-", "at": "x"},
    {"words": MARK, "many": "<>", "on": f"{MARK}-1-2"},
]


def page_of(answers: dict[str, str]) -> QuestionPage:
    session = Session(form_of(TYPED), AnswerSheet(answers), now=NOW)
    return question_page(session.page(session.form.pages[0].key, with_faults=True))


def html_of(page: QuestionPage) -> str:
    jinja = engines["jinja2"].env
    return str(jinja.get_template("shared/questions.html.jinja").module.page(page))


def anew(asked: Asked) -> Asked:
    return replace(asked, stencil=None, printed=None)


@pytest.mark.parametrize("answers", ANSWERS)
def test_the_html_is_what_printing_anew_gives(answers: dict[str, str]) -> None:
    page = page_of(answers)
    assert any(each.stencil for each in page.questions)
    assert html_of(page) == html_of(replace(page, parts=tuple(map(anew, page.parts))))


def test_one_stencil_for_every_answer_and_no_answer_in_it() -> None:
    pages = [page_of(answers) for answers in ({"words": "mine alone"}, {"words": "somebody else's"})]
    for page in pages:
        html_of(page)
    first, second = (next(q for q in page.questions if q.address == "words") for page in pages)
    assert first.stencil is second.stencil
    assert first.stencil is not None
    kept = repr((first.stencil.asked, first.stencil.pieces))
    assert "mine alone" not in kept
    assert "somebody" not in kept
    assert (first.value, second.value) == ("mine alone", "somebody else's")


def test_an_answer_cannot_end_its_own_box() -> None:
    html = html_of(page_of({"words": '" onfocus="alert(1)', "account": "</textarea><script>"}))
    assert 'value="&#34; onfocus=&#34;alert(1)"' in html
    assert "<script>" not in html


def test_an_author_who_writes_the_mark_is_printed_anew() -> None:
    session = Session(form_of([row("text", "odd", f"Odd {MARK} label")]), now=NOW)
    page = question_page(session.page(session.form.pages[0].key))
    assert f"Odd {MARK} label" in html_of(page)
    assert _stencil.cache_info().maxsize is not None
