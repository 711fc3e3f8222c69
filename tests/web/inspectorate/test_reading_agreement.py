"""The page about agreement of readers: what is drawn is what is printed, and who is too few says so."""

from datetime import date, timedelta

import pytest

from speir.measures.drift import TOO_SHORT, Drift, by_day
from speir.measures.tabulation import PlainRule
from speir.record_reading.agreeing import One, findings
from speir.record_reading.answers import Asked
from speir.web.inspectorate.inspection_header import InspectionHeader
from speir.web.inspectorate.reading_agreement import AgreementPage, agreement_page, trend_in_words

HEADER = InspectionHeader("r", "p", "h", "s", False, (), "c", (), "")
YES_NO = {"yes": "Yes", "no": "No"}
ASKED = [Asked("a/one", "Was it seen?", "select_one", YES_NO, "First", 14)]
PAIRS = (("Ann", "Bea"), ("Bea", "Cal"), ("Ann", "Cal"))
START = date(2026, 11, 2)


def page(records: int, second: str = "no") -> AgreementPage:
    """A page of so many records that two of three people read; every other one they see differently."""
    readings = [
        One(f"R{n}", reader, "CI" if reader == "Ann" else "HIS", START + timedelta(n % 4), {"a/one": answer})
        for n in range(records)
        for reader, answer in zip(PAIRS[n % 3], ("yes", second if n % 2 else "yes"), strict=True)
    ]
    return agreement_page(HEADER, "Investigations", findings(ASKED, readings, {"a/one": PlainRule()}))


def test_every_question_reader_and_body_has_both_measures_with_intervals_and_a_picture() -> None:
    found = page(30)
    [question] = found.questions
    for measured in (question.gwet, question.alpha, *(each.gwet for each in (*found.readers, *found.bodies))):
        assert measured.at is not None
        assert measured.low <= measured.at <= measured.high
        assert " to " in measured.range
    assert [each.name for each in found.readers] == ["Ann", "Bea", "Cal"]
    assert [each.name for each in found.bodies] == ["CI and HIS", "HIS"]
    assert [each.records for each in found.readers] == [20, 20, 20]


def test_advice_says_the_words_of_its_question() -> None:
    advice = page(30).advice
    assert {"Was it seen?"} == {each.label for each in advice if "uestion 14" in each.sentence}


def test_the_days_are_drawn_and_the_table_says_the_same() -> None:
    found = page(30)
    assert found.chart is not None
    assert (
        [dot.value for dot in found.chart.dots] == [each.percent for each in found.days] == [100, 0, 100, 0]
    )
    assert sum(each.records for each in found.days) == 30


def test_nothing_is_drawn_of_nothing() -> None:
    found = page(0)
    assert (found.questions, found.readers, found.chart, found.trend) == (
        (),
        (),
        None,
        "No record has been read twice yet.",
    )


@pytest.mark.parametrize(
    ("slope", "p", "why_not", "words"),
    [
        (None, None, TOO_SHORT, "A trend is tested from 20 records over 3 days."),
        (0.0, None, "Every answer is the same.", "Every answer is the same."),
        (-0.1, 0.4, "", "No trend that chance would not explain (p = 0.40)."),
        (-0.1, 0.01, "", "Readers agree less as the days pass (p = 0.010): read some early records again."),
    ],
)
def test_a_trend_in_words(slope: float | None, p: float | None, why_not: str, words: str) -> None:
    days = by_day([(START, 1.0), (START + timedelta(1), 0.5)]).days
    assert trend_in_words(Drift(days, 20, slope, p, why_not)) == words
