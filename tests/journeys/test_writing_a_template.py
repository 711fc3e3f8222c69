"""An author's workbook: what bites is told by cell, tried out in two languages, and read on paper."""

from collections.abc import Callable, Sequence

import pytest
from playwright.sync_api import expect

from speir.demo.cast import Cast
from tests.journeys.actors import Actor
from tests.xforms.excel import workbook

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SignIn = Callable[..., Actor]
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADS = (
    "type",
    "name",
    "label::English (en)",
    "label::Gàidhlig (gd)",
    "relevant",
    "calculation",
    "required",
)
YES_NO = (
    ("list_name", "name", "label::English (en)", "label::Gàidhlig (gd)", "counts_as"),
    ("yn", "yes", "Yes", "Tha", ""),
    ("yn", "no", "No", "Chan eil", ""),
    ("yn", "nr", "Not recorded", "Gun chlàradh", "missing"),
)
HARD = (
    "Notwithstanding multidisciplinary considerations appertaining to circumstances, "
    "were proportionate interventions implemented expeditiously by responsible authorities?"
)
TRAPS = (
    ("username", "who"),
    ("date", "began", "When did it begin?", "Cuin?"),
    ("date", "ended", "When did it end?", "Cuin?"),
    ("calculate", "days", "", "", "", "int(${ended} - ${began})"),
    ("note", "shown", "It took ${days} days.", "${days}"),
    ("select_one yn", "was", "Was the plan clear and timely?", "An robh?"),
    ("text", "never", "Say more.", "Barrachd", "${was} = 'yes' and ${was} = 'no'"),
    ("integer", "visits", "How many visits?", "Cia mheud?"),
    ("calculate", "total", "", "", "", "coalesce(number(${visits}), 0) + 1"),
    ("text", "hard", HARD, ""),
)
TOLD = (
    ("2 type", "stores the account with the answers"),
    ("5 calculation", "a day is cut off by int()"),
    ("8 relevant", "can never be shown"),
    ("10 calculation", "so the 0 is never taken"),
    ("10 name", "nothing in the form uses “total”"),
    ("7 label::English (en)", "may ask two things at once"),
    ("11 label::English (en)", "this is hard to read: as for an age of"),
    ("11 label::Gàidhlig (gd)", "Gàidhlig (gd) has none"),
)
GOOD = (
    ("begin_group", "first", "The inquiry", "An rannsachadh"),
    ("select_one yn", "timely", "Was it made in time?", "An robh e ann an àm?", "", "", "yes"),
    ("integer", "late", "How many days late?", "Cia mheud latha?", "${timely} = 'no'", "", "yes"),
    ("file", "plan", "The plan, names blacked out", "Am plana"),
    ("end_group", ""),
    ("begin_group", "second", "The plan", "Am plana"),
    ("text", "why", "What should the lead know?", "Carson?"),
    ("end_group", ""),
)


def written(rows: Sequence[Sequence[str]], form_id: str) -> bytes:
    """A workbook in two languages."""
    settings = (
        ("form_title", "form_id", "version", "default_language"),
        ("A form in two languages", form_id, "1", "English (en)"),
    )
    return workbook({"survey": (HEADS, *rows), "choices": YES_NO, "settings": settings})


@pytest.fixture
def author(cast: Cast, sign_in: SignIn) -> Actor:
    """The methods analyst."""
    return sign_in("analyst")


def checks(author: Actor, kind: str, content: bytes) -> None:
    """Have a workbook checked for a use."""
    author.opens("/questionnaires/check/")
    author.ticks(kind)
    chosen = {"name": "form.xlsx", "mimeType": EXCEL, "buffer": content}
    author.page.get_by_label("Workbook", exact=True).set_input_files(chosen)  # type: ignore[arg-type]
    author.presses("Check")


def test_what_bites_is_told_by_sheet_row_and_column(author: Actor) -> None:
    # when a survey full of traps is checked
    checks(author, "Survey", written(TRAPS, "traps"))
    author.sees("it works; some of it is to be mended", "Will be wrong sooner or later: 4 findings")
    # then each is told with its cell and what to write instead
    lines = [" ".join(line.split()).lower() for line in author.page.get_by_role("row").all_inner_texts()]
    for place, words in TOLD:
        assert any(f"survey {place.lower()} " in line and words.lower() in line for line in lines), place
    # and it is not published before the author says that each is meant so
    author.presses("Publish version 1")
    author.sees("There is a problem")
    for width in (1366, 683, 320):
        author.is_whole_at(width)


def test_it_is_tried_out_in_both_languages_and_read_on_paper(author: Actor) -> None:
    page = author.page
    # given a workbook without faults
    checks(author, "Record reading", written(GOOD, "two_languages"))
    author.sees("checked, and without faults", "Minutes", "English (en), Gàidhlig (gd)")
    checked = page.url.removeprefix(author.address)
    # when it is tried out in the other language, with a file and an answer that brings up a question
    author.follows("Try it out")
    author.picks("Language", "Gàidhlig (gd)")
    author.presses("Show in this language")
    author.sees("An robh e ann an àm?", "Gun chlàradh")
    assert page.locator("[data-page]").get_attribute("lang") == "gd"
    expect(page.locator("[data-trying-ready]")).to_be_attached()
    expect(page.get_by_label("Cia mheud latha?")).to_be_hidden()
    page.get_by_role("radio", name="Chan eil", exact=True).press("Space")
    expect(page.get_by_label("Cia mheud latha?")).to_be_visible()
    expect(page.get_by_text("1/3 answered")).to_be_visible()
    page.get_by_label("Am plana").set_input_files(
        {"name": "plan.csv", "mimeType": "text/csv", "buffer": b"a"}
    )
    # then the question is there at once, and the next page takes everything along
    author.presses("Next page")
    author.sees("2/3 answered")
    author.presses("An rannsachadh")
    author.sees("Cia mheud latha?", "Attached: plan.csv")
    assert page.get_by_role("radio", name="Chan eil", exact=True).is_checked()
    author.presses("Fill with sample answers")
    for width in (1366, 683, 320):
        author.is_whole_at(width)
    # then the report on paper says when each question is shown and what it must be
    author.opens(f"{checked}logic/")
    author.sees("When “Was it made in time?” is “No”.", "a file", "Required.")
    page.emulate_media(media="print")
    assert page.get_by_role("table").is_visible()
    assert page.pdf(format="A4", landscape=True).startswith(b"%PDF")
