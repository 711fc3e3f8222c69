"""A piece of long work: one process holds it at a time, says how far it is, and lets go however it ends.

What is told stands in a small file beside the stored files, for nothing of a transaction under way can be
seen in the database. Whoever works holds a lock on that file. A process that is killed lets go of it with all
else: that the work was interrupted is known at once, and no two ever do it.
"""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from django.conf import settings

Tell = Callable[[int], None]
TRIES, BETWEEN = 5, 0.1  # whoever only asks whether it is held has it for a moment


def _path_of(identity: UUID) -> Path:
    return Path(settings.SPEIR_DATA_DIR) / "under-way" / identity.hex


@contextmanager
def hold(identity: UUID) -> Iterator[Tell | None]:
    """Hold a piece of work and say how far it is; None when another process holds it."""
    path = _path_of(identity)
    path.parent.mkdir(parents=True, exist_ok=True)
    opened = os.open(path, os.O_RDWR | os.O_CREAT, 0o640)
    try:
        if not _locked(opened):
            yield None
            return

        def tell(done: int) -> None:
            os.pwrite(opened, b"%12d" % done, 0)  # always as long, so that nobody reads half of a number

        tell(0)
        yield tell
    finally:
        os.close(opened)


def _locked(opened: int) -> bool:
    for number in range(TRIES):
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if number + 1 < TRIES:
                time.sleep(BETWEEN)
        else:
            return True
    return False


def is_held(identity: UUID) -> bool:
    """Whether some process works at it now."""
    try:
        with _path_of(identity).open("rb") as opened:
            fcntl.flock(opened, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def done_of(identity: UUID) -> int:
    """How far whoever works at it said that it is, or was when it was interrupted."""
    try:
        return int(_path_of(identity).read_bytes() or b"0")
    except FileNotFoundError:
        return 0
