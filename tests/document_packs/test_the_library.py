"""Packs and letters as library data: checked cell by cell, immutable once used, out to Excel and in again."""

import pytest

from speir.foundations.library_faults import Fault, LibraryFaults
from speir.frameworks.operations import import_shipped_frameworks
from speir.people.operations import SYSTEM
from speir.programmes.choices import Output
from speir.programmes.excel_library import workbook_of
from speir.programmes.letter_fields import FIELDS, fault_in, filled, missing_in
from speir.programmes.library import LibraryMethod
from speir.programmes.operations import import_shipped_programmes
from speir.programmes.queries import letters_of, library_of, pack_of, phase, programmes
from speir.programmes.reading import library_from, shipped_libraries
from tests.factories import NOW
from tests.programmes.sample import YAML

PACK = """
pack:
- {method: weeks, stage: all, key: briefing, title: Briefing, purpose: To know, audience: "head, coordinator",
   bodies: council, week: 2, weekday: monday, text: Words., wording: indicative}
- {method: weeks, stage: all, key: survey, title: Survey, purpose: To know, audience: coordinator, week: 1,
   weekday: friday, wording: indicative}
letters:
- {method: weeks, key: second, title: Second, recipients: head, subject: "{partnership}", text: "Ask {lead}.",
   wording: indicative}
"""


def method(words: str = PACK) -> LibraryMethod:
    return next(
        each.method for each in library_from((YAML + words).encode(), "sample.yaml").phases if each.method.key
    )


def faults(old: str, new: str) -> list[Fault]:
    assert old in PACK
    with pytest.raises(LibraryFaults) as caught:
        method(PACK.replace(old, new, 1))
    return list(caught.value.faults)


def test_a_pack_and_letters_are_read() -> None:
    read = method()
    assert [each.key for each in read.pack] == ["survey", "briefing"]  # in the order of their weeks
    assert read.pack[1].audience == ("head", "coordinator")
    assert read.pack[1].bodies == ("council",)
    assert read.pack[0].text == ""
    assert read.letters[0].recipients == ("head",)


@pytest.mark.parametrize(
    ("old", "new", "column", "words"),
    [
        ('"head, coordinator"', '"head, boss"', "audience", "“boss” is not one of the words"),
        ("bodies: council", "bodies: councils", "bodies", "“councils” is not one of the words"),
        ("stage: all, key: survey", "stage: some, key: survey", "stage", "not defined in “stages”"),
        ("week: 2", "week: 99", "week", "whole number from 1 to"),
        ("key: survey", "key: briefing", "key", "already on line"),
        ("purpose: To know, audience: coordinator", "audience: coordinator", "purpose", "Nothing is written"),
        ("text: Words., wording: indicative", "text: Words., wording: official", "source", "no source"),
        ("recipients: head", "recipients: inspector", "recipients", "“inspector” is not one of the words"),
        ("Ask {lead}.", "Ask {leed}.", "text", "Speir cannot fill in “leed”"),
        ("Ask {lead}.", "Ask {lead.", "text", "curly bracket is not closed"),
        ('"{partnership}"', '"{place}"', "subject", "Speir cannot fill in “place”"),
    ],
)
def test_a_fault_is_located_and_says_what_to_do(old: str, new: str, column: str, words: str) -> None:
    found = faults(old, new)
    assert any(words in str(each) and each.place.column == column for each in found), found


def test_a_method_without_a_pack_has_the_checksum_it_always_had() -> None:
    without = method("")
    assert "pack" not in without.content
    assert "letters" not in without.content
    assert without.checksum != method().checksum


def test_every_shipped_method_with_a_timetable_has_a_pack_and_letters_unless_it_reviews_progress() -> None:
    for library in shipped_libraries():
        for each in library.phases:
            if not each.method.milestones:
                continue
            keys = {document.key for document in each.method.pack}
            assert all(document.is_indicative and document.text for document in each.method.pack)
            if each.method.output == Output.PROGRESS_JUDGEMENTS:
                # It rests on the plan of an earlier report: nothing is asked for and no letter announces it.
                assert {"review-briefing", "review-coordinator", "review-claims", "review-facts"} <= keys
                continue
            assert {"partnership-briefing", "position-statement", "evidence", "coordinators-role"} <= keys
            kinds = {evidence.kind for evidence in each.method.evidence_methods}
            assert ("staff-survey" in keys) == ("staff_survey" in kinds)
            assert ("record-reading" in keys) == ("records" in kinds)
            assert each.method.letters


@pytest.mark.django_db
def test_what_is_kept_goes_out_to_excel_and_comes_back_the_same() -> None:
    import_shipped_frameworks(by=SYSTEM, at=NOW)
    import_shipped_programmes(by=SYSTEM, at=NOW)
    kept = phase("adult-support-and-protection", "phase-2")
    assert len(pack_of(kept)) == 6
    assert len(letters_of(kept)) == 2
    for programme in programmes():
        library = library_of(programme)
        again = library_from(workbook_of(library), "again.xlsx")
        assert [each.method.checksum for each in again.phases] == [
            each.method.checksum for each in library.phases
        ]


def test_fields_are_found_filled_in_and_missed() -> None:
    words = "Dear {recipient}, ask {lead} or {coordinator}."
    values = {"recipient": "A", "lead": "B", "coordinator": " "}
    assert missing_in(words, values) == ["coordinator"]
    assert filled("{lead} {lead} {coordinator}", {"lead": "B"}) == "B B {coordinator}"
    assert filled("{lead}", {"lead": "{coordinator}"}) == "{coordinator}"  # what is filled in stays as it is
    assert fault_in(words) == ""
    assert fault_in("}{") == "A curly bracket is not closed."
    assert set(missing_in("".join(f"{{{name}}}" for name in FIELDS), {})) == set(FIELDS)
