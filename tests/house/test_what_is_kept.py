"""Nothing of one machine, of a package registry or of a secret is kept in this repository."""

import re

import pytest

from tests.house.code import ROOT, kept_files

# Put together here so that this file does not hold what it looks for.
REGISTRIES = ["pypi" + ".org", "python" + "hosted.org", "registry.npm" + "js", "deb.debian" + ".org"]
# A list of a form has its choices under a root of its own: a path in the form, not on a machine.
MACHINE = r"(^|[^A-Za-z0-9_.])/(" + "work|far" + r"m|roo" + r"t(?!/item\b)|ho" + r"me/[a-z]+)/"
UNWANTED = re.compile("|".join([*map(re.escape, REGISTRIES), MACHINE]))
LARGEST = 1024 * 1024
RUNNABLE = [
    *(f"script/{name}" for name in ("demo", "test", "check", "fix", "serve", "lock", "add")),
    ".ci/run",
]


def text_files() -> list[str]:
    """The kept files that hold text, by their place."""
    kept = (path for path in kept_files() if b"\0" not in path.read_bytes()[:4096])
    return [str(path.relative_to(ROOT)) for path in kept]


def unwanted(text: str) -> list[str]:
    """The lines that name a registry or a place on one machine."""
    return [line[:200] for line in text.splitlines() if UNWANTED.search(line)]


def test_no_registry_and_no_machine_is_named() -> None:
    found = {
        name: lines
        for name in text_files()
        if (lines := unwanted((ROOT / name).read_text(encoding="utf-8", errors="replace")))
    }
    assert found == {}


def test_nothing_is_large() -> None:
    assert [path.name for path in kept_files() if path.stat().st_size > LARGEST] == []


def test_no_lock_with_addresses_is_kept() -> None:
    assert "uv.lock" not in {path.name for path in kept_files()}
    for name in (
        "requirements.lock",
        "requirements-planner.lock",
        "requirements-dev.lock",
        "script/uv.requirements",
    ):
        text = (ROOT / name).read_text()
        assert "://" not in text
        pins = re.findall(r"^\S+==", text, re.MULTILINE)
        assert len(pins) <= text.count("--hash=sha256:")


@pytest.mark.parametrize("name", RUNNABLE)
def test_a_script_can_be_run(name: str) -> None:
    script = ROOT / name
    assert script.stat().st_mode & 0o111
    assert "set -euo pipefail" in script.read_text()


def test_the_check_can_fail() -> None:
    assert unwanted("see https://" + REGISTRIES[0] + "/x")
    assert unwanted("open /wo" + "rk/main/speir")
    assert unwanted("in /roo" + "t/items/x")
    assert not unwanted("the /rooted/ network/ of/work/ and instance('x')/roo" + "t/item[1]")
