"""Every stage of a fictional inspection, for tests that walk all screens."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.house.worlds import Worlds


@pytest.fixture(scope="module")
def one_transaction(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The database for a whole file of tests, in one transaction that is undone at its end.

    A file that wants it calls it ``db``, which is how pytest-django learns that there must be a database.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def worlds(db: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worlds]:
    """Every stage, made when it is first asked for and kept for this file."""
    folder = tmp_path_factory.mktemp("screens")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "SPEIR_DATA_DIR", folder)
        patch.setattr(settings, "EMAIL_FILE_PATH", folder / "sent-mail")
        yield Worlds()
