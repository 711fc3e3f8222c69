"""From what the form logic shows to what a page prints: which control, which words, which keys."""

from collections.abc import Collection, Iterable
from decimal import Decimal, InvalidOperation

from speir.web.shared.questions.asked import (
    NUMBER_KEYS,
    Asked,
    AskedGroup,
    AskedItem,
    AskedRepeat,
    Offer,
    Part,
    QuestionPage,
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


def question_page(shown: PageShown) -> QuestionPage:
    """The page that prints a page of the form logic; what does not apply now is on it, hidden."""
    return QuestionPage(key=shown.key, title=plainly(shown.title), parts=_parts(shown.items))


def _parts(items: Iterable[PartShown]) -> tuple[Part, ...]:
    return tuple(_part(each) for each in items)


def _part(shown: PartShown) -> Part:
    if isinstance(shown, RepeatShown):
        return _repeat(shown)
    return _group(shown) if isinstance(shown, GroupShown) else _question(shown)


def _group(shown: GroupShown) -> AskedGroup:
    return AskedGroup(
        address=shown.address,
        label=shown.label,
        hint=shown.hint,
        is_relevant=shown.is_relevant,
        is_grid=any(_is_in_grid(each) for each in shown.items),
        parts=_parts(shown.items),
    )


def _is_in_grid(shown: PartShown) -> bool:
    return isinstance(shown, QuestionShown) and "list-nolabel" in shown.appearance.split()


def _repeat(shown: RepeatShown) -> AskedRepeat:
    return AskedRepeat(
        address=shown.address,
        label=shown.label,
        is_relevant=shown.is_relevant,
        may_change=shown.may_change,
        items=tuple(_item(each, number) for number, each in enumerate(shown.items, 1)),
        blank=_item(shown.blank, 0) if shown.blank else None,
    )


def _item(shown: ItemShown, number: int) -> AskedItem:
    return AskedItem(shown.address, shown.key, number, _parts(shown.items))


def _question(shown: QuestionShown) -> Asked:
    choices = [(each.value, each.label) for each in shown.choices] or _steps(*shown.range_limits)
    left_out = {each.value for each in shown.choices if not each.is_offered}
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
