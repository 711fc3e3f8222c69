"""The first command in a new data directory makes the database there."""

import sys

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection


def begin() -> None:
    """Make the tables and load what comes with Speir, where there is not one table yet.

    A database on a server is left alone: an empty one there may be the wrong one.
    """
    django.setup()
    if connection.vendor != "sqlite" or connection.introspection.table_names():
        return
    sys.stderr.write(f"There is no database in {settings.SPEIR_DATA_DIR} yet; making one.\n")
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_reference", verbosity=0)
