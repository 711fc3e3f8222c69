"""Groups as tables, and filtered lists: what is asked, what a page is called, what a script may bring up."""

from speir.questionnaires.trying import try_workbook
from speir.xforms.form import load_form
from speir.xforms.session import Session
from speir.xforms.shown import GroupShown, QuestionShown
from tests.record_reading.every_kind import every_kind_workbook
from tests.xforms.forms import NOW


def session() -> Session:
    tried = try_workbook(every_kind_workbook(), "every.xlsx", "record_reading", {})
    return Session(load_form(tried.xform, {}), now=NOW)


def test_a_table_is_called_by_its_label_and_its_headings_are_no_question() -> None:
    found = session()
    [count] = [page for page in found.pages() if page.key == "views"]
    assert (count.title, count.asked) == ("Views on the plan", 2)
    page = found.page("views")
    assert page.title == "Views on the plan"
    [group] = page.items
    assert isinstance(group, GroupShown)
    assert not [part for part in group.items if isinstance(part, QuestionShown) and part.kind == "note"]


def test_a_filtered_list_shows_what_it_leaves_out_as_left_out() -> None:
    found = session()

    def town() -> list[tuple[str, bool]]:
        [group] = found.page("chosen").items
        assert isinstance(group, GroupShown)
        [asked] = [part for part in group.items if part.address == "chosen/town"]
        assert isinstance(asked, QuestionShown)
        return [(choice.value, choice.is_offered) for choice in asked.choices]

    assert town() == [("glen", False), ("ness", False)]
    found.answer("chosen/area", "west")
    assert town() == [("glen", False), ("ness", True)]
    assert [choice.value for choice in found.choices("chosen/town")] == ["ness"]
