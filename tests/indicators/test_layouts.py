"""Layouts that come with Speir: every collection has one, each lands, and what was not verified says so."""

import pytest

from speir.indicators.choices import Collection
from speir.indicators.definitions import collections
from speir.indicators.landing import code_key
from speir.indicators.layouts import layout_of, layouts_of
from speir.indicators.mapping import check
from speir.indicators.models import Observation
from speir.indicators.operations import import_numbers
from speir.partnerships.operations import load_reference_areas
from speir.people.operations import SYSTEM
from tests.factories import NOW
from tests.indicators.sheets import long_file

LAYOUTS = [(collection, layout) for collection in Collection for layout in layouts_of(collection)]


def test_every_collection_has_a_layout() -> None:
    assert {collection for collection, _ in LAYOUTS} == set(Collection)


@pytest.mark.django_db
@pytest.mark.parametrize(("collection", "layout"), LAYOUTS, ids=lambda each: getattr(each, "key", each))
def test_a_file_in_each_layout_lands_without_a_mapping(collection: Collection, layout: object) -> None:
    load_reference_areas(by=SYSTEM, at=NOW)
    (found,) = [each for each in layouts_of(collection) if each == layout]
    heads = tuple(found.columns.headings.values())
    check(found.columns, heads)
    assert layout_of(collection, heads) == found
    cells = {"area": "Fife", "indicator": collections()[collection].indicators[0].code, "period": "2023/24"}
    row = tuple({**cells, "value": "7"}.get(meaning, "") for meaning in found.columns.headings)
    content = long_file(row, heads=heads)
    import_numbers(collection=collection, content=content, name="x.csv", by=SYSTEM, at=NOW)
    assert Observation.objects.get().value == 7


def test_a_layout_of_somebody_else_says_where_it_is_from_and_that_it_is_indicative() -> None:
    for _, layout in LAYOUTS:
        assert layout.says
        assert layout.is_indicative is bool(layout.link)


def test_a_code_is_known_however_it_is_padded() -> None:
    assert {code_key(each) for each in ("NI-1", "NI 1", "ni01", "NI1")} == {"ni1"}
    assert code_key("SW03(a)") == code_key("SW3a")
    assert code_key("NI-10") != code_key("NI-1")
    for defined in collections().values():
        keys = [code_key(each.code) for each in defined.indicators]
        assert len(keys) == len(set(keys))
