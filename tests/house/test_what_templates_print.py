"""What a template prints are words for people: no marks of the template's own language among them."""

from pathlib import Path

import pytest
from jinja2 import Environment

WEB = Path(__file__).parents[2] / "speir" / "web"
TEMPLATES = sorted(WEB.rglob("*.jinja"))


def marks_within_words(source: str) -> list[str]:
    """The texts within expressions that hold a mark of the template, which would be printed as it stands."""
    tokens = Environment().lex(source)
    texts = [str(text) for _, kind, text in tokens if kind == "string"]
    return [text for text in texts if "{{" in text or "{%" in text]


def test_a_mark_within_words_is_found() -> None:
    assert marks_within_words('{{ empty("Each {{ thing }} is here.") }}') == ['"Each {{ thing }} is here."']
    assert marks_within_words('{{ empty("Each " ~ thing ~ " is here.") }} {{ thing }}') == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_prints_its_own_marks(path: Path) -> None:
    assert marks_within_words(path.read_text()) == []
