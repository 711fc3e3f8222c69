"""The architecture contracts are kept, and each of them notices when it is not."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.code import ROOT

# One line in one file, and the contract that must notice.
BREACHES = {
    "speir/people/queries.py": ("from speir.inspections import queries as above", "one-way"),
    "speir/frameworks/terms.py": ("from speir.partnerships import choices as beside", "one-way"),
    "speir/nowhere/__init__.py": ("", "one-way"),
    "speir/web/partnership/breach.py": ("import speir.web.inspectorate", "audiences"),
    "speir/web/shared/breach.py": ("from speir.people.models import Person", "screens-and-jobs"),
    "speir/jobs/breach.py": ("from speir.people import models", "screens-and-jobs"),
    "speir/inspections/rules.py": ("from speir.foundations import moves", "plain-python"),
    "speir/people/models.py": ("from speir.people import operations", "inside"),
    "speir/reports/drafting.py": (
        "from speir.concerns import choices as breach",
        "concerns-stay-out-of-reports",
    ),
    "speir/web/design_system/breach.py": ("from speir.people import choices", "design-system"),
}


def lint(folder: Path, contract: str) -> subprocess.CompletedProcess[str]:
    """Check one contract on a copy of the source."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    return subprocess.run(
        [*command, "--contract", contract],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The source and its contracts, to break."""
    leave_out = shutil.ignore_patterns("__pycache__", "static", "templates")
    shutil.copytree(ROOT / "speir", tmp_path / "speir", ignore=leave_out)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize("contract", sorted({contract for _, contract in BREACHES.values()}))
def test_a_contract_is_kept(copy: Path, contract: str) -> None:
    ended = lint(copy, contract)
    assert ended.returncode == 0, ended.stdout


@pytest.mark.parametrize("file", sorted(BREACHES))
def test_a_breach_is_noticed(copy: Path, file: str) -> None:
    line, contract = BREACHES[file]
    broken = copy / file
    broken.parent.mkdir(exist_ok=True)
    before = broken.read_text() if broken.exists() else ""
    broken.write_text(f"{before}\n{line}\n")
    ended = lint(copy, contract)
    assert ended.returncode == 1
    assert "nowhere" in ended.stdout or "BROKEN" in ended.stdout
