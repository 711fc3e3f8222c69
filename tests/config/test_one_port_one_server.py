"""Two that start on one port at the same time: the second is told that it is taken, and what to do."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.code import ROOT


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def start(port: int | str, folder: Path) -> subprocess.Popen[str]:
    """What script/demo does before its set-up; it then waits as if setting up."""
    words = f"""set -euo pipefail
    source script/lib.sh
    python={sys.executable}
    need_port 127.0.0.1 {port}
    echo has it
    read -r"""
    return subprocess.Popen(
        ["bash", "-c", words, "script/demo"],
        cwd=ROOT,
        env={"TMPDIR": str(folder), "PATH": "/usr/bin:/bin"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def said(started: subprocess.Popen[str]) -> str:
    """Its first line; what it says of a refusal."""
    assert started.stdout
    return started.stdout.readline().strip() or started.communicate(timeout=120)[1].strip()


def end(started: subprocess.Popen[str]) -> None:
    """Let it go on, which ends it."""
    if started.poll() is None:
        started.communicate("\n", timeout=120)


def test_the_second_is_told_while_the_first_sets_up_and_gets_it_afterwards(tmp_path: Path) -> None:
    port = free_port()
    first, second = start(port, tmp_path), start(port, tmp_path)
    told = sorted((said(first), said(second)))
    assert told[1] == "has it"
    assert told[0].startswith(f"Stopped: port {port} is taken: another Speir is being started there.")
    assert "SPEIR_PORT=8001 script/" in told[0]
    for each in (first, second):
        end(each)
    third = start(port, tmp_path)
    assert said(third) == "has it"
    end(third)


def test_a_port_that_serves_is_taken(tmp_path: Path) -> None:
    with socket.socket() as serving:
        serving.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)  # as the server does
        serving.bind(("127.0.0.1", 0))
        serving.listen()
        port = serving.getsockname()[1]
        assert said(start(port, tmp_path)).startswith(f"Stopped: port {port} on 127.0.0.1 is taken")


def test_where_the_lock_cannot_be_kept_the_port_is_still_asked(tmp_path: Path) -> None:
    started = start(free_port(), tmp_path / "nowhere")
    assert said(started) == "has it"
    end(started)


@pytest.mark.parametrize("port", ["", "http", "80a"])
def test_a_port_is_a_number(tmp_path: Path, port: str) -> None:
    assert "it must be a number such as 8000" in said(start(f"'{port}'", tmp_path))
