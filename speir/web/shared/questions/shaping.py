"""From what the form logic shows to what a page prints: which control, which words, which keys."""

from collections.abc import Collection, Iterable
from dataclasses import fields, replace
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from operator import attrgetter
from typing import Any

from django.conf import settings

from speir.foundations.file_kinds import MEGABYTE, in_words, kinds_for
from speir.web.shared.questions.asked import (
    NUMBER_KEYS,
    Asked,
    AskedGroup,
    AskedItem,
    AskedRepeat,
    Offer,
    Part,
    QuestionPage,
    Stencil,
)
from speir.web.shared.questions.wording import plainly, said
from speir.xforms.shown import (
    GroupShown,
    ItemShown,
    PageShown,
    PartShown,
    QuestionShown,
    RepeatShown,
)

# A range of so few steps is a row of boxes; a longer one is typed.
FEW_STEPS = 11
# These hold nobody's own words, so what is made of them may be kept.
CLOSED = ("select_one", "select_multiple", "rank", "acknowledge", "trigger")
# These hold what somebody typed, which is never kept: only what is printed around it.
TYPED = ("text", "integer", "decimal", "date", "time", "dateTime")
# A character that no keyboard has stands where the answer will.
MARK = "\ue000"
MARKED = {"date": "{0}-{0}-{0}", "time": "{0}:{0}", "dateTime": "{0}-{0}-{0}T{0}:{0}"}
MOST_KEPT = 2000
OF_KIND = {
    "integer": "number",
    "decimal": "number",
    "date": "boxes",
    "time": "boxes",
    "dateTime": "boxes",
    "select_multiple": "checkboxes",
    "rank": "ranking",
    "note": "note",
    "acknowledge": "acknowledge",
    "trigger": "acknowledge",
    "file": "file",
    "image": "file",
    "calculate": "hidden",
    "hidden": "hidden",
}


# Everything of a question but the answer, read at once: a copy without the answer would cost as much again.
AROUND = tuple(each.name for each in fields(QuestionShown) if each.name != "value")
_around = attrgetter(*AROUND)


def question_page(shown: PageShown, files_at: str = "") -> QuestionPage:
    """The page that prints a page of the form logic; what does not apply now is on it, hidden.

    ``files_at`` is the address below which attached files are read.
    """
    return QuestionPage(shown.key, plainly(shown.title), _parts(shown.items, files_at))


def largest_words() -> str:
    """How large a file may be."""
    return f"Up to {settings.SPEIR_LARGEST_UPLOAD // MEGABYTE} MB."


def _parts(items: Iterable[PartShown], files_at: str) -> tuple[Part, ...]:
    return tuple(_part(each, files_at) for each in items)


def _part(shown: PartShown, files_at: str) -> Part:
    if isinstance(shown, RepeatShown):
        return _repeat(shown, files_at)
    if isinstance(shown, GroupShown):
        return _group(shown, files_at)
    if shown.kind in TYPED and not shown.is_readonly:
        return _typed(shown)
    return _closed(shown) if shown.kind in CLOSED else _question(shown, files_at)


@lru_cache(maxsize=MOST_KEPT)
def _closed(shown: QuestionShown) -> Asked:
    """A question that is answered by choosing: shaped once, and printed once, for everybody."""
    return replace(_question(shown, ""), printed={})


def _typed(shown: QuestionShown) -> Asked:
    """A question that is answered by typing, with what was typed."""
    stencil = _stencil(*_around(shown))
    return replace(stencil.asked, value=shown.value, stencil=stencil)


@lru_cache(maxsize=MOST_KEPT)
def _stencil(*around: Any) -> Stencil:
    """What is printed around an answer, shaped once and printed once for everybody."""
    shown = QuestionShown(value="", **dict(zip(AROUND, around, strict=True)))
    marked = MARKED.get(shown.kind, "{0}").format(MARK)
    return Stencil(replace(_question(shown, ""), value=marked), MARK, {})


def _group(shown: GroupShown, files_at: str) -> AskedGroup:
    return AskedGroup(
        address=shown.address,
        label=shown.label,
        hint=shown.hint,
        is_relevant=shown.is_relevant,
        is_grid=any(_is_in_grid(each) for each in shown.items),
        parts=_parts(shown.items, files_at),
    )


def _is_in_grid(shown: PartShown) -> bool:
    return isinstance(shown, QuestionShown) and "list-nolabel" in shown.appearance.split()


def _repeat(shown: RepeatShown, files_at: str) -> AskedRepeat:
    return AskedRepeat(
        address=shown.address,
        label=shown.label,
        is_relevant=shown.is_relevant,
        may_change=shown.may_change,
        items=tuple(_item(each, number, files_at) for number, each in enumerate(shown.items, 1)),
        blank=_item(shown.blank, 0, files_at) if shown.blank else None,
    )


def _item(shown: ItemShown, number: int, files_at: str) -> AskedItem:
    return AskedItem(shown.address, shown.key, number, _parts(shown.items, files_at))


def _question(shown: QuestionShown, files_at: str) -> Asked:
    choices = [(each.value, each.label) for each in shown.choices] or _steps(*shown.range_limits)
    left_out = {each.value for each in shown.choices if not each.is_offered}
    takes = kinds_for(*shown.takes) if shown.kind == "file" else ()
    is_still = shown.is_readonly and shown.kind != "note"
    return Asked(
        address=shown.address,
        kind=shown.kind,
        control="still" if is_still else control_of(shown.kind, shown.appearance, len(choices)),
        label=shown.label,
        hint=shown.hint or _limits(shown, choices),
        guidance=shown.guidance,
        appearance=shown.appearance,
        offers=offers(choices, shown.value, left_out, has_keys=not shown.is_filtered),
        value=shown.value,
        is_required=shown.is_required,
        is_relevant=shown.is_relevant,
        fault=shown.fault,
        is_filtered=shown.is_filtered,
        takes=takes,
        files_at=files_at,
        takes_words=f"{in_words(takes)}. {largest_words()}" if takes else "",
    )


def _limits(shown: QuestionShown, choices: list[tuple[str, str]]) -> str:
    start, end, step = shown.range_limits
    if shown.kind != "range" or choices:
        return ""
    by = f", in steps of {step}" if step not in ("", "1") else ""
    return f"A number from {start} to {end}{by}."


def _steps(start: str, end: str, step: str) -> list[tuple[str, str]]:
    """The numbers of a range, when they are few enough for a box each."""
    try:
        first, last, apart = Decimal(start), Decimal(end), abs(Decimal(step or "1"))
    except InvalidOperation:
        return []
    if not apart or abs(last - first) / apart >= FEW_STEPS:
        return []
    apart = apart if last >= first else -apart
    numbers = [first + apart * each for each in range(int((last - first) / apart) + 1)]
    return [(f"{each:f}", f"{each:f}") for each in numbers]


def control_of(kind: str, appearance: str, steps: int = 0) -> str:
    """Which macro prints a question of this kind and appearance."""
    words = appearance.split()
    if kind == "select_one":
        if "label" in words:
            return "hidden"  # the heading row of a table; every row says its own choices
        if "minimal" in words or "autocomplete" in words:
            return "select"
        return "scale" if "likert" in words or "list-nolabel" in words else "radios"
    if kind == "range":
        return "scale" if 0 < steps <= FEW_STEPS else "number"
    if kind == "text" and "multiline" in words:
        return "multiline"
    return OF_KIND.get(kind, "text")


def offers(
    choices: Iterable[tuple[str, str]],
    value: str,
    left_out: Collection[str] = (),
    *,
    has_keys: bool = True,
) -> tuple[Offer, ...]:
    """Choices as (value, label) with those that are chosen, and a number key for each of the first nine.

    The places of a filtered list change as answers do, so its choices show no number.
    """
    chosen, last = set(value.split()), NUMBER_KEYS if has_keys else 0
    return tuple(
        Offer(
            value=name,
            label=said(label),
            plain=plainly(label),
            is_chosen=name in chosen,
            key=number if number <= last else 0,
            is_offered=name not in left_out,
        )
        for number, (name, label) in enumerate(choices, 1)
    )
