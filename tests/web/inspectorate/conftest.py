"""What several tests of these screens stand on."""

import pytest

from tests.factories import STILL


@pytest.fixture
def still_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands still, so that no midnight comes between what is sent and what is looked for."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: STILL)
