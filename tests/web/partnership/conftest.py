"""Everything here stands on a database and a folder of its own for files."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _own_database_and_files(db: None, own_files: Path) -> None:
    """Each test has both."""
