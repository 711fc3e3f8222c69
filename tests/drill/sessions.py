"""One randomised session: a reader, one or two devices, and everything that goes wrong on a working day."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.drill.device import Device, Hear

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.drill.server import Server

FAULTS = (
    ("nothing", 6),
    ("reload", 2),
    ("tab crash", 2),
    ("offline", 3),
    ("online", 3),
    ("server killed mid-save", 2),
    ("session expired", 2),
    ("answer swallowed", 3),
    ("old sendings again", 2),
    ("other device", 3),
)


@dataclass(frozen=True)
class Reader:
    """Who reads, and where their reading opens."""

    email: str
    password: str
    offline_path: str
    events_path: str


@dataclass
class Session:
    """Runs until enough was answered; ``counts`` says how often each fault came."""

    reader: Reader
    browser: "Browser"
    server: "Server"
    expire: Callable[[Reader], None]
    hear: Hear
    rng: random.Random
    number: int
    counts: dict[str, int] = field(default_factory=dict)
    answered: int = 0

    def run(self, answers: int) -> None:
        """Answer, break something, answer on; then give everything its chance to arrive."""
        self._devices = [self._device("a", timedelta())]
        names, weights = zip(*FAULTS, strict=True)
        while self.answered < answers:
            device = self.rng.choice(self._devices)
            self._break(self.rng.choices(names, weights)[0], device)
            self._answer(device, min(self.rng.randint(4, 30), answers - self.answered))
            # Sometimes there is time to send, sometimes the next thing goes wrong first.
            device.rest(self.rng.choice([0, 0, 100, 700]))
        for device in self._devices:
            self._settle(device)
            device.close()

    def _device(self, letter: str, skew: timedelta) -> Device:
        made = Device(f"{self.number}{letter}", self.browser, self.server.address, self.hear, skew)
        made.sign_in(self.reader.email, self.reader.password)
        made.open(self.reader.offline_path)
        # The worker must have the page before the connection may go: a reader opens it in the office first.
        made.page.wait_for_selector("[data-reading-ready=kept]", timeout=30_000)
        return made

    def _answer(self, device: Device, count: int) -> None:
        done = device.answer(count, self.rng.randrange(2**31))
        self.answered += done
        if not done:  # the tab was left on a page that is no reading: open it again, as a person would
            device.context.set_offline(False)
            device.sign_in(self.reader.email, self.reader.password)
            device.open(self.reader.offline_path)

    def _break(self, fault: str, device: Device) -> None:
        self.counts[fault] = self.counts.get(fault, 0) + 1
        match fault:
            case "reload":
                device.open(self.reader.offline_path)
            case "tab crash":
                device.answer(3, self.rng.randrange(2**31))
                device.crash()
                device.open(self.reader.offline_path)
            case "offline":
                device.context.set_offline(True)
            case "online":
                device.context.set_offline(False)
            case "server killed mid-save":
                self._kill_mid_save(device)
            case "session expired":
                self.expire(self.reader)
            case "answer swallowed":
                device.swallow += 1
            case "old sendings again":
                self._send_again(device)
            case "other device":
                self._other_device()

    def _kill_mid_save(self, device: Device) -> None:
        device.answer(5, self.rng.randrange(2**31))
        # The first sending begins 400 ms after the last change; the kill falls anywhere round it.
        device.page.wait_for_timeout(self.rng.uniform(300, 600))
        self.server.kill()
        self.server.start()

    def _send_again(self, device: Device) -> None:
        """What a confused network does: old sendings arrive again, in any order."""
        again = self.rng.sample(device.sent, min(3, len(device.sent)))
        for body in again:
            device.page.evaluate(
                """([address, body]) => fetch(address, { method: "POST", body, credentials: "same-origin",
                    headers: {
                      "Content-Type": "application/json",
                      "X-CSRFToken": document.querySelector("meta[name=csrf-token]")?.content ?? "",
                    },
                }).catch(() => null).then(() => true)""",
                [self.reader.events_path, body],
            )

    def _other_device(self) -> None:
        if len(self._devices) < 2:
            hours = self.rng.choice([-30, -2, 0, 3, 50])
            self._devices.append(self._device("b", timedelta(hours=hours)))

    def _settle(self, device: Device) -> None:
        """Back in the office: connection, sign-in, and the page open until the server has everything."""
        device.context.set_offline(False)
        device.swallow = 0
        device.sign_in(self.reader.email, self.reader.password)
        for _ in range(3):
            if device.open(self.reader.offline_path):
                break
        device.page.wait_for_function(
            "document.querySelector('[data-saved]')?.dataset.kept === 'server'", timeout=60_000
        )
