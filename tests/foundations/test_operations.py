"""The decorator around every change: by whom, audited, once, all or nothing."""

from datetime import datetime

import pytest
from django.db import IntegrityError

from speir.foundations import audit
from speir.foundations.models import AuditEntry, LifecycleMove
from speir.foundations.moves import move
from speir.foundations.operation import NothingAudited, operation
from speir.foundations.refusals import AlreadyDone, NotNow
from speir.inspections.lifecycle import INSPECTION
from speir.inspections.models import Inspection
from speir.people.models import Body, Person
from tests.factories import NOW, make_body, make_person, make_world

pytestmark = pytest.mark.django_db


@operation
def add_body(*, name: str, by: Person, at: datetime, once: str = "") -> Body:
    """Add a body, for tests."""
    body = make_body(name)
    audit.record("Added", subject=body, by=by, at=at)
    return body


@operation
def add_two(*, name: str, by: Person, at: datetime, once: str = "") -> None:
    """Add two bodies, the second of which exists already."""
    add_body(name=name, by=by, at=at)
    add_body(name=name, by=by, at=at)


@operation
def add_inside(*, name: str, by: Person, at: datetime, once: str = "") -> None:
    """Leave the audit to the operation inside."""
    add_body(name=name, by=by, at=at)


@operation
def break_a_constraint(*, by: Person, at: datetime) -> None:
    """Leave out what the database needs."""
    AuditEntry.objects.create(what="Without a time")


@operation
def tell_nobody(*, by: Person, at: datetime) -> None:
    """Change something without an audit entry."""
    make_body("Unseen")


@pytest.fixture
def person() -> Person:
    return make_person(make_body("A body"))


def test_an_operation_without_by_cannot_be_written() -> None:
    with pytest.raises(TypeError, match="must take by and at"):

        @operation
        def nameless(*, at: datetime) -> None:
            """Nobody did it."""


def test_an_operation_with_positional_arguments_cannot_be_written() -> None:
    with pytest.raises(TypeError, match="keyword-only"):

        @operation
        def loose(thing: str, *, by: Person, at: datetime) -> None:
            """Anything goes."""


def test_a_change_that_tells_nobody_is_undone(person: Person) -> None:
    with pytest.raises(NothingAudited):
        tell_nobody(by=person, at=NOW)
    assert not Body.objects.filter(name="Unseen").exists()


def test_sending_the_same_form_twice_counts_once(person: Person) -> None:
    made = add_body(name="New", by=person, at=NOW, once="form-1")
    with pytest.raises(AlreadyDone) as second:
        add_body(name="New again", by=person, at=NOW, once="form-1")
    assert second.value.subject_id == str(made.pk)
    assert not Body.objects.filter(name="New again").exists()


def test_the_once_key_holds_when_only_an_inner_operation_audits(person: Person) -> None:
    add_inside(name="Inner", by=person, at=NOW, once="form-2")
    with pytest.raises(AlreadyDone):
        add_inside(name="Inner again", by=person, at=NOW, once="form-2")


@pytest.mark.django_db(transaction=True)
def test_a_failure_half_way_leaves_nothing(person: Person) -> None:
    with pytest.raises(NotNow, match="Somebody else has just changed this"):
        add_two(name="Twice", by=person, at=NOW)
    assert not Body.objects.filter(name="Twice").exists()
    assert not AuditEntry.objects.filter(what="Added").exists()


def test_two_tabs_moving_the_same_record_move_it_once() -> None:
    world = make_world()
    first_tab = Inspection.objects.get(pk=world.inspection.pk)
    second_tab = Inspection.objects.get(pk=world.inspection.pk)
    move(first_tab, INSPECTION, "notify", by=world.lead, at=NOW)
    with pytest.raises(NotNow, match="Somebody else has just changed this"):
        move(second_tab, INSPECTION, "notify", by=world.lead, at=NOW)
    assert LifecycleMove.objects.filter(subject_id=str(world.inspection.pk)).count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_is_there_already_is_a_refusal_and_any_other_broken_constraint_a_fault(person: Person) -> None:
    add_body(name="Here", by=person, at=NOW)
    with pytest.raises(NotNow, match="Load the page again"):
        add_body(name="Here", by=person, at=NOW)
    with pytest.raises(IntegrityError):
        break_a_constraint(by=person, at=NOW)
