"""Frameworks: the list of them, one whole, and one as an Excel workbook."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import path
from django.utils.text import slugify

from speir.foundations.refusals import RuleBroken
from speir.frameworks.choices import ItemKind
from speir.frameworks.pages import CrosswalkTold, FrameworkLine, FrameworkPage, PageItem, PageLevel
from speir.frameworks.permissions import may_import_frameworks
from speir.frameworks.queries import crosswalk_of, excel_template, framework_page, library_page
from speir.frameworks.queries import framework as framework_at
from speir.frameworks.terms import USUAL
from speir.people.queries import standing_everywhere
from speir.web.shared.pages import render_page
from speir.web.shared.screens import SignedInRequest, inspectorate_screen

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class FrameworksPage:
    """The list of frameworks, and why this person may not import one ("" when they may)."""

    lines: tuple[FrameworkLine, ...]
    import_refused: str


@dataclass(frozen=True)
class TermLine:
    """What the framework calls one thing; ``is_own`` when it says so itself."""

    usual: str
    singular: str
    plural: str
    is_own: bool


@dataclass(frozen=True)
class OneFrameworkPage:
    """One framework with what is counted in it, its words and its other versions."""

    framework: FrameworkPage
    contents: str
    wording: str
    is_indicative_throughout: bool
    terms: tuple[TermLine, ...]
    other_versions: tuple[FrameworkLine, ...]
    crosswalk: tuple[CrosswalkTold, ...] = ()


def one_framework_page(framework: FrameworkPage, lines: Sequence[FrameworkLine]) -> OneFrameworkPage:
    """What the page of one framework prints."""
    parts = list(_parts(framework))
    indicative = sum(part.is_indicative for part in parts)
    return OneFrameworkPage(
        framework=framework,
        contents=_contents(framework),
        wording=_wording(len(parts), indicative),
        is_indicative_throughout=bool(parts) and indicative == len(parts),
        terms=tuple(
            TermLine(usual.singular, words.singular, words.plural, key in framework.terms.own)
            for key, usual in USUAL.items()
            for words in [framework.terms.of(key)]
        ),
        other_versions=tuple(
            line for line in lines if line.key == framework.key and line.version != framework.version
        ),
    )


def _every_item(items: Sequence[PageItem]) -> Iterator[PageItem]:
    for item in items:
        yield item
        yield from _every_item(item.beneath)


def _parts(framework: FrameworkPage) -> Iterator[PageItem | PageLevel]:
    for item in _every_item(framework.items):
        yield item
        yield from item.illustrations
    for scale in framework.scales:
        yield from scale.levels


def _contents(framework: FrameworkPage) -> str:
    items = list(_every_item(framework.items))
    key_areas = sum(item.kind == ItemKind.KEY_AREA.label for item in items)
    indicators = len(items) - key_areas
    counted = [
        (key_areas, framework.terms.key_area),
        (indicators, framework.terms.quality_indicator),
    ]
    return ", ".join(f"{n} {words.for_number(n)}" for n, words in counted if n) or "scales only"


def _wording(parts: int, indicative: int) -> str:
    if not indicative:
        return "All wording is official, each part with its source."
    return f"{indicative} of {parts} parts have indicative wording; the others are official."


@inspectorate_screen()
def frameworks(request: SignedInRequest) -> HttpResponseBase:
    """Every version of every framework."""
    refused = may_import_frameworks.reason_refused(standing_everywhere(request.user))
    page = FrameworksPage(tuple(library_page()), refused or "")
    return render_page(request, "inspectorate/frameworks.html.jinja", page)


@inspectorate_screen()
def framework(request: SignedInRequest, key: str, version: str) -> HttpResponseBase:
    """One framework, whole: its key areas, indicators, illustrations, scales and words."""
    found = framework_page(key, version)
    if found is None:
        raise Http404
    page = replace(one_framework_page(found, library_page()), crosswalk=tuple(crosswalk_of(key, version)))
    return render_page(request, "inspectorate/framework.html.jinja", page)


@inspectorate_screen()
def framework_workbook(request: SignedInRequest, key: str, version: str) -> HttpResponseBase:
    """One framework as an Excel workbook that can be edited and imported again."""
    try:
        found = framework_at(key, version)
    except RuleBroken as unknown:
        raise Http404 from unknown
    name = f"{key}-{slugify(version.replace('.', '-'))}.xlsx"
    return HttpResponse(
        excel_template(found),
        content_type=WORKBOOK,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


ADDRESSES = [
    path("frameworks/", frameworks, name="frameworks"),
    path("frameworks/<slug:key>/<str:version>/", framework, name="framework"),
    path("frameworks/<slug:key>/<str:version>/workbook/", framework_workbook, name="framework_workbook"),
]
