"""Every figure of the real month, against a second computation that shares no line with ours.

Runs where the datastore's file of June 2024 is at hand: beside the project (../shared/data), or named in
SPEIR_TEST_DATASTORE_FILE. The file is not part of the project; test_an_invented_month.py does the same
everywhere, over a month as large in which every service is invented.
"""

import csv
import hashlib
import io
import os
from pathlib import Path

import pytest
from django.core.management import call_command

from speir.partnerships.operations import load_reference_areas
from speir.people.operations import SYSTEM
from speir.regulated_services.models import Snapshot
from tests.factories import NOW
from tests.house.code import ROOT
from tests.regulated_services.by_hand import compare, counted_by_hand

FILE = Path(
    os.environ.get("SPEIR_TEST_DATASTORE_FILE", ROOT.parent / "shared/data/regulated_services_2024-06.csv")
)
AREAS = ROOT / "speir/partnerships/reference/scotland_areas.csv"
CODES = {
    row["council_name"]: row["council_code"]
    for row in csv.DictReader(AREAS.read_text(encoding="utf-8").splitlines())
}

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not FILE.is_file(), reason="the datastore's file is not at hand"),
]


def test_the_real_month_gives_the_figures_that_a_second_computation_confirms() -> None:
    load_reference_areas(by=SYSTEM, at=NOW)
    heard = io.StringIO()
    call_command("import_indicators", "regulated-services", str(FILE), stdout=heard)
    assert "10,726 services" in heard.getvalue()
    printed = io.StringIO()
    call_command("area_figures", "--format", "csv", stdout=printed)
    ours = {row["council"]: row for row in csv.DictReader(io.StringIO(printed.getvalue()))}
    theirs = counted_by_hand(FILE)
    kept = Snapshot.objects.get()
    assert kept.outside_scotland == theirs.pop("outside Scotland")["services"] == 44
    assert kept.checksum == hashlib.sha256(FILE.read_bytes()).hexdigest()
    assert {name: row["code"] for name, row in ours.items()} == CODES
    assert compare(ours, theirs) > 32 * 30
    call_command("import_indicators", "regulated-services", str(FILE), stdout=heard)
    assert "imported before" in heard.getvalue()
    assert Snapshot.objects.count() == 1
