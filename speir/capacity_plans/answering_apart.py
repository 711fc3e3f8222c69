"""Working plans out takes seconds and much memory: another process does it, and screens answer at once."""

import subprocess
import sys


def start_answering() -> None:
    """Start ``speir answer-plans`` and go on; what it finds stands in the database."""
    subprocess.Popen(
        [sys.executable, "-m", "speir", "answer-plans"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
