"""What takes longer than a screen may wait is done by another process, and the screen answers at once."""

import subprocess
import sys
from threading import Thread

from django.conf import settings


def start_apart(command: str) -> None:
    """Start a command of ``speir`` and go on; what comes of it stands in the database.

    Nothing is started in a test: another process would look into another database than the test's.
    """
    if not settings.SPEIR_WORKS_APART:
        return
    started = subprocess.Popen(  # noqa: S603 (only commands of our own, named in code)
        [sys.executable, "-m", "speir", command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    # Somebody must hear that it has ended, or it stays in the machine's list until this process ends too.
    Thread(target=started.wait, daemon=True).start()
