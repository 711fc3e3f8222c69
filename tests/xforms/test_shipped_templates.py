"""The record reading templates that come with Speir: sound, indicative, made from what is reviewed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from speir.xforms.checking import check_file
from speir.xforms.convert import Converted, convert
from speir.xforms.form import load_form
from speir.xforms.lint import MEND, findings
from speir.xforms.minutes import estimate
from speir.xforms.session import Session
from speir.xforms.template_source import excel_from_yaml
from speir.xforms.workbook import read_workbook
from tests.house.code import PACKAGE

LIBRARY = PACKAGE / "questionnaires" / "library"
SOURCES = sorted(LIBRARY.glob("asp-*-reading.yaml"))
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
GOOD = ("excellent", "very_good", "good")


def made(source: Path) -> Converted:
    """A template as it is shipped."""
    workbook = source.with_suffix(".xlsx")
    return convert(workbook.read_bytes(), workbook.name)


def test_both_populations_have_one() -> None:
    assert [source.stem for source in SOURCES] == ["asp-inquiry-reading", "asp-record-reading"]


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_the_workbook_is_made_from_its_source(source: Path) -> None:
    shipped = read_workbook(source.with_suffix(".xlsx").read_bytes())
    assert shipped == read_workbook(excel_from_yaml(source.read_text(encoding="utf-8")))


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_it_loads_and_nothing_in_it_must_be_mended(source: Path) -> None:
    verdict = check_file(source.with_suffix(".xlsx"))
    assert verdict.loads
    assert verdict.refusals == verdict.warnings == ()
    form = made(source)
    assert [
        str(each) for each in findings(form.xform, form, is_record_reading=True) if each.severity == MEND
    ] == []


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_it_says_that_it_is_indicative(source: Path) -> None:
    assert "INDICATIVE" in source.read_text(encoding="utf-8")
    assert "(indicative)" in made(source).title


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_every_quality_question_counts_alike(source: Path) -> None:
    rules = [rule for path, rule in made(source).rules.items() if path.endswith("_quality")]
    assert rules
    assert {rule.good for rule in rules} == {GOOD}
    assert {rule.denominator for rule in rules} == {"recorded"}
    assert {rule.missing for rule in rules} == {("not_recorded",)}


def session(stem: str) -> Session:
    """Nothing answered yet."""
    return Session(load_form(made(LIBRARY / f"{stem}.yaml").xform), now=NOW)


def test_sections_follow_whose_records_were_read() -> None:
    reading = session("asp-record-reading")
    reading.answer("record/records_read", "social_work police")
    assert reading.is_relevant("police")
    assert not reading.is_relevant("health")


def test_advocacy_that_was_not_needed_leaves_the_denominator_and_the_next_question() -> None:
    reading = session("asp-record-reading")
    rule = made(LIBRARY / "asp-record-reading.yaml").rules["/data/support/advocacy_offered"]
    assert (rule.out, rule.missing, rule.good) == (("not_applicable",), ("not_recorded",), ("yes",))
    for answer, is_asked in (
        ("yes", True),
        ("no", False),
        ("not_applicable", False),
        ("not_recorded", False),
    ):
        reading.answer("support/advocacy_offered", answer)
        assert reading.is_relevant("support/advocacy_received") == is_asked


def test_who_attended_is_asked_of_those_invited() -> None:
    reading = session("asp-record-reading")
    reading.answer("conference/conference_held", "yes")
    reading.add_item("meeting", "k1")
    reading.answer("meeting[k1]/meeting_invited", "adult police")
    assert [each.value for each in reading.choices("meeting[k1]/meeting_attended")] == ["adult", "police"]
    reading.answer("meeting[k1]/meeting_invited", "nobody_recorded")
    assert not reading.is_relevant("meeting[k1]/meeting_attended")


def test_days_across_the_clock_change() -> None:
    reading = session("asp-record-reading")
    reading.answer("inquiry/concern_received_on", "2026-03-28")
    reading.answer("inquiry/inquiry_completed_on", "2026-03-30")
    assert reading.record()["inquiry"]["inquiry_days"] == 2


def test_what_could_be_better_is_asked_for_when_the_whole_was_not_good() -> None:
    reading = session("asp-record-reading")
    for answer, is_required in (("weak", True), ("good", False), ("not_recorded", False), ("", False)):
        reading.answer("overall/overall_quality", answer)
        faults = {fault.address for fault in reading.faults()}
        assert ("overall/overall_improve" in faults) == is_required


def test_the_inquiry_template_is_the_shorter_one() -> None:
    shorter, longer = (estimate(made(source).xform) for source in SOURCES)
    assert shorter.typical < longer.typical
