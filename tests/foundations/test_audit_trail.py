"""The audit trail cannot be rewritten, and says so when somebody tries below the application."""

import pytest
from django.db import DatabaseError, connection, transaction

from speir.foundations import audit
from speir.foundations.models import AuditEntry, CapturedWords, ChangeRefused, LifecycleMove, StoredFile
from tests.factories import NOW, make_body, make_person

pytestmark = pytest.mark.django_db

APPEND_ONLY = [AuditEntry, LifecycleMove, StoredFile, CapturedWords]


def add_entries(number: int) -> None:
    person = make_person(make_body("A body"))
    for n in range(number):
        audit.record(f"Entry {n}", subject=person, by=person, at=NOW, details={"n": n, "words": "è – ò"})


def test_a_whole_chain_has_no_break() -> None:
    add_entries(5)
    assert audit.first_break() is None


def drop_guards() -> None:
    """What somebody with full rights to the database could do."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("alter table foundations_auditentry disable trigger all")
        else:
            cursor.execute("drop trigger foundations_auditentry_no_update")
            cursor.execute("drop trigger foundations_auditentry_no_delete")


@pytest.mark.parametrize(
    "tampering",
    [
        "update foundations_auditentry set what = 'Something else' where id = %s",
        "update foundations_auditentry set by_name = 'Somebody else' where id = %s",
        "delete from foundations_auditentry where id = %s",
    ],
)
def test_an_edit_or_deletion_below_the_application_is_found(tampering: str) -> None:
    add_entries(5)
    third = AuditEntry.objects.order_by("pk")[2]
    drop_guards()
    with connection.cursor() as cursor:
        cursor.execute(tampering, [third.pk])
    assert audit.first_break() in {third.pk, third.pk + 1}


def test_cutting_off_the_newest_entries_is_found() -> None:
    add_entries(5)
    newest = AuditEntry.objects.order_by("pk").last()
    assert newest is not None
    drop_guards()
    with connection.cursor() as cursor:
        cursor.execute("delete from foundations_auditentry where id = %s", [newest.pk])
    assert audit.first_break() == -1


@pytest.mark.parametrize(
    "verb", ["update foundations_auditentry set what = 'x'", "delete from foundations_auditentry"]
)
def test_the_database_itself_refuses_to_change_an_entry(verb: str) -> None:
    add_entries(1)
    refused = pytest.raises(DatabaseError, match="never changed or deleted")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb)


@pytest.mark.parametrize("model", APPEND_ONLY)
def test_code_cannot_change_or_delete_append_only_rows(model: type[AuditEntry]) -> None:
    with pytest.raises(ChangeRefused):
        model.objects.all().update(pk=1)
    with pytest.raises(ChangeRefused):
        model.objects.all().delete()
    row = model()
    row._state.adding = False
    with pytest.raises(ChangeRefused):
        row.save()
    with pytest.raises(ChangeRefused):
        row.delete()
