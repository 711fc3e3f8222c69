"""The list of council areas: where each lies, who protects adults there, what was published last."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django import forms

from speir.national_overview.queries import ResultPage, all_results
from speir.partnerships.area_names import address_of
from speir.partnerships.choices import AreaKind, PartnershipKind
from speir.partnerships.queries import areas_of_kind, links_by_area, partnerships_by_area
from speir.reports.publication_queries import newest_publication_days

if TYPE_CHECKING:
    from speir.partnerships.models import Area, AreaLink, Partnership


class FindAreaForm(forms.Form):
    """One box for any name or code that an area has or had; sent as a GET, so it needs no identity."""

    use_required_attribute = False

    area = forms.CharField(
        label="Name or code of an area",
        help_text="Old ones too, such as Fife, Western Isles or S12000015",
        max_length=120,
        error_messages={
            "required": "Enter the name or the code of an area, such as Fife or S12000047.",
            "max_length": "No area has a name or code as long as this. Check what you entered.",
        },
    )


@dataclass(frozen=True)
class AreaLine:
    """One council area; what is not known is "", ``report`` the day of the newest report published here."""

    name: str
    code: str
    address: str
    is_fictional: bool
    health_board: str
    police_division: str
    partnerships: tuple[str, ...]
    partnership_ids: tuple[UUID, ...]
    published: str
    report: date | None
    health_board_address: str = ""
    police_division_address: str = ""


def area_lines() -> list[AreaLine]:
    """Every council area of today, by name, fictional ones last; a fixed number of questions."""
    return lines_of(
        areas_of_kind(AreaKind.COUNCIL),
        links_by_area(AreaKind.COUNCIL),
        partnerships_by_area(PartnershipKind.ADULT_PROTECTION),
        all_results(),
        newest_publication_days(),
    )


def lines_of(
    areas: Iterable["Area"],
    links: Mapping[UUID, Sequence["AreaLink"]],
    partnerships: Mapping[UUID, Sequence["Partnership"]],
    results: Iterable[ResultPage],
    reports: Mapping[UUID, date],
) -> list[AreaLine]:
    """The lines of these areas, from what was asked about all of them at once."""
    last = last_published(results)
    lines = [
        AreaLine(
            name=area.name,
            code=area.code,
            address=address_of(area.kind, area.name),
            is_fictional=area.is_fictional,
            health_board=_around(links.get(area.pk, ()), AreaKind.HEALTH_BOARD),
            police_division=_around(links.get(area.pk, ()), AreaKind.POLICE_DIVISION),
            partnerships=tuple(each.name for each in here),
            partnership_ids=tuple(each.pk for each in here),
            published=next((last[each.slug] for each in here if each.slug in last), ""),
            report=next((reports[each.pk] for each in here if each.pk in reports), None),
            health_board_address=_address(links.get(area.pk, ()), AreaKind.HEALTH_BOARD),
            police_division_address=_address(links.get(area.pk, ()), AreaKind.POLICE_DIVISION),
        )
        for area in areas
        for here in [partnerships.get(area.pk, ())]
    ]
    return sorted(lines, key=lambda line: line.is_fictional)


def _around(links: Sequence["AreaLink"], kind: AreaKind) -> str:
    return next((link.parent.name for link in links if link.parent.kind == kind), "")


def _address(links: Sequence["AreaLink"], kind: AreaKind) -> str:
    name = _around(links, kind)
    return address_of(kind, name) if name else ""


def last_published(results: Iterable[ResultPage]) -> dict[str, str]:
    """For each partnership, its newest published exercise in words; results come in order of phases."""
    return {result.partnership_slug: _in_words(result) for result in results}


def _in_words(result: ResultPage) -> str:
    when = result.published if result.published_on else "date not found"
    return f"{result.kind_label}, {when}"
