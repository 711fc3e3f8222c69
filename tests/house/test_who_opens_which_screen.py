"""Every address by everybody: nobody gets or changes what is not in their row; no screen is without a row."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.contrib.messages import get_messages
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from speir.config.reference import addresses
from speir.foundations.models import AuditEntry
from tests.factories import later
from tests.house.screens import (
    AT_OTHER_STAGES,
    EVERYBODY,
    OF_ONESELF,
    ROWS,
    SIGNED_IN,
    Row,
)
from tests.house.worlds import OTHERS, STAGES, Worlds

SCREENS = {str(pattern.name): pattern for _, pattern in addresses()}
AUDIENCES = {"public", "inspectorate", "partnership", "signed_in"}
CHANGING = sorted(name for name, row in ROWS.items() if row.by is not None)


@pytest.fixture(scope="module")
def worlds(
    django_db_setup: None,
    django_db_blocker: "pytest_django.DjangoDbBlocker",
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Worlds]:
    """Every stage, made once for this file in one transaction that is undone at its end."""
    folder = tmp_path_factory.mktemp("screens")
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr("django.conf.settings.SPEIR_DATA_DIR", folder)
        patch.setattr("django.conf.settings.EMAIL_FILE_PATH", folder / "sent-mail")
        yield Worlds()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _at_its_day(monkeypatch: pytest.MonkeyPatch) -> None:
    pass


@contextmanager
def undone() -> Iterator[None]:
    """What is changed within is undone, so that the next person does not meet it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
