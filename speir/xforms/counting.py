"""How answers are counted: what leaves the denominator, what is a line of its own, what is good."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from speir.xforms.faults import Fault, FormFaults
from speir.xforms.workbook import Row, Workbook

COUNTS_AS = ("in", "out", "missing")
DENOMINATORS = ("asked", "recorded")
AGENCIES = ("social_work", "health", "police")
SURVEY_COLUMNS = ("denominator", "good", "indicator", "agency")
CHOICES_COLUMN = "counts_as"


@dataclass(frozen=True)
class CountingRule:
    """How one question is counted.

    ``denominator`` is ``asked`` (everyone who was asked, without those it did not apply to) or ``recorded``
    (of these, only where the record says something). ``out`` are choices that leave the denominator ("not
    applicable"), ``missing`` those that say nothing is recorded, ``good`` those that count as positive.
    """

    denominator: str = "asked"
    out: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    good: tuple[str, ...] = ()
    indicator: str = ""
    agency: str = ""

    def to_json(self) -> dict[str, Any]:
        """The rule as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "CountingRule":
        """The rule again, from what ``to_json`` gave."""
        return cls(
            denominator=str(told.get("denominator") or "asked"),
            out=tuple(told.get("out", ())),
            missing=tuple(told.get("missing", ())),
            good=tuple(told.get("good", ())),
            indicator=str(told.get("indicator", "")),
            agency=str(told.get("agency", "")),
        )

    @property
    def sentence(self) -> str:
        """The denominator in words, as it stands beside a figure."""
        base = (
            "Out of all answers where the record says something"
            if self.denominator == "recorded"
            else "Out of all records where the question was asked"
        )
        parts = ["without those it did not apply to"] if self.out else []
        if self.missing and self.denominator == "asked":
            parts.append("“not recorded” counted as a line of its own")
        return f"{', '.join([base, *parts])}."


def choices_by_list(workbook: Workbook) -> dict[str, list[Row]]:
    """The rows of the choices sheet by the name of their list."""
    lists: dict[str, list[Row]] = {}
    for row in workbook.rows("choices"):
        lists.setdefault(row.get("list_name"), []).append(row)
    return lists


def list_of(row: Row) -> str:
    """The name of the list that a select question takes its choices from; empty for other questions."""
    words = row.get("type", "command").replace(" or_other", "").replace(" or specify other", "").split()
    kinds = ("select_one", "select_multiple", "rank", "select1")
    if len(words) == 2 and words[0] in kinds:
        return words[1]
    if len(words) >= 3 and words[0] == "select" and words[1] in ("one", "multiple", "all"):
        return words[-1]
    return ""


def counting_rules(workbook: Workbook, places: Mapping[str, Row]) -> dict[str, CountingRule]:
    """The rule of every question that has choices or says how it is counted, by path; raises its faults."""
    lists = choices_by_list(workbook)
    faults = [*_faults_of_choices(lists)]
    rules = {}
    for path, row in places.items():
        of_list = lists.get(list_of(row), [])
        if of_list or any(row.get(column) for column in SURVEY_COLUMNS):
            faults += _faults_of_question(row, of_list)
            rules[path] = _rule(row, of_list)
    if faults:
        raise FormFaults(*faults)
    return rules


def _rule(row: Row, choices: Iterable[Row]) -> CountingRule:
    def counted_as(kind: str) -> tuple[str, ...]:
        return tuple(choice.get("name", "value") for choice in choices if _counts_as(choice) == kind)

    return CountingRule(
        denominator=row.get("denominator").lower() or "asked",
        out=counted_as("out"),
        missing=counted_as("missing"),
        good=tuple(row.get("good").split()),
        indicator=row.get("indicator"),
        agency=row.get("agency").lower().replace(" ", "_"),
    )


def _counts_as(choice: Row) -> str:
    return choice.get(CHOICES_COLUMN).lower() or "in"


def _faults_of_choices(lists: Mapping[str, list[Row]]) -> Iterable[Fault]:
    for rows in lists.values():
        for row in rows:
            if _counts_as(row) not in COUNTS_AS:
                yield Fault(
                    row.where(CHOICES_COLUMN),
                    f"“{row.get(CHOICES_COLUMN)}” is not a way to count a choice.",
                    "write in, out (does not apply: leaves the denominator) or missing (not recorded).",
                )
        if rows and all(_counts_as(row) == "out" for row in rows):
            yield Fault(
                rows[0].where(CHOICES_COLUMN),
                "every choice of this list leaves the denominator, so nothing would be counted.",
                "write out only for “not applicable”.",
            )


def _faults_of_question(row: Row, choices: list[Row]) -> Iterable[Fault]:
    names = {choice.get("name", "value"): _counts_as(choice) for choice in choices}
    if row.get("denominator").lower() not in ("", *DENOMINATORS):
        yield Fault(
            row.where("denominator"),
            f"“{row.get('denominator')}” is not a denominator.",
            "write asked (everyone who was asked) or recorded (only where something is recorded).",
        )
    if row.get("agency").lower().replace(" ", "_") not in ("", *AGENCIES):
        yield Fault(
            row.where("agency"),
            f"“{row.get('agency')}” is not an agency.",
            f"write {', '.join(AGENCIES)}, or leave the cell empty.",
        )
    if len(row.get("indicator").split()) > 1:
        yield Fault(
            row.where("indicator"),
            "an answer can be evidence for one indicator only.",
            "write one number, such as 1.3.",
        )
    yield from _faults_of_good(row, names)


def _faults_of_good(row: Row, names: Mapping[str, str]) -> Iterable[Fault]:
    good = row.get("good").split()
    if good and not names:
        yield Fault(
            row.where("good"),
            "only a question with choices can have good answers.",
            "leave the cell empty, or make the question a select_one.",
        )
        return
    if unknown := [name for name in good if name not in names]:
        yield Fault(
            row.where("good"),
            f"the list of this question has no choice “{unknown[0]}”.",
            f"write names of its choices, separated by spaces: {' '.join(names)}.",
        )
    if uncounted := [name for name in good if names.get(name, "in") != "in"]:
        yield Fault(
            row.where("good"),
            f"“{uncounted[0]}” is counted as {names[uncounted[0]]}, so it cannot be good as well.",
            "take it out of the cell, or write in for it in column counts_as of the choices.",
        )
