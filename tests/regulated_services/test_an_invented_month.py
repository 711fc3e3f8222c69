"""A month as large as the real one, in which all is invented: figures confirmed, nothing half done."""

import csv
import io
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from speir.partnerships.choices import AreaKind
from speir.partnerships.operations import register_fictional_area
from speir.people.operations import SYSTEM
from speir.regulated_services.choices import CARE_HOME_SUBTYPES, KINDS
from speir.regulated_services.models import RowNotTaken, ServiceInMonth, Snapshot
from tests.factories import NOW
from tests.house.code import ROOT
from tests.regulated_services.by_hand import compare, counted_by_hand
from tests.regulated_services.datastore import HEADS, file_of

ENDS = ("alpha", "bravo", "delta", "echo", "golf", "hotel", "kilo", "lima")
COUNCILS = tuple(f"{first}{last}" for first in ("Inver", "Glen", "Strath", "Kil") for last in ENDS)
ROWS, BAD = 10_000, 40


def invented_services(seed: int = 20240630) -> list[dict[str, str]]:
    """Rows in the datastore's shape: every kind, gaps, services that closed, and councils of one service."""
    chance = random.Random(seed)
    rows = []
    for number in range(ROWS):
        kind = chance.choice(KINDS)
        council = COUNCILS[min(int(chance.expovariate(0.15)), 31)] if number else COUNCILS[-1]
        rows.append(
            {
                "CareService": kind,
                "Subtype": chance.choice(CARE_HOME_SUBTYPES) if kind == "Care Home Service" else "NA",
                "ServiceName": f"Invented {number}",
                "Council_Area_Name": council,
                "Client_group": chance.choice(("Adults", "Children")),
                "MinGrade": chance.choice(("NA", *"123456")),
                "ServiceStatus": chance.choice(("Active",) * 9 + ("Inactive",)),
                "Complaints_upheld_2223": chance.choice(("NA", "0", "1", "3")),
                "Complaints_upheld_2324": chance.choice(("NA", "NA", "2")),
                "Enforcements_issued_2223": chance.choice(("NA",) * 9 + ("1",)),
            }
        )
    return rows


def fictional_councils() -> None:
    for name in COUNCILS:
        register_fictional_area(kind=AreaKind.COUNCIL, name=name, by=SYSTEM, at=NOW)


@pytest.mark.django_db
def test_an_invented_month_gives_the_figures_that_a_second_computation_confirms(tmp_path: Path) -> None:
    fictional_councils()
    rows = invented_services()
    bad = [{"MinGrade": "7"}, {"Council_Area_Name": "Atlantis"}] * (BAD // 2)
    good_file, file = tmp_path / "good.csv", tmp_path / "invented_2024-06.csv"
    good_file.write_bytes(file_of(*rows))
    file.write_bytes(file_of(*rows[:5000], *bad, *rows[5000:]))
    call_command("import_indicators", "regulated-services", str(file), stdout=io.StringIO())
    printed = io.StringIO()
    call_command("area_figures", "--format", "csv", "--fictional", stdout=printed)
    ours = {row["council"]: row for row in csv.DictReader(io.StringIO(printed.getvalue()))}
    theirs = counted_by_hand(good_file)
    assert compare(ours, theirs) > 31 * 30
    assert Snapshot.objects.get().landed == ROWS
    listed = RowNotTaken.objects.values_list("row", flat=True)
    assert list(listed) == list(range(5002, 5002 + BAD))


KILLED = """
import os, signal, sys
import django
django.setup()
from django.core.management import call_command
if sys.argv[1] == "prepare":
    from django.utils import timezone
    from speir.partnerships.operations import load_reference_areas
    from speir.people.operations import SYSTEM
    call_command("migrate", verbosity=0)
    load_reference_areas(by=SYSTEM, at=timezone.now())
elif sys.argv[1] == "killed":
    from speir.regulated_services.models import AreaCounts
    AreaCounts.objects.bulk_create = lambda rows: os.kill(os.getpid(), signal.SIGKILL)
    call_command("import_indicators", "regulated-services", sys.argv[2])
elif sys.argv[1] == "whole":
    call_command("import_indicators", "regulated-services", sys.argv[2])
from speir.regulated_services.models import AreaCounts, ServiceInMonth, Snapshot
print([model.objects.count() for model in (Snapshot, ServiceInMonth, AreaCounts)])
"""


@pytest.mark.slow
def test_killed_in_the_middle_it_leaves_nothing_and_can_be_done_again(tmp_path: Path) -> None:
    file = tmp_path / "invented_2024-06.csv"
    file.write_bytes(file_of(*[{"ServiceName": f"Invented {number}"} for number in range(500)]))
    settings = {"DJANGO_SETTINGS_MODULE": "speir.config.settings", "SPEIR_MODE": "test"}
    place = {"SPEIR_DATA_DIR": str(tmp_path), "DATABASE_URL": ""}

    def run(what: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-c", KILLED, what, str(file)],
            cwd=ROOT,
            env={**os.environ, **settings, **place},
            capture_output=True,
            text=True,
            check=False,
        )

    assert run("prepare").returncode == 0
    assert run("killed").returncode == -signal.SIGKILL
    assert run("look").stdout.splitlines()[-1] == "[0, 0, 0]"
    assert run("whole").stdout.splitlines()[-1] == "[1, 500, 1]"


@pytest.mark.django_db(transaction=True)
def test_a_fault_in_the_middle_leaves_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fictional_councils()
    file = tmp_path / "invented_2024-06.csv"
    file.write_bytes(file_of(*invented_services()[:200], heads=HEADS))

    def broken(*given: object, **more: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("speir.regulated_services.operations.AreaCounts.objects.bulk_create", broken)
        with pytest.raises(Exception, match="No space left"):
            call_command("import_indicators", "regulated-services", str(file), stdout=io.StringIO())
    assert not Snapshot.objects.exists()
    assert not ServiceInMonth.objects.exists()
    call_command("import_indicators", "regulated-services", str(file), stdout=io.StringIO())
    assert Snapshot.objects.get().landed == 200
