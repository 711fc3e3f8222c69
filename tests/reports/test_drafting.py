"""The first draft is made from what was agreed and found, without a database."""

from dataclasses import replace

from speir.reports import drafting
from speir.reports.choices import SectionKind

FOUND = (
    drafting.Found("id-1", 1, "strength", "Staff know what to do.", "item-1", "Key processes"),
    drafting.Found("id-2", 2, "area_for_improvement", "Improve chronologies.", "item-1", "Key processes"),
    drafting.Found("id-3", 3, "area_for_improvement", "Hear adults.", "item-2", "Strategic leadership"),
)
MATERIAL = drafting.Material(
    partnership="Strathtest",
    is_fictional=True,
    programme="Joint inspections",
    phase="phase 3",
    framework="Framework for tests, version 1",
    framework_is_indicative=True,
    bodies=("Body A", "Body B", "Body C"),
    key_areas=("Key processes", "Strategic leadership"),
    judged=(drafting.Judged("item-1", "1", "Key processes", "effective", "Strengths outweigh."),),
    found=FOUND,
    gathered=(drafting.Gathered("document", 7), drafting.Gathered("staff survey", 0)),
    strength="strength",
    area_for_improvement="recommendation",
    areas_for_improvement="recommendations",
)


def _by_key(material: drafting.Material = MATERIAL) -> dict[str, drafting.Drafted]:
    return {section.key: section for section in drafting.draft(material)}


def test_sections_come_in_the_order_in_which_the_report_prints_them() -> None:
    headings = list(dict.fromkeys(section.heading for section in drafting.draft(MATERIAL)))

    assert headings == [
        "About this inspection",
        "Summary",
        "Key processes",
        "Strategic leadership",
        "Next steps",
        "How we did it",
    ]


def test_areas_for_improvement_are_called_what_the_framework_calls_them_and_numbered_through() -> None:
    titles = [section.title for section in _by_key().values() if section.finding_id]

    assert titles == ["Strength 1", "Recommendation 1", "Recommendation 2"]


def test_a_finding_keeps_its_identity_and_its_words() -> None:
    section = _by_key()["finding-2"]

    assert (section.finding_id, section.text) == ("id-2", "Improve chronologies.")
    assert section.kind == SectionKind.AREA_FOR_IMPROVEMENT


def test_the_conclusion_section_holds_the_rationale_and_not_the_level() -> None:
    section = _by_key()["conclusion-1"]

    assert section.text == "Strengths outweigh."
    assert section.kind == SectionKind.CONCLUSION


def test_a_fictional_partnership_and_indicative_wording_are_said_to_be_so() -> None:
    about = _by_key()["about"].text

    assert "Strathtest is fictional" in about
    assert "not the official text" in about
    assert "Body A, Body B and Body C" in about


def test_a_real_partnership_with_official_wording_is_not_called_otherwise() -> None:
    about = _by_key(replace(MATERIAL, is_fictional=False, framework_is_indicative=False))["about"].text

    assert "fictional" not in about
    assert "indicative" not in about


def test_every_count_of_evidence_has_its_source_and_n() -> None:
    method = _by_key()["method"].text

    assert "7 items of evidence" in method
    assert "document: n = 7; staff survey: n = 0" in method


def test_next_steps_say_what_happens_with_several_one_or_no_areas() -> None:
    assert "each of the 2 recommendations" in _by_key()["next_steps"].text
    assert (
        "the recommendation in this report" in _by_key(replace(MATERIAL, found=FOUND[:2]))["next_steps"].text
    )
    assert "no recommendations" in _by_key(replace(MATERIAL, found=FOUND[:1]))["next_steps"].text
