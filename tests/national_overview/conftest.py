"""The reference areas, and the published facts that ship with Speir."""

import pytest


@pytest.fixture
def scotland(db: None) -> None:
    """Load every real area and partnership."""
    # Imported here because pytest reads this file before Django is ready.
    from speir.partnerships.operations import load_reference_areas
    from speir.people.operations import SYSTEM
    from tests.partnerships.factories import AT

    load_reference_areas(by=SYSTEM, at=AT)


@pytest.fixture
def published(scotland: None) -> None:
    """Import the shipped file of published facts."""
    from speir.national_overview.operations import import_published_file
    from speir.people.operations import SYSTEM
    from tests.partnerships.factories import AT

    import_published_file(path=None, by=SYSTEM, at=AT)
