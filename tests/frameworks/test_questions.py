"""What higher parts and screens may ask about frameworks."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test.utils import CaptureQueriesContext

from speir.foundations.refusals import RuleBroken
from speir.frameworks import queries
from speir.frameworks.models import Framework
from speir.frameworks.operations import import_framework, import_shipped_frameworks, mark_used
from speir.frameworks.reading import library_from
from speir.frameworks.terms import Terms
from speir.people.operations import SYSTEM
from tests.factories import NOW
from tests.frameworks.sample import YAML

SAMPLE = library_from(YAML.encode(), "sample.yaml")

pytestmark = pytest.mark.django_db


@pytest.fixture
def sample() -> Framework:
    return import_framework(library=SAMPLE, by=SYSTEM, at=NOW)


def test_items_keep_the_order_of_the_framework(sample: Framework) -> None:
    assert [item.number for item in queries.items_of(sample)] == ["1", "1.1", "1.10"]


def test_evaluated_items_and_indicators_are_told_apart(sample: Framework) -> None:
    assert [item.number for item in queries.evaluated_items(sample)] == ["1"]
    assert [item.number for item in queries.indicators_of(sample)] == ["1.1", "1.10"]


def test_an_indicator_feeds_the_evaluated_area_above_it(sample: Framework) -> None:
    area, first, second = queries.items_of(sample)
    assert queries.evaluated_above(first) == area
    assert queries.evaluated_above(area) == area
    assert queries.indicators_feeding(area) == [first, second]
    assert queries.indicators_feeding(first) == [first]


def test_an_indicator_that_is_evaluated_feeds_itself() -> None:
    import_shipped_frameworks(by=SYSTEM, at=NOW)
    for item in queries.evaluated_items(queries.framework("asp-2017", "2017.1")):
        assert queries.evaluated_above(item) == item
        assert queries.indicators_feeding(item) == [item]


def test_an_indicator_under_nothing_evaluated_feeds_nothing() -> None:
    content = YAML.replace("evaluated: yes", "evaluated: no")
    kept = import_framework(library=library_from(content.encode(), "sample.yaml"), by=SYSTEM, at=NOW)
    assert [queries.evaluated_above(item) for item in queries.items_of(kept)] == [None, None, None]


def test_levels_come_best_first(sample: Framework) -> None:
    [scale] = queries.scales_of(sample)
    assert [level.key for level in queries.levels_of(scale)] == ["good", "weak"]
    assert queries.level(scale, "weak").value == 1


def test_an_unknown_level_is_refused(sample: Framework) -> None:
    with pytest.raises(RuleBroken, match="Choose one of the levels"):
        queries.level(queries.scales_of(sample)[0], "superb")


def test_only_the_illustrated_levels_are_illustrated(sample: Framework) -> None:
    area, first, _ = queries.items_of(sample)
    assert [(each.level_key, each.text) for each in queries.illustrations_of(first)] == [
        ("good", "People are heard.")
    ]
    assert queries.illustrations_of(area) == []


def test_illustrations_of_several_items_are_asked_for_at_once(sample: Framework) -> None:
    items = queries.items_of(sample)
    found = queries.illustrations_of_all(items)
    assert [(each.label, each.words) for each in found[items[1].pk]] == [("Good", "People are heard.")]


def test_terms_are_the_frameworks_own_or_else_the_usual_ones(sample: Framework) -> None:
    terms = queries.terms_of(sample)
    assert terms.area_for_improvement.plural == "recommendations"
    assert str(terms.priority_area) == "priority area for improvement"
    assert terms.area_for_improvement.for_number(1) == "recommendation"
    assert terms.area_for_improvement.for_number(2) == "recommendations"


def test_every_usual_term_is_an_attribute() -> None:
    terms = Terms()
    words = (terms.key_area, terms.quality_indicator, terms.evaluation, terms.strength, terms.progress)
    assert [word.singular for word in words] == [
        "key area",
        "quality indicator",
        "evaluation",
        "strength",
        "progress",
    ]


def test_an_unknown_framework_is_refused_with_what_to_do(sample: Framework) -> None:
    with pytest.raises(RuleBroken, match=r"no framework “sample”, version 9\. Import it first"):
        queries.framework("sample", "9")


def test_the_latest_version_of_each_framework_is_the_one_imported_last(sample: Framework) -> None:
    newer = import_framework(library=replace(SAMPLE, version="0"), by=SYSTEM, at=NOW + timedelta(days=1))
    assert queries.latest_frameworks() == [newer]


def test_the_list_says_what_is_indicative_and_used(sample: Framework) -> None:
    mark_used(framework=sample, by=SYSTEM, at=NOW)
    [line] = queries.library_page()
    assert (line.key, line.version, line.items, line.is_indicative, line.used_at) == (
        "sample",
        "1",
        3,
        True,
        NOW,
    )


def test_the_page_nests_indicators_and_labels_illustrations(sample: Framework) -> None:
    page = queries.framework_page("sample", "1")
    assert page is not None
    [area] = page.items
    assert [item.number for item in area.beneath] == ["1.1", "1.10"]
    [illustration] = area.beneath[0].illustrations
    assert (illustration.label, illustration.words, illustration.is_indicative) == (
        "Good",
        "People are heard.",
        True,
    )
    assert [level.label for level in page.scales[0].levels] == ["Good", "Weak"]
    assert (area.kind, area.scale, area.is_evaluated) == ("Key area", "Six-point scale", True)


def test_there_is_no_page_of_an_unknown_framework() -> None:
    assert queries.framework_page("none", "1") is None


def test_a_large_framework_takes_no_more_questions_than_a_small_one() -> None:
    from django.db import connection

    import_framework(library=SAMPLE, by=SYSTEM, at=NOW)
    import_shipped_frameworks(by=SYSTEM, at=NOW)
    counts = []
    for key, version in (("sample", "1"), ("asp-phase-1", "2020.1")):
        with CaptureQueriesContext(connection) as asked:
            queries.framework_page(key, version)
        counts.append(len(asked))
    assert counts[0] == counts[1]
