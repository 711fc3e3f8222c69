"""Every figure of the real month, against a second computation that shares no line with ours.

Runs where the datastore's file of June 2024 is at hand: beside the project (../shared/data), or named in
SPEIR_TEST_DATASTORE_FILE. The file is not part of the project.
"""

import csv
import io
import os
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

import pytest
from django.core.management import call_command

from speir.partnerships.operations import load_reference_areas
from speir.people.operations import SYSTEM
from speir.regulated_services.models import Snapshot
from tests.factories import NOW
from tests.house.code import ROOT

FILE = Path(
    os.environ.get("SPEIR_TEST_DATASTORE_FILE", ROOT.parent / "shared/data/regulated_services_2024-06.csv")
)
SPELLINGS = {
    "Argyll & Bute": "Argyll and Bute",
    "Dumfries & Galloway": "Dumfries and Galloway",
    "Perth & Kinross": "Perth and Kinross",
}
AREAS = ROOT / "speir/partnerships/reference/scotland_areas.csv"
CODES = {
    row["council_name"]: row["council_code"]
    for row in csv.DictReader(AREAS.read_text(encoding="utf-8").splitlines())
}

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not FILE.is_file(), reason="the datastore's file is not at hand"),
]


def column_of(words: str) -> str:
    for old, new in ((" & ", "_and_"), (" ", "_")):
        words = words.replace(old, new)
    return words.lower()


def counted_by_hand() -> dict[str, dict[str, Fraction]]:
    """Council -> column -> number, straight from the file."""
    found: dict[str, dict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    with FILE.open(encoding="cp1252", newline="") as opened:
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


def test_the_real_month_gives_the_figures_that_a_second_computation_confirms() -> None:
    load_reference_areas(by=SYSTEM, at=NOW)
    heard = io.StringIO()
    call_command("import_indicators", "regulated-services", str(FILE), stdout=heard)
    assert "10,726 services" in heard.getvalue()
    printed = io.StringIO()
    call_command("area_figures", "--format", "csv", stdout=printed)
    ours = {row["council"]: row for row in csv.DictReader(io.StringIO(printed.getvalue()))}
    theirs = counted_by_hand()
    assert Snapshot.objects.get().outside_scotland == theirs.pop("outside Scotland")["services"] == 44
    assert {name: row["code"] for name, row in ours.items()} == CODES
    assert set(theirs) == set(ours)
    for council, row in ours.items():
        numbers = theirs[council]
        for column, cell in row.items():
            if column in ("council", "code", "month"):
                continue
            if "percent" in column:
                start = column.removesuffix("percent_good_or_better")
                share = 100 * numbers[start + "good_or_better"] / numbers[start + "graded"]
                assert abs(Fraction(cell) - share) <= Fraction(1, 20), (council, column)
            else:
                assert Fraction(cell) == numbers[column], (council, column)
        # Nothing is counted there that is not printed here.
        assert set(numbers) <= set(row), council
