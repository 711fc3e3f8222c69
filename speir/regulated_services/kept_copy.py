"""What is kept of a file that waits to land: its rows as they were read, and so without anybody's name."""

import json
from datetime import date
from typing import Any

from speir.foundations.refused_cells import RefusedCell
from speir.regulated_services.datastore_file import DatastoreFile, ServiceRow

DAYS = ("graded_on", "inspected_on")


def as_kept(file: DatastoreFile) -> bytes:
    """The rows that were read, and those that were not, as they are kept until they land."""
    kept = {
        "checksum": file.checksum,
        "encoding": file.encoding,
        "years": file.years,
        "left_out": file.left_out,
        "rows": [row.__dict__ for row in file.rows],
        "refused": [row.__dict__ for row in file.refused],
    }
    return json.dumps(kept, default=date.isoformat, ensure_ascii=False).encode()


def from_kept(content: bytes) -> DatastoreFile:
    """The file as it was read."""
    kept = json.loads(content)
    return DatastoreFile(
        checksum=kept["checksum"],
        encoding=kept["encoding"],
        years=tuple(kept["years"]),
        left_out=tuple(kept["left_out"]),
        rows=[_row(each) for each in kept["rows"]],
        refused=[RefusedCell(**each) for each in kept["refused"]],
    )


def _row(kept: dict[str, Any]) -> ServiceRow:
    days = {name: date.fromisoformat(kept[name]) if kept[name] else None for name in DAYS}
    return ServiceRow(**{**kept, **days})
