"""The speir command: it reads well, tells faults in words, and saves nothing by halves."""

import os
import subprocess
import sys
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import call_command, get_commands
from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone

from speir.config import cli
from speir.foundations import audit, outbox
from speir.frameworks.models import Framework
from speir.national_overview.models import PublishedResult
from speir.partnerships.models import Area
from speir.people.choices import BodyKind
from speir.people.operations import SYSTEM, register_body
from tests.house.code import ROOT
from tests.regulated_services.datastore import file_of

OURS = [command for group in cli.GROUPS.values() for command in group if "(Django)" not in command.purpose]


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as an operator does, in a process of its own."""
    given = {name: value for name, value in os.environ.items() if not name.startswith(("SPEIR_", "DATABASE"))}
    return subprocess.run(
        [sys.executable, "-m", "speir", *arguments],
        cwd=ROOT,
        env={**given, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,  # a new database takes minutes on a busy machine
    )


def say(*arguments: str) -> str:
    """What a management command says."""
    heard = StringIO()
    call_command(*arguments, stdout=heard)
    return heard.getvalue()


def test_help_names_every_command_with_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--help"]) == 0
    told = capsys.readouterr().out
    assert all(command.usage in told and command.purpose in told for command in OURS)


@pytest.mark.parametrize("command", OURS, ids=lambda command: command.name)
def test_every_command_in_the_help_exists(command: cli.Command) -> None:
    assert command.function or command.name.replace("-", "_") in get_commands()


def test_every_job_is_in_the_help() -> None:
    jobs = {name.replace("_", "-") for name, app in get_commands().items() if app == "speir.jobs"}
    assert jobs <= {command.name for command in OURS}


def test_a_missing_setting_is_told_with_all_the_others_before_anything_starts() -> None:
    ended = run("check", SPEIR_MODE="production")
    assert ended.returncode != 0
    for name in ("SECRET_KEY", "ALLOWED_HOSTS", "PUBLIC_URL", "DATA_DIR", "EMAIL_FROM", "EMAIL_HOST"):
        assert f"SPEIR_{name} is missing" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_first_import_in_a_new_data_directory_makes_its_database(tmp_path: Path) -> None:
    month = tmp_path / "services_2024-06.csv"
    month.write_bytes(file_of({"Council_Area_Name": "Fife"}))
    new = str(tmp_path / "new")
    nothing = run("area-figures", SPEIR_MODE="test", SPEIR_DATA_DIR=new)
    assert (nothing.returncode, "Traceback" in nothing.stderr) == (2, False)
    assert "First: speir migrate" in nothing.stderr
    imported = run(
        "import-indicators", "regulated-services", str(month), SPEIR_MODE="test", SPEIR_DATA_DIR=new
    )
    assert (imported.returncode, "making one" in imported.stderr) == (0, True)
    assert imported.stdout.startswith("Imported 1 services of June 2024")
    printed = run("area-figures", "--format", "csv", SPEIR_MODE="test", SPEIR_DATA_DIR=new)
    assert (printed.returncode, printed.stderr) == (0, "")
    assert "Fife,S12000047,2024-06,1," in printed.stdout


def test_the_demonstration_never_runs_in_production(tmp_path: Path) -> None:
    ended = run(
        "setup-demo",
        SPEIR_MODE="production",
        SPEIR_SECRET_KEY="x" * 50,
        SPEIR_ALLOWED_HOSTS="speir.example",
        SPEIR_PUBLIC_URL="https://speir.example",
        SPEIR_DATA_DIR=str(tmp_path / "nothing"),
        SPEIR_EMAIL_FROM="speir@example.invalid",
        SPEIR_EMAIL_HOST="127.0.0.1",
    )
    assert ended.returncode == 2
    assert "never runs in production" in ended.stderr
    assert not (tmp_path / "nothing").exists()


def test_a_broken_framework_file_is_told_with_its_places_and_exit_code_2(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("framework:\n  key: broken\n")
    ended = run("check-framework", str(broken), SPEIR_MODE="test", SPEIR_DATA_DIR=str(tmp_path))
    assert ended.returncode == 2
    assert "broken.yaml" in ended.stderr
    assert "version" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.django_db
def test_a_broken_framework_file_saves_nothing(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("framework:\n  key: broken\n  version: '1'\n  title: Broken\n")
    with pytest.raises(CommandError, match="Nothing was saved"):
        call_command("import_framework", str(broken))
    assert not Framework.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["import_framework", "check_framework", "import_published"])
def test_a_file_that_is_not_there_is_told_in_words(command: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="nowhere") as refused:
        call_command(command, str(tmp_path / "nowhere.yaml"))
    assert refused.value.returncode == 2


@pytest.mark.django_db
def test_reference_and_published_facts_load_and_load_again_to_the_same() -> None:
    def counted() -> tuple[int, int, int]:
        return Area.objects.count(), Framework.objects.count(), PublishedResult.objects.count()

    say("load_reference")
    say("import_published")
    first = counted()
    say("load_reference")
    say("import_published")
    assert counted() == first
    assert min(first) > 0


@pytest.mark.django_db
def test_a_shipped_framework_checks_and_imports() -> None:
    file = sorted((ROOT / "speir" / "frameworks" / "library").glob("*.yaml"))[0]
    assert "No faults" in say("check_framework", str(file))
    assert not Framework.objects.exists()
    assert "Imported" in say("import_framework", str(file))
    assert Framework.objects.count() == 1


@pytest.mark.django_db
def test_waiting_mail_is_sent_once() -> None:
    put_at = timezone.now() - timedelta(minutes=1)
    outbox.put(key="one", to="head@example.invalid", subject="Something waits", body="In Speir.", at=put_at)
    assert "1 sent" in say("send_outbox")
    assert "0 sent" in say("send_outbox")
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_a_changed_audit_entry_is_found() -> None:
    for name in ("First", "Second"):
        register_body(
            name=name, short_name=name, kind=BodyKind.OTHER, is_fictional=True, by=SYSTEM, at=timezone.now()
        )
    assert "whole" in say("verify_audit")
    without_triggers("update foundations_auditentry set what = 'Something else'")
    assert audit.first_break() is not None
    with pytest.raises(CommandError, match="broken at entry"):
        call_command("verify_audit")


def without_triggers(statement: str) -> None:
    """What somebody could do who owns the database itself."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("alter table foundations_auditentry disable trigger user")
        else:
            cursor.execute(
                "select name from sqlite_master where type = 'trigger' and tbl_name like '%audit%'"
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f'drop trigger "{name}"')
        cursor.execute(statement)
