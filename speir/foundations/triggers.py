"""Database triggers that keep an append-only table append-only, on SQLite and PostgreSQL."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython
from django.db.migrations.state import StateApps

_POSTGRES_FUNCTION = """
create or replace function speir_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'rows of % are never changed or deleted', tg_table_name;
end $$;
"""


def append_only(table: str) -> RunPython:
    """A migration step after which rows of the table can be added and read, and nothing else.

    A migration that changes the table repeats it: SQLite makes the table anew, without its triggers.
    """

    def guard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in _statements(table, editor.connection.vendor):
            editor.execute(statement, params=None)  # None: the % in it is not a placeholder

    return RunPython(guard, RunPython.noop)


def _statements(table: str, vendor: str) -> list[str]:
    if vendor == "postgresql":
        return [
            _POSTGRES_FUNCTION,
            f"drop trigger if exists {table}_append_only on {table};",
            f"create trigger {table}_append_only before update or delete on {table} "
            "for each row execute function speir_refuse_change();",
        ]
    guards = [
        f"create trigger {table}_no_{verb} before {verb} on {table} "
        f"begin select raise(abort, 'rows of {table} are never changed or deleted'); end;"
        for verb in ("update", "delete")
    ]
    return [*(f"drop trigger if exists {table}_no_{verb};" for verb in ("update", "delete")), *guards]
