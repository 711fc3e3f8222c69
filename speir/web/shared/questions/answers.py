"""What a sent page of questions says: answers by address, and which button was pressed."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from speir.web.shared.questions.asked import Asked, QuestionPage
from speir.web.shared.questions.moments import from_boxes

SHOWN = "shown"
PRESSED = "pressed"
WITHOUT_ANSWER = ("note", "hidden", "file", "still")


@dataclass(frozen=True)
class Pressed:
    """The button that sent the page: ``what`` is add, remove, or any other; ``address`` what it is about."""

    what: str
    address: str


def answers_from(post: QueryDict, page: QuestionPage) -> dict[str, str]:
    """Every answer on the page as XForms writes it, by address; "" for a question left without.

    A question that was hidden when the page was printed counts only when something was sent for it, because a
    script may have brought it up.
    """
    return {
        asked.address: _answer(post, asked)
        for asked in page.questions
        if asked.control not in WITHOUT_ANSWER and (asked.is_relevant or _was_sent(post, asked))
    }


def changed_answers(post: QueryDict, page: QuestionPage) -> dict[str, str]:
    """The answers that differ from what the page showed, so that an old page never undoes newer answers."""
    before = _shown_before(str(post.get(SHOWN) or ""))
    return {
        address: value
        for address, value in answers_from(post, page).items()
        if value != before.get(address, "")
    }


def names_of_files(post: QueryDict, page: QuestionPage) -> dict[str, str]:
    """The files that were chosen on a page which only says their names, by address."""
    chosen = {asked.address: post.get(asked.field) for asked in page.questions if asked.control == "file"}
    return {address: str(name) for address, name in chosen.items() if name}


def pressed(post: QueryDict) -> Pressed:
    """Which button sent the page; the first, plain one when nothing says so."""
    what, _, address = str(post.get(PRESSED) or "").partition(" ")
    return Pressed(what or "save", address)


def _shown_before(text: str) -> Mapping[str, str]:
    try:
        held = json.loads(text or "{}")
    except ValueError:
        return {}
    return {str(key): str(value) for key, value in held.items()} if isinstance(held, dict) else {}


def _was_sent(post: QueryDict, asked: Asked) -> bool:
    names = (
        [f"{asked.field}.{box.part}" for box in asked.boxes] if asked.control == "boxes" else [asked.field]
    )
    return any(post.get(name) for name in names)


def _answer(post: QueryDict, asked: Asked) -> str:
    if asked.control == "boxes":
        typed = {box.part: str(post.get(f"{asked.field}.{box.part}") or "") for box in asked.boxes}
        return from_boxes(asked.kind, typed)
    values = [value for value in post.getlist(asked.field) if value]
    if asked.control == "checkboxes":
        return " ".join(_in_order(values, asked))
    if asked.control == "ranking":
        return " ".join(dict.fromkeys(values))
    return values[-1].replace("\r\n", "\n").strip() if values else ""


def _in_order(values: Iterable[str], asked: Asked) -> list[str]:
    """Chosen values in the order of the choices; what is no choice stays, so that it is refused aloud."""
    place = {offer.value: number for number, offer in enumerate(asked.offers)}
    return sorted(dict.fromkeys(values), key=lambda value: place.get(value, len(place)))
