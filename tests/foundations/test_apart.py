"""Another process is started and heard out; in a test none is."""

import subprocess
from threading import Event
from typing import Any

import pytest
from django.conf import settings

from speir.foundations.apart import start_apart


def test_it_is_started_by_itself_and_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "SPEIR_WORKS_APART", True)
    started, ended = [], Event()

    class Counted(subprocess.Popen[bytes]):
        """A process that says when it was waited for."""

        def wait(self, timeout: float | None = None) -> int:
            code = super().wait(timeout)
            ended.set()
            return code

    def begin(command: list[str], **more: Any) -> Counted:
        started.append(command[1:])
        return Counted([command[0], "-c", "pass"], **more)

    monkeypatch.setattr(subprocess, "Popen", begin)
    start_apart("answer-plans")
    assert ended.wait(60)
    assert started == [["-m", "speir", "answer-plans"]]


def test_in_a_test_nothing_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    def begin(*_: Any, **__: Any) -> None:
        pytest.fail("a process was started")

    monkeypatch.setattr(subprocess, "Popen", begin)
    start_apart("answer-plans")
