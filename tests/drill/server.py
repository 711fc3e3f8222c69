"""A real server that can be killed without warning: granian as in production, on a database in a file."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE_S = 60.0


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass
class Server:
    """Starts, dies by SIGKILL, starts again on the same address and the same data."""

    data_dir: Path
    port: int = field(default_factory=free_port)
    kills: int = 0
    _process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command = [
            str(Path(sys.executable).with_name("granian")),
            *("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port)),
            *("--workers", "2", "--blocking-threads", "1", "--no-ws", "--log-level", "critical"),
            "speir.config.wsgi:application",
        ]
        log = (self.data_dir / "server.log").open("ab")
        # A process group of its own, so that the workers die in the same moment.
        self._process = subprocess.Popen(
            command, stdout=log, stderr=log, env=dict(os.environ), start_new_session=True
        )
        log.close()
        self._wait()

    def _wait(self) -> None:
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"{self.address}/healthz", timeout=5):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        raise TimeoutError(
            f"The server did not answer within {PATIENCE_S:.0f} s; see {self.data_dir}/server.log"
        )

    def kill(self) -> None:
        """SIGKILL to every process of it: no goodbye, no flush."""
        if self._process is None:
            return
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None
        self.kills += 1

    def stop(self) -> None:
        """End it; killing is as good as any other way."""
        if self._process is not None:
            self.kill()
            self.kills -= 1
