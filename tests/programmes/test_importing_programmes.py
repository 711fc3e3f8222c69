"""Importing a programme: whole or not at all, by the right people; used phases keep their method."""

from datetime import timedelta

import pytest

from speir.foundations.library_faults import LibraryFaults
from speir.foundations.models import AuditEntry
from speir.foundations.refusals import NotAllowed, RuleBroken
from speir.frameworks.operations import import_shipped_frameworks
from speir.partnerships.choices import PartnershipKind
from speir.partnerships.models import Partnership
from speir.people.choices import Role, Side
from speir.people.models import Body, Person, StandingRole
from speir.people.operations import SYSTEM
from speir.people.standing import Standing
from speir.programmes import queries
from speir.programmes.models import Phase, PhaseBody, PhaseDocument, PhaseMilestone, PhaseStage, Programme
from speir.programmes.operations import import_programme, import_shipped_programmes, mark_used
from speir.programmes.permissions import may_import_programmes
from speir.programmes.reading import library_from
from speir.programmes.rules import used_phase_keeps_its_method
from tests.factories import NOW
from tests.programmes.sample import YAML, broken

SAMPLE = library_from(YAML.encode(), "sample.yaml")
RENAMED = library_from(broken("name: Second", "name: Second phase"), "sample.yaml")
RETIMED = library_from(broken("week: 12, weekday: friday", "week: 13, weekday: friday"), "sample.yaml")
KINDS = "{key: weeks, looks_at: 'justice_social_work, Community_Justice', wording"
JUSTICE = library_from(broken("{key: weeks, wording", KINDS), "sample.yaml")
LATER = NOW + timedelta(days=1)
MODELS = (Programme, Phase, PhaseStage, PhaseMilestone, PhaseDocument, PhaseBody)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _frameworks(db: None) -> None:
    import_shipped_frameworks(by=SYSTEM, at=NOW)


def test_a_programme_is_kept_with_its_phases() -> None:
    programme = import_programme(library=SAMPLE, by=SYSTEM, at=NOW)
    first, second = queries.phases_of(programme)
    assert (first.framework.key, first.progress_framework) == ("asp-2017", None)
    assert (second.framework.key, str(second.progress_framework)[:5]) == ("asp-phase-2", "Adult")
    assert (first.is_indicative, second.is_indicative) == (False, True)
    assert [m.week for m in queries.milestones_of(second)] == list(range(1, 13))
    assert {m.weekday for m in queries.milestones_of(second)} == {4}
    assert [d.is_position_statement for d in queries.documents_of(second)] == [True, False]
    assert queries.milestones_of(first) == []


def test_bodies_that_are_not_known_yet_are_registered_once() -> None:
    import_programme(library=SAMPLE, by=SYSTEM, at=NOW)
    second = queries.phase("sample", "second")
    assert [body.name for body in queries.bodies_of(second)] == ["Inspectors One", "Inspectors Two"]
    assert queries.lead_body_of(second) == Body.objects.get(name="Inspectors One")


def test_a_body_that_does_not_inspect_is_refused() -> None:
    Body.objects.create(name="Inspectors Two", short_name="Two", kind="council", is_fictional=True)
    with pytest.raises(LibraryFaults, match="line 13, field “name”: “Inspectors Two” is not a scrutiny body"):
        import_programme(library=SAMPLE, by=SYSTEM, at=NOW)
    assert not Programme.objects.exists()


def test_a_framework_that_is_not_there_is_a_located_fault() -> None:
    library = library_from(broken('"2017.1"', '"2099.1"'), "sample.yaml")
    with pytest.raises(LibraryFaults, match="line 5, field “framework”: The framework “asp-2017”"):
        import_programme(library=library, by=SYSTEM, at=NOW)
    assert not Programme.objects.exists()


def test_the_same_content_again_changes_nothing() -> None:
    import_programme(library=SAMPLE, by=SYSTEM, at=NOW)
    rows = _everything()
    import_programme(library=SAMPLE, by=SYSTEM, at=LATER)
    assert _everything() == rows
    assert AuditEntry.objects.latest("pk").what == "Programme already in place"


def test_a_changed_timetable_replaces_that_of_an_unused_phase() -> None:
    import_programme(library=SAMPLE, by=SYSTEM, at=NOW)
    import_programme(library=RETIMED, by=SYSTEM, at=LATER)
    assert queries.milestones_of(queries.phase("sample", "second"))[-1].week == 13


def test_used_phase_keeps_its_method() -> None:
    import_programme(library=SAMPLE, by=SYSTEM, at=NOW)
    mark_used(phase=queries.phase("sample", "second"), by=SYSTEM, at=NOW)
    rows = _everything()
    with pytest.raises(RuleBroken, match="Give the changed phase a new slug"):
        import_programme(library=RETIMED, by=SYSTEM, at=LATER)
    assert _everything() == rows


@pytest.mark.parametrize(
    ("is_used", "is_same", "holds"),
    [(False, False, True), (False, True, True), (True, True, True), (True, False, False)],
)
def test_used_phase_keeps_its_method_as_a_table(is_used: bool, is_same: bool, holds: bool) -> None:
    assert used_phase_keeps_its_method.holds(is_used, is_same) is holds


def test_the_name_of_a_used_phase_may_be_mended_without_touching_its_timetable() -> None:
    import_programme(library=SAMPLE, by=SYSTEM, at=NOW)
    phase = queries.phase("sample", "second")
    mark_used(phase=phase, by=SYSTEM, at=NOW)
    before = [milestone.pk for milestone in queries.milestones_of(phase)]
    import_programme(library=RENAMED, by=SYSTEM, at=LATER)
    mended = queries.phase("sample", "second")
    assert mended.name == "Second phase"
    assert [milestone.pk for milestone in queries.milestones_of(mended)] == before


def test_a_version_of_a_method_that_is_used_says_the_same_wherever_it_is_named() -> None:
    import_programme(library=SAMPLE, by=SYSTEM, at=NOW)
    mark_used(phase=queries.phase("sample", "second"), by=SYSTEM, at=NOW)
    third = YAML.replace("slug: second", "slug: third").replace("phase: second", "phase: third")
    changed = third.replace("week: 12, weekday: friday", "week: 13, weekday: friday")
    with pytest.raises(RuleBroken, match="Give the changed method a new version"):
        import_programme(library=library_from(changed.encode(), "a.yaml"), by=SYSTEM, at=LATER)
    versioned = changed.replace("{key: weeks,", '{key: weeks, version: "2",')
    import_programme(library=library_from(versioned.encode(), "a.yaml"), by=SYSTEM, at=LATER)
    assert queries.phase("sample", "third").method_version == "2"


def test_a_shipped_programme_leaves_a_used_phase_as_it_was() -> None:
    import_shipped_programmes(by=SYSTEM, at=NOW)
    phase = queries.phase("adult-support-and-protection", "phase-3-demonstration")
    mark_used(phase=phase, by=SYSTEM, at=NOW)
    Phase.objects.filter(pk=phase.pk).update(method_checksum="an older one")
    Programme.objects.filter(pk=phase.programme_id).update(checksum="an older one")
    import_shipped_programmes(by=SYSTEM, at=LATER)
    phase.refresh_from_db()
    assert phase.method_checksum == "an older one"


def test_a_framework_that_grades_does_not_fit_a_letter() -> None:
    letter = broken("{key: weeks, wording", "{key: weeks, output: letter, wording")
    with pytest.raises(LibraryFaults, match="ends in letter"):
        import_programme(library=library_from(letter, "a.yaml"), by=SYSTEM, at=NOW)


def test_a_programme_goes_out_as_excel_and_comes_back_the_same() -> None:
    import_shipped_programmes(by=SYSTEM, at=NOW)
    for programme in queries.programmes():
        written = queries.library_of(programme)
        again = library_from(queries.excel_of(programme), "again.xlsx")
        assert again.checksum == written.checksum == programme.checksum


def test_a_method_says_which_kinds_of_partnership_it_looks_at_and_then_only_these_are_offered() -> None:
    for kind in PartnershipKind:
        Partnership.objects.create(slug=kind.value, name=kind.label, kind=kind, is_fictional=True)
    import_programme(library=SAMPLE, by=SYSTEM, at=NOW)
    phase = queries.phase("sample", "second")
    assert {one.kind for one in queries.partnerships_for(phase)} == {kind.value for kind in PartnershipKind}
    mark_used(phase=phase, by=SYSTEM, at=NOW)

    with pytest.raises(RuleBroken, match="Give the changed phase a new slug"):
        import_programme(library=JUSTICE, by=SYSTEM, at=LATER)
    Phase.objects.filter(pk=phase.pk).update(used_at=None)
    import_programme(library=JUSTICE, by=SYSTEM, at=LATER)

    phase = queries.phase("sample", "second")
    offered = {one.kind for one in queries.partnerships_for(phase)}
    assert offered == {"community_justice", "justice_social_work"}
    again = library_from(queries.excel_of(phase.programme), "again.xlsx")
    assert again.phases[1].method.looks_at == ("justice_social_work", "community_justice")


def test_a_method_that_says_no_kind_keeps_the_checksum_it_had_before_kinds_could_be_said() -> None:
    method = SAMPLE.phases[1].method
    assert "looks_at" not in method.content
    assert method.checksum != JUSTICE.phases[1].method.checksum


def test_using_a_phase_twice_keeps_the_first_time() -> None:
    import_programme(library=SAMPLE, by=SYSTEM, at=NOW)
    phase = queries.phase("sample", "second")
    mark_used(phase=phase, by=SYSTEM, at=NOW)
    mark_used(phase=phase, by=SYSTEM, at=LATER)
    assert phase.used_at == NOW


def test_the_shipped_programmes_are_kept_once() -> None:
    import_shipped_programmes(by=SYSTEM, at=NOW)
    rows = _everything()
    import_shipped_programmes(by=SYSTEM, at=LATER)
    assert _everything() == rows


@pytest.mark.parametrize("role", list(Role))
def test_may_import_programmes(role: Role) -> None:
    standing = Standing("p", Side.SCRUTINY, "b", frozenset({role}))
    allowed = role in (Role.METHODS_ANALYST, Role.SERVICE_MANAGER)
    assert (may_import_programmes.reason_refused(standing) is None) is allowed


def test_someone_without_the_role_imports_nothing() -> None:
    person = _person(Role.STRATEGIC_INSPECTOR)
    with pytest.raises(NotAllowed):
        import_programme(library=SAMPLE, by=person, at=NOW)
    with pytest.raises(NotAllowed):
        import_shipped_programmes(by=person, at=NOW)


def test_a_methods_analyst_imports_a_programme_of_known_bodies_only() -> None:
    analyst = _person(Role.METHODS_ANALYST)
    with pytest.raises(NotAllowed, match="Only the service manager"):
        import_programme(library=SAMPLE, by=analyst, at=NOW)
    assert not Programme.objects.exists()
    for name in ("Inspectors One", "Inspectors Two"):
        Body.objects.create(name=name, short_name=name[-3:], kind="scrutiny", is_fictional=True)
    assert import_programme(library=SAMPLE, by=analyst, at=NOW).name == "A sample programme"


def _everything() -> list[list[tuple[object, ...]]]:
    return [list(model.objects.order_by("pk").values_list()) for model in MODELS]


def _person(role: Role) -> Person:
    body = Body.objects.create(name="A body", short_name="B", kind="scrutiny", is_fictional=True)
    person = Person.objects.create_person(
        email="p@example.invalid", password=None, full_name="A Person", body=body
    )
    StandingRole.objects.create(person=person, role=role, from_on=NOW.date())
    return person
