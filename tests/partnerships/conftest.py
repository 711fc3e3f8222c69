"""The reference areas of Scotland, loaded."""

import pytest


@pytest.fixture
def scotland(db: None) -> None:
    """Load every real area and partnership."""
    # Imported here because pytest reads this file before Django is ready.
    from speir.partnerships.operations import load_reference_areas
    from speir.people.operations import SYSTEM
    from tests.partnerships.factories import AT

    load_reference_areas(by=SYSTEM, at=AT)
