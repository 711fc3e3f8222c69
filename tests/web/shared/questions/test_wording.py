"""An author's words never become anything but words."""

import pytest

from speir.web.shared.questions.wording import plainly, said, told_of


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Plain words", "Plain words"),
        ("**Bold** and *italic* and _too_", "<strong>Bold</strong> and <em>italic</em> and <em>too</em>"),
        ("a_name_with_lines and 2 * 3 * 4", "a_name_with_lines and 2 * 3 * 4"),
        ("one\ntwo", "one<br>two"),
        ("# Heading", "<strong>Heading</strong>"),
        (
            "[the code](https://example.org/a_b_c)",
            '<a href="https://example.org/a_b_c" rel="noreferrer">the code</a>',
        ),
        ('<span style="color:red">Red</span>', "Red"),
    ],
)
def test_marks_are_understood(words: str, shown: str) -> None:
    assert said(words) == shown


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "**<svg onload=alert(1)>**",
        '[x](https://example.org/"onmouseover="alert(1))',
        "[x](javascript:alert(1))",
        "<span onclick=alert(1)><script>1</script></span>",
        "<b><<b>script>",
    ],
)
def test_nothing_gets_in(words: str) -> None:
    shown = str(said(words))
    for tag in ("<strong>", "</strong>", "<em>", "</em>", "</a>"):
        shown = shown.replace(tag, "")
    links = [part for part in shown.split("<a ") if part.startswith("href=")]
    assert shown.count("<") == len(links)
    assert all(link.startswith('href="https://') for link in links)
    assert all(link.split(">")[0].count('"') == 4 for link in links)


def test_a_spoken_name_has_no_marks() -> None:
    assert plainly("**Was** the [code](https://a.example) read?\n_Now_") == "Was the code read? Now"


@pytest.mark.parametrize(
    ("words", "told"),
    [("Was it **read**?", "Was it read? Answer this."), ("Its name", "Its name: Answer this.")],
)
def test_a_fault_follows_its_question(words: str, told: str) -> None:
    assert told_of(words, "Answer this.") == told
