"""The figures of a month computed a second time, straight from the file; shares no line with speir."""

import csv
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

SPELLINGS = {
    "Argyll & Bute": "Argyll and Bute",
    "Dumfries & Galloway": "Dumfries and Galloway",
    "Perth & Kinross": "Perth and Kinross",
}
Figures = dict[str, dict[str, Fraction]]


def column_of(words: str) -> str:
    """The name of the column that counts a kind of service."""
    for old, new in ((" & ", "_and_"), (" ", "_")):
        words = words.replace(old, new)
    return words.lower()


def counted_by_hand(file: Path) -> Figures:
    """Council -> column -> number."""
    found: Figures = defaultdict(lambda: defaultdict(Fraction))
    with file.open(encoding="cp1252", newline="") as opened:
        for row in csv.DictReader(opened):
            if row["ServiceStatus"] != "Active":
                continue
            name = row["Council_Area_Name"]
            mine = found[SPELLINGS.get(name, name)]
            mine["services"] += 1
            mine[column_of(row["CareService"])] += 1
            if row["CareService"] == "Care Home Service":
                mine["care_home_" + column_of(row["Subtype"])] += 1
            whom = row["Client_group"].lower() + "_"
            mine[whom + "services"] += 1
            if row["MinGrade"] != "NA":
                for start in ("", whom):
                    mine[start + "graded"] += 1
                    mine[start + "good_or_better"] += row["MinGrade"] in "456"
                    mine[start + "minimum_1_or_2"] += row["MinGrade"] in "12"
            for head in row:
                if head.startswith(("Complaints_upheld", "Enforcements_issued")) and row[head] != "NA":
                    mine[f"{head[:-4].lower()}20{head[-4:-2]}_{head[-2:]}"] += int(row[head])
    return found


def compare(ours: dict[str, dict[str, str]], theirs: Figures) -> int:
    """Fail at the first cell that differs; the number of cells that were compared."""
    assert set(theirs) == set(ours)
    compared = 0
    for council, row in ours.items():
        numbers = theirs[council]
        # Nothing is counted by hand that is not printed.
        assert set(numbers) <= set(row), council
        for column, cell in row.items():
            if column in ("council", "code", "month"):
                continue
            compared += 1
            if "percent" not in column:
                assert Fraction(cell) == numbers[column], (council, column)
                continue
            start = column.removesuffix("percent_good_or_better")
            if not numbers[start + "graded"]:
                assert cell == "", (council, column)
                continue
            share = 100 * numbers[start + "good_or_better"] / numbers[start + "graded"]
            assert abs(Fraction(cell) - share) <= Fraction(1, 20), (council, column)
    return compared
