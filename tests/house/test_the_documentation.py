"""Documentation that fails the build when it says something else than the code."""

import re
from pathlib import Path

import pytest

from speir.config import reference
from speir.evaluations.choices import FindingKind
from speir.people.choices import Role
from tests.house.code import ROOT, capabilities, layers

DOCS = ROOT / "docs"
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def glossary() -> set[str]:
    """The words of the glossary, in small letters."""
    lines = (DOCS / "glossary.md").read_text(encoding="utf-8").splitlines()
    return {word.lower() for line in lines for word in re.findall(r"^- \*\*([^*]+)\*\*", line)}


def words_of_the_architecture() -> list[str]:
    """The field's words that docs/architecture.md lists."""
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    listed = re.search(r"\*partnership,.*?\*", text, re.DOTALL)
    assert listed, "docs/architecture.md lists the words in italics, beginning with partnership"
    return [" ".join(word.split()) for word in listed[0].strip("*").split(",")]


def dead_links(page: Path) -> list[str]:
    """The links of a page that lead nowhere in this repository."""
    links = LINK.findall(page.read_text(encoding="utf-8"))
    return [link for link in links if not (page.parent / link).exists()]


def test_the_generated_reference_is_fresh() -> None:
    assert reference.stale() == [], "run script/fix, or speir reference-docs"


def test_a_missing_or_changed_page_is_noticed(tmp_path: Path) -> None:
    assert set(reference.stale(tmp_path)) == set(reference.pages())


@pytest.mark.parametrize("word", words_of_the_architecture())
def test_every_word_of_the_architecture_is_explained(word: str) -> None:
    assert word in glossary()


@pytest.mark.parametrize("label", [*(role.label for role in Role), *(kind.label for kind in FindingKind)])
def test_every_role_and_finding_is_explained(label: str) -> None:
    assert label.lower() in glossary()


def test_the_architecture_names_every_part() -> None:
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    assert [name for line in layers() for name in line if name not in text and name != "__main__"] == []


PAGES = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    assert dead_links(page) == []


@pytest.mark.parametrize("capability", capabilities(), ids=lambda folder: folder.name)
def test_a_capability_says_what_it_uses_and_who_uses_it(capability: Path) -> None:
    text = (capability / "README.md").read_text(encoding="utf-8").lower()
    assert "use" in text


def test_a_dead_link_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("[there](page.md) [nowhere](nowhere.md) [outside](https://example.scot)")
    assert dead_links(page) == ["nowhere.md"]
