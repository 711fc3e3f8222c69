"""Bringing a file of numbers in: hand it in, say what its columns mean, look at what would land, land it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.foundations.files import open_file
from speir.foundations.refusals import Refused, RuleBroken
from speir.indicators.choices import Collection, Meaning
from speir.indicators.mapping import Columns, fitted, guess
from speir.indicators.number_cells import RefusedCell
from speir.indicators.numbers_file import LARGEST, Grid, read_grid
from speir.indicators.operations import hand_in_numbers, import_numbers
from speir.indicators.permissions import may_import_indicators
from speir.indicators.queries import (
    Preview,
    file_to_land,
    landed_from,
    measured_of,
    newest_mapping,
    preview,
)
from speir.indicators.series import Point, said
from speir.people.queries import standing_everywhere
from speir.web.shared.forms import SpeirForm, perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.showing import MEGABYTE, file_size

if TYPE_CHECKING:
    from speir.indicators.models import FileToLand, Vintage

MOST = f"{LARGEST // MEGABYTE} MB"
SHOWN = 12
FIXED = (Meaning.INDICATOR, Meaning.PERIOD)


class NumbersFileForm(SpeirForm):
    """A file, and which collection it is of."""

    collection = forms.ChoiceField(
        label="Collection",
        choices=Collection.choices,
        error_messages={"required": "Choose the collection that the numbers are of."},
    )
    file = forms.FileField(
        label="File",
        help_text=f"CSV or Excel (.xlsx), at most {MOST}. It is kept to look at; nothing of it counts yet.",
        allow_empty_file=True,
        error_messages={"required": "Choose the file that holds the numbers."},
    )

    def clean_file(self) -> Any:
        """Refused before it is read when it is far too large."""
        given = self.cleaned_data["file"]
        if (given.size or 0) > LARGEST:
            raise forms.ValidationError(f"This file is {file_size(given.size or 0)}. It is at most {MOST}.")
        return given


class ColumnsForm(SpeirForm):
    """What each column means; made from the headings of the file."""

    def __init__(self, grid: Grid, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        heads = [("", "No column")] + [(head, head) for head in grid.heads if head]
        for meaning in Meaning:
            self.fields[meaning] = forms.ChoiceField(label=meaning.label, choices=heads, required=False)
        for meaning in FIXED:
            name = meaning.label.split(" (")[0].lower()
            self.fields[f"fixed_{meaning}"] = forms.CharField(
                label=f"Or the same {name} in every row", required=False, max_length=60
            )
        self.fields["is_wide"] = forms.BooleanField(
            label="Headings that are periods hold the values", required=False
        )

    def columns(self, grid: Grid) -> Columns:
        """The mapping that was chosen."""
        chosen = {str(each): self.cleaned_data[each] for each in Meaning if self.cleaned_data.get(each)}
        fixed = {str(each): self.cleaned_data[f"fixed_{each}"] for each in FIXED}
        wide = ("any",) if self.cleaned_data["is_wide"] else ()
        columns = Columns(chosen, {k: v for k, v in fixed.items() if v}, wide, grid.sheet, grid.header_row)
        return fitted(columns, grid.heads)


@dataclass(frozen=True)
class PreviewRow:
    """One value that would land."""

    row: int
    area: str
    indicator: str
    period: str
    words: str
    remark: str


@dataclass(frozen=True)
class FilePage:
    """A file that was handed in: its columns, what would land, what would not, and whether it has landed."""

    file: "FileToLand"
    collection: str
    heads: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    is_kept_mapping: bool
    would_land: int
    whole_country: int
    empty: int
    rows: tuple[PreviewRow, ...]
    refused: tuple[RefusedCell, ...]
    landed: "Vintage | None"


@inspectorate_screen(methods=READ_AND_CHANGE)
def bring_in_numbers(request: SignedInRequest) -> HttpResponseBase:
    """Hand a file in."""
    may_import_indicators.check(standing_everywhere(request.user))
    form = NumbersFileForm(request.POST or None, request.FILES or None)
    made: list[FileToLand] = []
    if form.is_valid() and perform(
        request,
        form,
        lambda: made.append(
            hand_in_numbers(
                collection=Collection(form.cleaned_data["collection"]),
                upload=form.cleaned_data["file"],
                by=request.user,
                at=timezone.now(),
                once=form.once_key,
            )
        ),
        done="The file is kept. Say what its columns mean and look at what would land.",
    ):
        return redirect("numbers_file", file=made[0].pk) if made else redirect("numbers")
    return render_page(request, "inspectorate/bring_in_numbers.html.jinja", None, form=form)


@inspectorate_screen(methods=READ_AND_CHANGE)
def numbers_file(request: SignedInRequest, file: UUID) -> HttpResponseBase:
    """What the columns mean, and what would land; “Land” lands it with this mapping."""
    may_import_indicators.check(standing_everywhere(request.user))
    found = file_to_land(file)
    if found is None:
        raise Http404
    content = _content(found)
    kept = newest_mapping(found.collection)
    grid, columns = _begin(content, found.file.name, kept)
    form = ColumnsForm(grid, request.POST or None, initial=initial(columns))
    looked_at = None
    if form.is_valid():
        columns = form.columns(grid)
        if request.POST.get("step") == "land":
            if perform(request, form, lambda: _land(request, found, content, columns, form.once_key)):
                return redirect("numbers")
        else:
            looked_at = _preview(form, found, content, columns)
    elif not form.is_bound:
        looked_at = _preview(None, found, content, columns)
    page = file_page(found, grid, kept is not None, looked_at)
    return render_page(request, "inspectorate/numbers_file.html.jinja", page, form=form)


def _content(found: "FileToLand") -> bytes:
    with open_file(found.file) as opened:
        return opened.read()


def _begin(content: bytes, name: str, kept: Columns | None) -> tuple[Grid, Columns]:
    """The file with the kept mapping where that fits, else with a guess."""
    if kept is not None:
        try:
            grid = read_grid(content, name, kept.sheet, kept.header_row)
        except RuleBroken:
            kept = None
        else:
            if set(kept.headings.values()) <= set(grid.heads):
                return grid, fitted(kept, grid.heads)
    grid = read_grid(content, name)
    return grid, guess(grid.heads)


def initial(columns: Columns) -> dict[str, object]:
    """A mapping as the form begins with it."""
    fixed = {f"fixed_{meaning}": words for meaning, words in columns.fixed.items()}
    return {**columns.headings, **fixed, "is_wide": bool(columns.wide_periods)}


def _land(
    request: SignedInRequest, found: "FileToLand", content: bytes, columns: Columns, once: str
) -> object:
    return import_numbers(
        collection=Collection(found.collection),
        content=content,
        name=found.file.name,
        columns=columns,
        by=request.user,
        at=timezone.now(),
        once=once,
    )


def _preview(
    form: ColumnsForm | None, found: "FileToLand", content: bytes, columns: Columns
) -> Preview | None:
    """What would land; faults of the mapping go to the form."""
    try:
        return preview(Collection(found.collection), content, found.file.name, columns)
    except Refused as refused:
        if form is not None:
            form.take(refused)
        return None


def file_page(found: "FileToLand", grid: Grid, is_kept: bool, looked_at: Preview | None) -> FilePage:
    """What the page of a handed-in file prints."""
    landing = looked_at.landing if looked_at else None
    rows = [
        PreviewRow(
            row=value.row,
            area=area.name,
            indicator=f"{indicator.code} {indicator.name}",
            period=value.period.label,
            words=said(
                measured_of(indicator),
                Point(
                    value.period, value.value, value.numerator, value.denominator, is_hidden=value.is_hidden
                ),
            ),
            remark="provisional" if value.is_provisional else "",
        )
        for value, area, indicator in (landing.values[:SHOWN] if landing else [])
    ]
    return FilePage(
        file=found,
        collection=Collection.label_of(found.collection),
        heads=grid.heads,
        sample=tuple(tuple(cells) for _, cells in grid.rows[:3]),
        is_kept_mapping=is_kept,
        would_land=len(landing.values) if landing else 0,
        whole_country=landing.whole_country if landing else 0,
        empty=landing.empty if landing else 0,
        rows=tuple(rows),
        refused=tuple(landing.refused[:200]) if landing else (),
        landed=landed_from(found),
    )


ADDRESSES = [
    path("office/numbers/bring-in/", bring_in_numbers, name="bring_in_numbers"),
    path("office/numbers/files/<uuid:file>/", numbers_file, name="numbers_file"),
]
