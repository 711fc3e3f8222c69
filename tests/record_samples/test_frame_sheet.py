"""Reading a frame: every fault with its place, and nothing that leads to a person."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from speir.foundations.library_faults import LibraryFaults
from speir.record_samples.choices import Agency, Population
from speir.record_samples.frame_sheet import COLUMNS, FrameRow, ReadFrame, read_frame
from speir.record_samples.frame_workbook import frame_workbook, template
from tests.record_samples.factories import GOOD, row, rows, workbook


def read(*lines: list[object], **shape: object) -> ReadFrame:
    return read_frame(workbook(*lines, **shape), "frame.xlsx")  # type: ignore[arg-type]


def faults(*lines: list[object], **shape: object) -> list[str]:
    with pytest.raises(LibraryFaults) as refused:
        read(*lines, **shape)
    return [str(fault) for fault in refused.value.faults]


def changed(**cells: object) -> list[object]:
    return [cells.get(column, was) for column, was in zip(COLUMNS, GOOD, strict=True)]


def test_one_sheet_is_read() -> None:
    (found,) = read(GOOD).rows
    assert (found.reference, found.population, found.locality) == ("R-0001", "investigation", "Eastmuir town")
    assert found.agencies == (Agency.SOCIAL_WORK, Agency.POLICE)
    assert (found.sheet, found.row) == ("frame", 2)


def test_two_sheets_are_read() -> None:
    heads = tuple(column for column in COLUMNS if column != "population")
    book = load_workbook(BytesIO(workbook([*GOOD[:1], *GOOD[2:]], sheet="investigation", heads=heads)))
    page = book.create_sheet("inquiry")
    page.append(heads)
    page.append(["Q-0001", *GOOD[2:]])
    saved = BytesIO()
    book.save(saved)
    found = read_frame(saved.getvalue(), "frame.xlsx").rows
    assert [(one.reference, one.population) for one in found] == [
        ("R-0001", Population.INVESTIGATION),
        ("Q-0001", Population.INQUIRY),
    ]


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"reference": ""}, "reference", "Write the reference"),
        ({"reference": "R*1"}, "reference", "cannot be used"),
        ({"population": "surgery"}, "population", "Write one of: investigation, inquiry"),
        ({"population": "inquiri"}, "population", "Did you mean “inquiry”?"),
        ({"locality": ""}, "locality", "Write the locality"),
        ({"health": "perhaps"}, "health", "Write yes or no"),
        ({"episode_on": ""}, "episode_on", "Write the episode on"),
        ({"episode_on": "last May"}, "episode_on", "Write it like 2026-11-22"),
        ({"reference": "=A1"}, "reference", "formula"),
    ],
)
def test_bad_input_is_refused_with_its_place(cells: dict[str, object], column: str, words: str) -> None:
    told = faults(GOOD, changed(**{"reference": "R-0002", **cells}))
    assert any(f"frame.xlsx, sheet “frame”, row 3, column “{column}”" in one and words in one for one in told)


@pytest.mark.parametrize(
    ("column", "text", "kind"),
    [
        ("reference", "1403520018", "CHI number"),
        ("reference", "EM-14031952", "date of birth"),
        ("reference", "EM-1403521234", "date of birth"),
        ("reference", "Margaret Stewart", "name of a person"),
        ("locality", "Port Ness, EH12 5HE", "postcode"),
        ("locality", "AB123456C", "National Insurance number"),
        ("locality", "someone@example.com", "e-mail address"),
        ("episode_on", "1952-03-14", "date of birth"),
        ("population", "CHI 1403521234", "CHI number"),
        # mistyped, it has no check digit that fits; it leads to a person all the same
        ("locality", "1403521234", "date of birth"),
        ("police", "1403521234", "date of birth"),
    ],
)
def test_what_leads_to_a_person_is_refused_and_not_repeated(column: str, text: str, kind: str) -> None:
    told = faults(changed(**{column: text}))
    assert any(f"row 2, column “{column}”" in one and kind in one for one in told)
    assert not any(text in one for one in told)


@pytest.mark.parametrize(
    ("column", "text", "to_do"),
    [
        ("reference", "1403520018", "a reference of your own that says nothing"),
        ("locality", "Port Ness, EH12 5HE", "write the town or locality alone"),
        ("episode_on", "1952-03-14", "the day on which the inquiry or investigation began"),
        ("police", "1403520018", "Take it out of the whole sheet."),
    ],
)
def test_what_to_do_fits_the_column(column: str, text: str, to_do: str) -> None:
    assert any(f"column “{column}”" in one and to_do in one for one in faults(changed(**{column: text})))


def test_a_place_called_like_a_person_is_to_be_looked_at_and_not_refused() -> None:
    found = read(changed(locality="Margaret Street"))
    assert [one.place.column for one in found.to_look_at] == ["locality"]
    assert len(found.rows) == 1


def test_six_digits_that_may_be_a_birthday_are_to_be_looked_at() -> None:
    assert len(read(changed(reference="R 140352")).to_look_at) == 1
    assert not read(changed(reference="R 000352")).to_look_at


def test_another_column_or_sheet_is_refused() -> None:
    assert any("“name”" in one and "Delete the column" in one for one in faults(heads=(*COLUMNS, "name")))
    book = load_workbook(BytesIO(workbook(GOOD)))
    book.create_sheet("key").append(["R-0001", "who it is"])
    saved = BytesIO()
    book.save(saved)
    with pytest.raises(LibraryFaults, match="Delete the sheet"):
        read_frame(saved.getvalue(), "frame.xlsx")


def test_missing_columns_and_empty_frames_are_refused() -> None:
    assert any("column “police”" in one and "missing" in one for one in faults(heads=COLUMNS[:5]))
    assert any("no rows" in one for one in faults())
    assert any("no sheet with the name" in one for one in faults(GOOD, sheet="cases"))
    with pytest.raises(LibraryFaults, match="not an Excel workbook"):
        read_frame(b"words", "frame.xlsx")


def test_a_reference_stands_once_and_a_locality_is_written_in_one_way() -> None:
    told = faults(GOOD, changed(reference="r-0001", locality="EASTMUIR TOWN"))
    assert any("stands on sheet “frame”, row 2 already" in one for one in told)
    assert any("written “Eastmuir town” on row 2" in one for one in told)


def test_every_fault_is_told_at_once() -> None:
    told = faults(changed(reference="", health="x"), changed(episode_on="soon"))
    assert len(told) == 3


def test_the_template_is_accepted_once_it_has_a_row() -> None:
    with pytest.raises(LibraryFaults, match="no rows"):
        read_frame(template(), "frame.xlsx")
    book = load_workbook(BytesIO(template()))
    book["frame"].append(GOOD)
    saved = BytesIO()
    book.save(saved)
    assert len(read_frame(saved.getvalue(), "frame.xlsx").rows) == 1


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(1, 4000), min_size=1, max_size=30, unique=True))
def test_a_frame_that_was_written_reads_back_as_it_was(numbers: list[int]) -> None:
    given_rows = [row(number, row=at) for at, number in enumerate(numbers, start=2)]
    assert list(read_frame(frame_workbook(given_rows), "frame.xlsx").rows) == given_rows


def test_the_usual_frame_is_clean() -> None:
    found = read_frame(frame_workbook(rows()), "frame.xlsx")
    assert len(found.rows) == 215
    assert not found.to_look_at
    assert isinstance(found.rows[0], FrameRow)
