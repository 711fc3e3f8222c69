"""Importing published facts: once is enough, a change is audited, and nothing invented gets in."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model

from speir.foundations import audit
from speir.foundations.models import AuditEntry
from speir.foundations.refusals import NotAllowed, RuleBroken
from speir.national_overview import permissions, queries, rules
from speir.national_overview.models import (
    PublishedDate,
    PublishedFigure,
    PublishedImport,
    PublishedJudgement,
    PublishedResult,
)
from speir.national_overview.operations import SHIPPED, import_published, import_published_file
from speir.national_overview.published_facts import Library, read
from speir.people.choices import BodyKind, Role, Side
from speir.people.operations import SYSTEM
from speir.people.standing import Standing
from tests.partnerships import factories
from tests.partnerships.factories import AT

TABLES: tuple[type[Model], ...] = (
    PublishedResult,
    PublishedJudgement,
    PublishedFigure,
    PublishedDate,
    PublishedImport,
)


def _library() -> Library:
    library, _ = read(SHIPPED.read_text(encoding="utf-8"), SHIPPED.name)
    assert library is not None
    return library


def _rows() -> list[list[dict[str, object]]]:
    return [list(table._default_manager.order_by("pk").values()) for table in TABLES]


@pytest.mark.parametrize("role", Role)
def test_only_a_service_manager_or_methods_analyst_imports(role: Role) -> None:
    standing = Standing(person_id="p", side=Side.SCRUTINY, body_id="b", roles=frozenset({role}))
    reason = permissions.may_import_published.reason_refused(standing)
    assert (reason is None) is (role in (Role.SERVICE_MANAGER, Role.METHODS_ANALYST))


def test_published_facts_are_about_real_partnerships() -> None:
    assert rules.published_facts_are_about_real_partnerships.holds(False)
    assert not rules.published_facts_are_about_real_partnerships.holds(True)


def test_one_result_for_one_exercise() -> None:
    assert rules.one_result_for_one_exercise.holds(1)
    assert not rules.one_result_for_one_exercise.holds(2)


@pytest.mark.usefixtures("scotland")
def test_the_same_file_twice_changes_nothing() -> None:
    first = import_published_file(path=None, by=SYSTEM, at=AT)
    assert (first.added, first.changed, first.unchanged) == (35, 0, 0)
    before = _rows()
    second = import_published_file(path=None, by=SYSTEM, at=AT)
    assert (second.added, second.changed, second.unchanged) == (0, 0, 35)
    assert _rows() == before
    assert audit.first_break() is None


@pytest.mark.usefixtures("published")
def test_a_changed_fact_is_changed_and_audited_with_what_it_was() -> None:
    library = _library()
    changed = [
        replace(one, published_on="2024-06", is_published_on_inferred=False) if one.news_id == "7651" else one
        for one in library.results
    ]
    summary = import_published(library=replace(library, results=tuple(changed)), by=SYSTEM, at=AT)
    assert (summary.added, summary.changed, summary.unchanged) == (0, 1, 34)
    entry = AuditEntry.objects.filter(what__startswith="Published result changed").get()
    assert entry.what == "Published result changed: Midlothian, Phase 2 (2023-25)"
    assert entry.details["before"] == {"published_on": "2024", "is_published_on_inferred": True}
    assert queries.results_for_partnership("midlothian")[1].published == "June 2024"


@pytest.mark.usefixtures("published")
def test_a_result_that_a_file_leaves_out_stays() -> None:
    library = _library()
    import_published(library=replace(library, results=library.results[:3]), by=SYSTEM, at=AT)
    assert PublishedResult.objects.count() == 35


@pytest.mark.usefixtures("scotland")
def test_an_unknown_place_is_refused_with_its_line_and_nothing_is_kept() -> None:
    library = _library()
    results = (*library.results[:-1], replace(library.results[-1], partnership="Invernessshire", line=77))
    with pytest.raises(RuleBroken) as refused:
        import_published(library=replace(library, results=results), by=SYSTEM, at=AT)
    (reason,) = refused.value.reasons
    assert reason.message.startswith(f"{SHIPPED.name}, line 77, partnership: We do not know")
    assert "“Invernessshire”" in reason.message
    assert not PublishedResult.objects.exists()


@pytest.mark.usefixtures("scotland")
def test_two_names_of_one_place_cannot_both_have_the_same_exercise() -> None:
    library = _library()
    isles = next(one for one in library.results if one.partnership == "Western Isles")
    twice = (isles, replace(isles, partnership="Eilean Siar", line=9))
    with pytest.raises(RuleBroken, match="line 9, partnership: Another result"):
        import_published(library=replace(library, results=twice), by=SYSTEM, at=AT)


@pytest.mark.usefixtures("scotland")
def test_a_place_with_several_partnerships_is_refused() -> None:
    library = _library()
    wide = (replace(library.results[0], partnership="NHS Tayside"),)
    with pytest.raises(RuleBroken, match="not the area of one adult protection partnership"):
        import_published(library=replace(library, results=wide), by=SYSTEM, at=AT)


@pytest.mark.usefixtures("scotland")
def test_an_inspector_cannot_import_and_a_methods_analyst_can() -> None:
    inspector = factories.person("Ivor Inspector", BodyKind.SCRUTINY, Role.STRATEGIC_INSPECTOR)
    analyst = factories.person("Ann Analyst", BodyKind.SCRUTINY, Role.METHODS_ANALYST)
    with pytest.raises(NotAllowed):
        import_published_file(path=None, by=inspector, at=AT)
    assert import_published_file(path=None, by=analyst, at=AT).added == 35


@pytest.mark.django_db
def test_a_file_that_is_not_there_or_not_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match=r"gone\.yaml cannot be read"):
        import_published_file(path=tmp_path / "gone.yaml", by=SYSTEM, at=AT)
    picture = tmp_path / "picture.yaml"
    picture.write_bytes(b"\x89PNG\xff\xfe")
    with pytest.raises(RuleBroken, match="is not text in UTF-8"):
        import_published_file(path=picture, by=SYSTEM, at=AT)


@pytest.mark.django_db
def test_a_broken_file_is_refused_with_every_fault(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("format: something else\ntitle: x\n", encoding="utf-8")
    with pytest.raises(RuleBroken) as refused:
        import_published_file(path=broken, by=SYSTEM, at=AT)
    assert len(refused.value.reasons) > 3
    assert not PublishedImport.objects.exists()


@pytest.mark.usefixtures("published")
def test_the_database_refuses_a_level_that_is_marked_not_found() -> None:
    row = PublishedJudgement.objects.filter(certainty="not_found").first()
    assert row is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        PublishedJudgement.objects.filter(pk=row.pk).update(level_label="Good", level_value=4)


@pytest.mark.usefixtures("published")
def test_results_ask_the_same_few_questions_for_one_and_for_all(django_assert_num_queries: object) -> None:
    for found in (queries.all_results, lambda: queries.results_for_partnership("moray")):
        with django_assert_num_queries(4):  # type: ignore[operator]
            found()
