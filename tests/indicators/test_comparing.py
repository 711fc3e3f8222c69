"""What an area's line is held against: Scotland, the middle of a group; never across a break."""

from statistics import median

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from speir.indicators.choices import Collection
from speir.indicators.comparing import FEWEST, middle_of, with_scotland
from speir.indicators.models import NationalFigure, Observation
from speir.indicators.operations import import_numbers, set_family_groups
from speir.indicators.periods import period_of
from speir.indicators.queries import indicator_at, national_points
from speir.indicators.series import Measured, Point, Series
from speir.partnerships.operations import load_reference_areas
from speir.people.operations import SYSTEM
from speir.web.inspectorate.number_charts import line_of, rows_of
from tests.factories import NOW, make_world
from tests.indicators.factories import AREAS, LONG_COLUMNS, fictional_areas
from tests.indicators.sheets import long_file
from tests.web.inspectorate.reading import page_of

YEARS = ("2021/22", "2022/23", "2023/24")
SHARE = Measured("k", "C", "A share", "%", counts_people=True)


def point(year: str, value: float | None, **more: object) -> Point:
    period = period_of(year)
    assert period
    return Point(period, value, **more)  # type: ignore[arg-type]


def series(name: str, *values: float | None, **more: object) -> Series:
    points = tuple(point(year, value, **more) for year, value in zip(YEARS, values, strict=True))
    return Series(SHARE, name, name, points)


def test_the_middle_is_of_at_least_four_areas_with_a_value() -> None:
    own = series("A", 10, 20, 30)
    group = [own, series("B", 20, 30, None), series("C", 30, 40, 50), series("D", 60, 90, 70)]
    found = middle_of("Family group 1", own, group)
    assert found.name == "Family group 1 (middle of 4 areas)"
    assert [each and each.value for each in found.points] == [25, 35, None]


def test_small_and_hidden_values_and_other_definitions_stay_out_of_the_middle() -> None:
    own = series("A", 10, 20, 30)
    three = [own, series("B", 20, 30, 40), series("C", 30, 40, 50)]
    for more in ({"is_hidden": True}, {"numerator": 2.0, "denominator": 50.0}, {"definition": "2"}):
        assert middle_of("G", own, [*three, series("D", 1, 1, 1, **more)]).is_empty, more


def test_scotland_is_not_drawn_where_its_definition_is_another() -> None:
    own = series("A", 10, 20, 30)
    national = (point(YEARS[0], 5, definition="1"), point(YEARS[1], 6, is_provisional=True))
    found = with_scotland(own, national)
    assert [each and each.value for each in found.points] == [None, 6, None]
    assert rows_of(own, [found])[1].others == ("6% (provisional)",)


def test_a_line_to_compare_with_is_cut_where_the_area_or_its_source_breaks() -> None:
    own = series("A", 10, 20, 30)
    national = (point(YEARS[0], 5), point(YEARS[1], 6), point(YEARS[2], 7, is_comparable=False))
    picture = line_of(own, [with_scotland(own, national)]).picture
    (other,) = picture.others
    assert len(other.paths) == 1
    assert other.paths[0].count("L") == 1
    assert len(other.alone) == 1


VALUES = st.lists(st.one_of(st.none(), st.floats(0, 100)), min_size=3, max_size=3)


@given(st.lists(VALUES, min_size=1, max_size=9))
def test_the_middle_is_the_median_of_what_is_printed(rows: list[list[float | None]]) -> None:
    group = [series(str(number), *values) for number, values in enumerate(rows)]
    found = middle_of("G", group[0], group)
    for place, year in enumerate(YEARS):
        present = [each.points[place].value for each in group if each.points[place].value is not None]
        expected = median(present) if len(present) >= FEWEST else None  # type: ignore[type-var]
        made = found.points[place]
        assert (made.value if made else None) == expected, year


def bring_in(*rows: tuple[object, ...]) -> str:
    return str(
        import_numbers(
            collection=Collection.JUSTICE,
            content=long_file(*rows),
            name="x.csv",
            columns=LONG_COLUMNS,
            by=SYSTEM,
            at=NOW,
        )
    )


@pytest.mark.django_db
def test_rows_about_scotland_are_kept_as_the_national_figure_and_totals_are_not() -> None:
    load_reference_areas(by=SYSTEM, at=NOW)
    told = bring_in(
        ("Fife", "CPO", "2023/24", "900", "", "", ""),
        ("Scotland", "CPO", "2023/24", "15100", "", "", "p"),
        ("S92000003", "CPO", "2022/23", "14700", "", "", ""),
        ("Total", "CPO", "2023/24", "900", "", "", ""),
        ("Scotland", "CPO", "2023/24", "15101", "", "", ""),
    )
    assert "Imported 3 values" in told
    assert "2 of them for all of Scotland" in told
    assert "totals left out: 1" in told
    assert Observation.objects.count() == 1
    cpo = indicator_at(Collection.JUSTICE, "CPO")
    assert cpo
    found = national_points(is_fictional=False)[cpo.pk]
    assert [(each.value, each.is_provisional) for each in found] == [(14700, False), (15100, True)]
    assert "nothing changed" in bring_in(
        ("Fife", "CPO", "2023/24", "900", "", "", ""),
        ("Scotland", "CPO", "2023/24", "15100", "", "", "p"),
        ("S92000003", "CPO", "2022/23", "14700", "", "", ""),
        ("Total", "CPO", "2023/24", "900", "", "", ""),
        ("Scotland", "CPO", "2023/24", "15101", "", "", ""),
    )


@pytest.mark.django_db
def test_a_source_for_scotland_alone_lands_and_has_a_page(client: Client) -> None:
    assert "Imported 1 values" in bring_in(("Scotland", "CPO", "2023/24", "15100", "", "", ""))
    assert NationalFigure.objects.get().value == 15100
    words = page_of(client, make_world().link, reverse("indicator", args=["justice-social-work", "CPO"]))
    assert "15,100" in words
    assert "The source gives no figures for areas." in words


@pytest.mark.django_db
def test_the_page_of_an_area_shows_scotland_and_its_family(client: Client) -> None:
    fictional_areas()
    set_family_groups(groups=[("1", name) for name in AREAS[:5]], by=SYSTEM, at=NOW)
    rows = [(name, "CPO", "2023/24", 50 + place, "", "", "") for place, name in enumerate(AREAS)]
    bring_in(*rows, ("Scotland", "CPO", "2023/24", "444", "", "", "p"))
    words = page_of(client, make_world().link, reverse("area_numbers", args=["ardalpha"]))
    assert "Family group 1 (middle of 5 areas)" in words
    assert "444" in words
    assert "(provisional)" in words
    assert "speir_chart__other--2" in words
