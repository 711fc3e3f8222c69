"""A real server that can be killed without warning: granian as in production, on a database in a file."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE_S = 60.0
APPLICATION = "speir.config.wsgi:application"


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass
class Server:
    """Starts, dies by SIGKILL, starts again on the same address and the same data."""

    data_dir: Path
    application: str = APPLICATION
    port: int = field(default_factory=free_port)
    kills: int = 0
    _warm: subprocess.Popen[str] | None = None
    _group: int = 0

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        if self._warm is None:
            self._warm = self._warmed()
        assert self._warm.stdin
        assert self._warm.stdout
        self._warm.stdin.write("serve\n")
        self._warm.stdin.flush()
        self._group = int(self._warm.stdout.readline())
        self._wait()

    def _warmed(self) -> subprocess.Popen[str]:
        with (self.data_dir / "server.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "tests.drill.warm", str(self.port), self.application],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env=dict(os.environ),
            )

    def _wait(self) -> None:
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"{self.address}/healthz", timeout=5):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.02)
        raise TimeoutError(
            f"The server did not answer within {PATIENCE_S:.0f} s; see {self.data_dir}/server.log"
        )

    def kill(self) -> None:
        """SIGKILL to every process of it: no goodbye, no flush."""
        if self._group:
            with suppress(ProcessLookupError):
                os.killpg(self._group, signal.SIGKILL)
            self._group = 0
            self.kills += 1

    def stop(self) -> None:
        """End it; killing is as good as any other way."""
        if self._group:
            self.kill()
            self.kills -= 1
        if self._warm is not None:
            self._warm.kill()
            self._warm.wait()
            self._warm = None
