"""Bringing a file of numbers in: hand it in, say what its columns mean, look at what would land, land it."""

from collections.abc import Mapping
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
from speir.foundations.refused_cells import RefusedTogether, together
from speir.indicators.choices import Collection, Meaning
from speir.indicators.headings import opened
from speir.indicators.kinds_of_area import PLURALS
from speir.indicators.layouts import Layout, layout_of, layouts_of
from speir.indicators.mapping import Columns, fitted
from speir.indicators.numbers_file import LARGEST, Grid, read_grid
from speir.indicators.operations import Landed, hand_in_numbers, import_numbers
from speir.indicators.permissions import may_import_indicators
from speir.indicators.queries import (
    Landing,
    Preview,
    begin_with,
    file_to_land,
    landed_from,
    measured_of,
    newest_mapping,
    preview,
    value_to_keep,
)
from speir.indicators.rules import areas_are_all_real_or_all_fictional
from speir.indicators.series import Point, said
from speir.partnerships.area_names import with_kind
from speir.partnerships.choices import AreaKind
from speir.people.queries import standing_everywhere
from speir.web.shared.forms import SpeirForm, perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.showing import MEGABYTE, file_size

if TYPE_CHECKING:
    from speir.indicators.models import FileToLand, Vintage

MOST = f"{LARGEST // MEGABYTE} MB"
SHOWN = 12
MOST_LISTED = 200
FIXED = (Meaning.INDICATOR, Meaning.PERIOD)
KINDS = tuple((str(kind), AreaKind.label_of(kind)) for kind in PLURALS)


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
        self.fields["fixed_kind"] = forms.ChoiceField(
            label="Or the same kind of area in every row",
            choices=[("", "As the collection has it"), *KINDS],
            required=False,
        )
        self.fields["is_wide"] = forms.BooleanField(
            label="Headings that are periods hold the values", required=False
        )

    def columns(self, grid: Grid) -> Columns:
        """The mapping that was chosen."""
        chosen = {str(each): self.cleaned_data[each] for each in Meaning if self.cleaned_data.get(each)}
        fixed = {str(each): self.cleaned_data[f"fixed_{each}"] for each in (*FIXED, Meaning.KIND)}
        wide = ("any",) if self.cleaned_data["is_wide"] else ()
        columns = Columns(chosen, {k: v for k, v in fixed.items() if v}, wide, grid.sheet, grid.header_row)
        return fitted(columns, grid.heads)


@dataclass(frozen=True)
class LayoutsPage:
    """The layouts that come with Speir, by collection."""

    collections: tuple[tuple[str, tuple[Layout, ...]], ...]


def layouts_page() -> LayoutsPage:
    """What the page for handing a file in prints beside its form."""
    return LayoutsPage(tuple((each.label, layouts_of(each)) for each in Collection))


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
    sheet: str
    sheets: tuple[str, ...]
    header_row: int
    fault: str
    hindered: str
    is_kept_mapping: bool
    layout: Layout | None
    is_looked_at: bool
    would_land: int
    national: int
    totals: int
    empty: int
    rows: tuple[PreviewRow, ...]
    would_not: int
    refused: tuple[RefusedTogether, ...]
    reasons_left_out: int
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
    return render_page(request, "inspectorate/bring_in_numbers.html.jinja", layouts_page(), form=form)


@inspectorate_screen(methods=READ_AND_CHANGE)
def numbers_file(request: SignedInRequest, file: UUID) -> HttpResponseBase:
    """What the columns mean, and what would land; “Land” lands it with this mapping."""
    may_import_indicators.check(standing_everywhere(request.user))
    found = file_to_land(file)
    if found is None:
        raise Http404
    content = _content(found)
    begun = _begin(Collection(found.collection), content, found.file.name, request.GET)
    grid, columns = begun.grid, begun.columns
    form = ColumnsForm(grid, request.POST or None, initial=initial(columns))
    looked_at = None
    if form.is_valid():
        columns = form.columns(grid)
        if request.POST.get("step") == "land":
            if perform(
                request, form, lambda: _land(request, found, content, columns, form.once_key), done=in_words
            ):
                return redirect("numbers")
        else:
            looked_at = _preview(form, found, content, columns)
    elif not form.is_bound:
        looked_at = _preview(None, found, content, columns)
    page = file_page(found, begun, looked_at)
    return render_page(request, "inspectorate/numbers_file.html.jinja", page, form=form)


def _content(found: "FileToLand") -> bytes:
    with open_file(found.file) as opened:
        return opened.read()


@dataclass(frozen=True)
class Begun:
    """A file as it is first read; ``is_kept``: with the mapping that was kept with the last vintage."""

    grid: Grid
    columns: Columns
    is_kept: bool = False
    fault: str = ""


def _begin(collection: Collection, content: bytes, name: str, asked: Mapping[str, str]) -> Begun:
    """The part of a file that is asked for; else with the kept mapping where it fits; else with a guess."""
    fault = ""
    if asked.get("row", "").isdecimal():
        try:
            grid = read_grid(content, name, asked.get("sheet", ""), int(asked["row"]))
            return Begun(grid, begin_with(collection, grid))
        except RuleBroken as wrong:
            fault = wrong.reasons[0].message
    kept = newest_mapping(collection)
    if kept is not None and not fault:
        try:
            grid = read_grid(content, name, kept.sheet, kept.header_row)
        except RuleBroken:
            kept = None
        else:
            if set(kept.headings.values()) <= set(grid.heads):
                return Begun(grid, begin_with(collection, grid, kept), is_kept=True)
    grid = opened(content, name)
    return Begun(grid, begin_with(collection, grid), fault=fault)


def initial(columns: Columns) -> dict[str, object]:
    """A mapping as the form begins with it."""
    fixed = {f"fixed_{meaning}": words for meaning, words in columns.fixed.items()}
    return {**columns.headings, **fixed, "is_wide": bool(columns.wide_periods)}


def in_words(landed: Landed) -> str:
    """What came of landing a file, for the notice: also that it had landed before and nothing changed."""
    return landed.words


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


def _rows(looked_at: Preview | None) -> tuple[PreviewRow, ...]:
    """The first values that would land."""
    return tuple(
        PreviewRow(
            row=value.row,
            area=with_kind(area.name, area.kind),
            indicator=f"{indicator.code} {indicator.name}",
            period=value.period.label,
            words=said(
                measured_of(indicator),
                Point(
                    value.period,
                    value_to_keep(value, indicator),
                    value.numerator,
                    value.denominator,
                    is_hidden=value.is_hidden,
                ),
            ),
            remark="provisional" if value.is_provisional else "",
        )
        for value, area, indicator in (looked_at.landing.values[:SHOWN] if looked_at else [])
    )


def hindered(landing: Landing) -> str:
    """Why nothing of a file would land as it is, though each value could be read; "" where all is well."""
    fictional = sum(area.is_fictional for _, area, _ in landing.values)
    reason = areas_are_all_real_or_all_fictional.reason(len(landing.values) - fictional, fictional)
    return reason.message if reason else ""


def file_page(found: "FileToLand", begun: Begun, looked_at: Preview | None) -> FilePage:
    """What the page of a handed-in file prints."""
    grid = begun.grid
    landing = looked_at.landing if looked_at else None
    refused = together(landing.refused) if landing else []
    return FilePage(
        file=found,
        collection=Collection.label_of(found.collection),
        heads=grid.heads,
        sample=tuple(tuple(cells) for _, cells in grid.rows[:3]),
        sheet=grid.sheet,
        sheets=grid.sheets,
        header_row=grid.header_row,
        fault=begun.fault,
        hindered=hindered(landing) if landing else "",
        is_kept_mapping=begun.is_kept,
        layout=layout_of(Collection(found.collection), grid.heads),
        is_looked_at=landing is not None,
        would_land=len(landing.values) + len(landing.national) if landing else 0,
        national=len(landing.national) if landing else 0,
        totals=landing.totals if landing else 0,
        empty=landing.empty if landing else 0,
        rows=_rows(looked_at),
        would_not=len(landing.refused) if landing else 0,
        refused=tuple(refused[:MOST_LISTED]),
        reasons_left_out=max(0, len(refused) - MOST_LISTED),
        landed=landed_from(found),
    )


ADDRESSES = [
    path("office/numbers/bring-in/", bring_in_numbers, name="bring_in_numbers"),
    path("office/numbers/files/<uuid:file>/", numbers_file, name="numbers_file"),
]
