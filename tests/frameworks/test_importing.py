"""Importing a framework: whole or not at all, by the right people, and never changed once used."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest

from speir.foundations.library_faults import LibraryFaults
from speir.foundations.models import AuditEntry
from speir.foundations.refusals import NotAllowed, RuleBroken
from speir.frameworks.excel_library import workbook_of
from speir.frameworks.models import Framework, FrameworkItem, Illustration, Scale, ScaleLevel, Term
from speir.frameworks.operations import (
    import_framework,
    import_framework_file,
    import_shipped_frameworks,
    mark_used,
)
from speir.frameworks.permissions import may_import_frameworks
from speir.frameworks.queries import excel_template, framework, library_of
from speir.frameworks.reading import library_from, shipped_libraries
from speir.frameworks.rules import used_framework_is_unchanged
from speir.people.choices import Role, Side
from speir.people.models import Body, Person, StandingRole
from speir.people.operations import SYSTEM
from speir.people.standing import Standing
from tests.factories import NOW
from tests.frameworks.sample import YAML, broken

SAMPLE = library_from(YAML.encode(), "sample.yaml")
CHANGED = library_from(broken("title: We act", "title: We act at once"), "sample.yaml")
LATER = NOW + timedelta(days=1)
MODELS = (Framework, Scale, ScaleLevel, FrameworkItem, Illustration, Term)

pytestmark = pytest.mark.django_db


def test_a_framework_is_kept_as_its_author_wrote_it() -> None:
    kept = import_framework(library=SAMPLE, by=SYSTEM, at=NOW)
    assert library_of(kept) == SAMPLE
    assert (kept.checksum, kept.imported_at, kept.used_at) == (SAMPLE.checksum, NOW, None)
    assert kept.is_indicative


def test_the_import_is_audited_with_its_checksum() -> None:
    kept = import_framework(library=SAMPLE, by=SYSTEM, at=NOW)
    entry = AuditEntry.objects.get()
    assert entry.what == "Framework imported: A sample framework, version 1"
    assert (entry.subject_id, entry.details) == (str(kept.pk), {"checksum": SAMPLE.checksum})


def test_the_same_content_again_changes_nothing() -> None:
    first = import_framework(library=SAMPLE, by=SYSTEM, at=NOW)
    rows = _everything()
    again = import_framework(library=SAMPLE, by=SYSTEM, at=LATER)
    assert (again.pk, again.imported_at) == (first.pk, NOW)
    assert _everything() == rows
    assert AuditEntry.objects.latest("pk").what == "Framework already in place"


def test_excel_with_the_same_content_changes_nothing_either() -> None:
    first = import_framework(library=SAMPLE, by=SYSTEM, at=NOW)
    upload = BytesIO(excel_template(first))
    again = import_framework_file(path=upload, name="edited.xlsx", by=SYSTEM, at=LATER)
    assert again.imported_at == NOW


def test_changed_content_replaces_an_unused_version() -> None:
    first = import_framework(library=SAMPLE, by=SYSTEM, at=NOW)
    second = import_framework(library=CHANGED, by=SYSTEM, at=LATER)
    assert second.pk == first.pk
    assert library_of(second) == CHANGED
    assert FrameworkItem.objects.count() == len(CHANGED.items)
    assert AuditEntry.objects.latest("pk").details["replaced_checksum"] == SAMPLE.checksum


def test_used_framework_is_unchanged() -> None:
    kept = import_framework(library=SAMPLE, by=SYSTEM, at=NOW)
    mark_used(framework=kept, by=SYSTEM, at=NOW)
    rows = _everything()
    with pytest.raises(RuleBroken, match="Give the changed framework a new version number") as refused:
        import_framework(library=CHANGED, by=SYSTEM, at=LATER)
    assert [reason.field for reason in refused.value.reasons] == ["file"]
    assert _everything() == rows


@pytest.mark.parametrize(
    ("is_used", "is_same", "holds"),
    [(False, False, True), (False, True, True), (True, True, True), (True, False, False)],
)
def test_used_framework_is_unchanged_as_a_table(is_used: bool, is_same: bool, holds: bool) -> None:
    assert used_framework_is_unchanged.holds(is_used, is_same) is holds


def test_a_used_framework_gets_its_official_wording_as_a_new_version() -> None:
    kept = import_framework(library=SAMPLE, by=SYSTEM, at=NOW)
    mark_used(framework=kept, by=SYSTEM, at=NOW)
    newer = import_framework(library=replace(CHANGED, version="2"), by=SYSTEM, at=LATER)
    assert newer.pk != kept.pk
    assert library_of(framework("sample", "1")) == SAMPLE


def test_using_a_framework_twice_keeps_the_first_time() -> None:
    kept = import_framework(library=SAMPLE, by=SYSTEM, at=NOW)
    mark_used(framework=kept, by=SYSTEM, at=NOW)
    mark_used(framework=kept, by=SYSTEM, at=LATER)
    assert kept.used_at == NOW


def test_nothing_of_a_broken_file_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_bytes(broken("value: 2", "value: two"))
    with pytest.raises(LibraryFaults):
        import_framework_file(path=path, name="broken.yaml", by=SYSTEM, at=NOW)
    assert _everything() == [[] for _ in MODELS]
    assert not AuditEntry.objects.exists()


def test_a_file_is_imported_from_its_path_or_from_an_upload(tmp_path: Path) -> None:
    path = tmp_path / "sample.xlsx"
    path.write_bytes(workbook_of(SAMPLE))
    from_path = import_framework_file(path=str(path), name="", by=SYSTEM, at=NOW)
    upload = BytesIO(path.read_bytes())
    assert import_framework_file(path=upload, name="sample.xlsx", by=SYSTEM, at=NOW).pk == from_path.pk


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LibraryFaults, match=r"no\.yaml: The file cannot be read"):
        import_framework_file(path=tmp_path / "no.yaml", name="", by=SYSTEM, at=NOW)


def test_the_shipped_frameworks_are_kept_once() -> None:
    first = import_shipped_frameworks(by=SYSTEM, at=NOW)
    again = import_shipped_frameworks(by=SYSTEM, at=LATER)
    assert [each.pk for each in first] == [each.pk for each in again]
    assert [library_of(each) for each in first] == shipped_libraries()


@pytest.mark.parametrize("role", list(Role))
def test_may_import_frameworks(role: Role) -> None:
    standing = Standing("p", Side.SCRUTINY, "b", frozenset({role}))
    allowed = role in (Role.METHODS_ANALYST, Role.SERVICE_MANAGER)
    assert (may_import_frameworks.reason_refused(standing) is None) is allowed


def test_someone_without_the_role_imports_nothing() -> None:
    with pytest.raises(NotAllowed, match="Only the methods analyst or service manager"):
        import_framework(library=SAMPLE, by=_person(Role.STRATEGIC_INSPECTOR), at=NOW)
    with pytest.raises(NotAllowed):
        import_framework_file(path=BytesIO(b"x"), name="x.yaml", by=_person(), at=NOW)
    with pytest.raises(NotAllowed):
        import_shipped_frameworks(by=_person(), at=NOW)
    assert not Framework.objects.exists()


def test_a_methods_analyst_imports() -> None:
    analyst = _person(Role.METHODS_ANALYST)
    kept = import_framework_file(path=BytesIO(YAML.encode()), name="sample.yaml", by=analyst, at=NOW)
    assert AuditEntry.objects.get(subject_id=str(kept.pk)).by_id == str(analyst.pk)


def _everything() -> list[list[tuple[object, ...]]]:
    return [list(model.objects.order_by("pk").values_list()) for model in MODELS]


def _person(*roles: Role) -> Person:
    number = Person.objects.count()
    body = Body.objects.create(name=f"Body {number}", short_name="B", kind="scrutiny", is_fictional=True)
    person = Person.objects.create_person(
        email=f"p{number}@example.invalid", password=None, full_name=f"Person {number}", body=body
    )
    for role in roles:
        StandingRole.objects.create(person=person, role=role, from_on=NOW.date())
    return person
