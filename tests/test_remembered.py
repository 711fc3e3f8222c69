"""A world that is put back is the world that was built, and only where nothing else is."""

import uuid
from pathlib import Path

import pytest
from django.db import connection

from speir.foundations import audit
from speir.inspections.models import Inspection, TeamMember
from speir.people.models import Body
from tests import remembered as memory
from tests.factories import World, evaluating, gathering, make_body, make_person, make_world, world_at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_remembered", {})


def rows() -> dict[str, object]:
    """Every row of every table; PostgreSQL keeps them wherever there is room, so their order says nothing."""
    read = {table: memory._read(table) for table in memory._in_use()}
    return {
        name: sorted(each.splitlines()) if isinstance(each, bytes) else each for name, each in read.items()
    }


def emptied(tables: list[str]) -> None:
    """As the database is before a test; the tables that refuse it are told not to for this once."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("select name from sqlite_master where type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f'drop trigger "{name}"')
            for table in tables:
                cursor.execute(f'delete from "{table}"')
        else:
            cursor.execute("set constraints all immediate")
            cursor.execute(f"truncate {', '.join(tables)} cascade")
            cursor.execute("set constraints all deferred")


def twice(stage: object) -> tuple[World, World]:
    built = world_at(stage)  # type: ignore[arg-type]
    before = rows()
    emptied(list(before))
    again = world_at(stage)  # type: ignore[arg-type]
    assert rows() == before
    return built, again


def test_every_row_is_put_back_as_it_was() -> None:
    built, again = twice(evaluating)
    assert again is not built
    assert again.inspection.pk == built.inspection.pk
    assert again.fresh().status == "evaluating"
    assert audit.first_break() is None


def test_work_goes_on_from_what_was_put_back() -> None:
    _, again = twice(make_again)
    gathering(again)
    assert make_person(again.bodies["ci"]).pk
    assert audit.first_break() is None


def make_again(world: World) -> World:
    """No stage further."""
    return world


def test_beside_anything_else_it_is_built_anew() -> None:
    first, second = make_world(), make_world()
    assert first.inspection.pk != second.inspection.pk
    assert Inspection.objects.count() == 2


def test_a_row_of_anybody_is_something_else() -> None:
    world = make_world()
    emptied(memory._in_use())
    make_body("Somebody's own")
    assert make_world().inspection.pk != world.inspection.pk
    assert Body.objects.count() == 7


def test_what_left_a_file_behind_is_not_remembered(own_files: Path) -> None:
    def build() -> str:
        (own_files / f"{uuid.uuid4()}.pdf").write_bytes(b"x")
        return make_body("With a file").name

    memory.remembered(build)()
    assert memory._remembered == {}


def test_what_is_given_back_belongs_to_nobody_else() -> None:
    _, one = twice(make_again)
    one.people.clear()
    emptied(memory._in_use())
    assert "lead" in world_at(make_again).people
    assert TeamMember.objects.exists()
