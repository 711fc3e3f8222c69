"""One randomised session: a reader, two devices, two records, and all that goes wrong on a working day."""

import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.drill.device import Device
from tests.drill.heard import Heard

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.drill.server import Server
    from tests.drill.world import Reader

# A session goes through all of these in its own order before any comes again.
DECK = (
    *("tab crash", "tab crash", "reload", "other record"),
    *("offline", "opened offline", "server killed", "server killed", "session expired"),
    *("answer swallowed", "answer swallowed", "held back", "held back"),
    *("old sendings again", "old sendings again"),
)
CLOCKS = [timedelta(hours=hours) for hours in (-30, -2, 3, 50)]
SETTLED_MS = 60_000


@dataclass
class Session:
    """Runs until enough was answered; ``faults`` counts those that truly happened."""

    reader: "Reader"
    browser: "Browser"
    server: "Server"
    expire: Callable[[], None]
    heard: Heard
    faults: Counter[str]
    rng: random.Random
    number: int
    script: str = ""
    unsettled: list[str] = field(default_factory=list)
    _devices: list[Device] = field(default_factory=list)
    _open: dict[str, str] = field(default_factory=dict)
    _deck: list[str] = field(default_factory=list)

    def run(self, answers: int) -> None:
        """Answer, break something meanwhile, answer on; then give everything its chance to arrive."""
        wanted = self.heard.typed + answers
        self._devices = [self._device("a", timedelta())]
        while self.heard.typed < wanted:
            if len(self._devices) == 1:
                self._devices.append(self._device("b", self.rng.choice(CLOCKS)))
            self._step()
        for device in self._devices:
            self._settle(device)
        names = [device.name for device in self._devices]
        self.faults["two devices on one record"] += self.heard.is_shared(names)
        for device in self._devices:
            device.close()

    def _step(self) -> None:
        """Both devices type; in the midst of it something goes wrong with one of them."""
        for device in self._devices:
            self._begin(device)
        device = self.rng.choice(self._devices)
        device.rest(self.rng.uniform(0, 120))
        self._break(self._draw(), device)
        for each in self._devices:
            each.finish()
        # Sometimes there is time to send, sometimes the next thing goes wrong first.
        device.rest(self.rng.choice([0, 0, 150, 500]))
        for each in self._devices:
            self._get_better(each)

    def _draw(self) -> str:
        if not self._deck:
            self._deck = self.rng.sample(DECK, len(DECK))
        return self._deck.pop()

    def _device(self, letter: str, skew: timedelta) -> Device:
        name = f"{self.number}{letter}"
        address, hear = self.server.address, self.heard.hear
        made = Device(name, self.browser, address, hear, self.faults, skew, self.script)
        made.sign_in(self.reader.email, self.reader.password)
        for path in self.reader.paths:
            self._open[name] = path
            made.open(path)
            made.keeps_page()
        return made

    def _begin(self, device: Device) -> None:
        if not device.begin(self.rng.randint(6, 24), self._seed()):
            # The tab was left on a page that is no reading: open it again, as a person would.
            self._sign_in(device)
            device.open(self._open[device.name])

    def _seed(self) -> int:
        return self.rng.randrange(2**31)

    def _sign_in(self, device: Device) -> None:
        device.sign_in(self.reader.email, self.reader.password)

    def _get_better(self, device: Device) -> None:
        """What goes right again by itself, sooner or later."""
        if device.is_offline and self.rng.random() < 0.5:
            device.go_online()
        if device.network.is_signed_out and self.rng.random() < 0.5:
            self._sign_in(device)
        if self.rng.random() < 0.5:
            device.network.deliver_late(device.token())

    def _break(self, fault: str, device: Device) -> None:
        ways: dict[str, Callable[[Device], None]] = {
            "tab crash": self._crash,
            "reload": self._reload,
            "other record": self._to_another_record,
            "offline": Device.go_offline,
            "opened offline": self._open_offline,
            "server killed": self._kill_mid_save,
            "session expired": self._expire,
            "answer swallowed": lambda device: device.network.swallow_next(),
            "held back": lambda device: device.network.hold_back_next(),
            "old sendings again": lambda device: device.network.send_again(self.rng, device.token()),
        }
        ways[fault](device)

    def _crash(self, device: Device) -> None:
        device.crash()
        device.open(self._open[device.name])

    def _reload(self, device: Device) -> None:
        self.faults["reload"] += device.open(self._open[device.name])

    def _to_another_record(self, device: Device) -> None:
        self._open[device.name] = self.rng.choice(self.reader.paths)
        self.faults["other record"] += device.open(self._open[device.name])

    def _open_offline(self, device: Device) -> None:
        device.go_offline()
        device.finish()
        self.faults["opened offline"] += device.open(self._open[device.name])
        self._begin(device)

    def _expire(self, _: Device) -> None:
        self.expire()
        for each in self._devices:
            each.network.is_expired = True

    def _kill_mid_save(self, device: Device) -> None:
        """Kill the server while it has a sending in its hands; typing goes on, and then it is back."""
        device.go_online()
        device.network.kill_in_next(self._kill)
        until = time.monotonic() + 3
        while device.network.is_armed and time.monotonic() < until:
            device.rest(20)
        device.network.calm()
        self.server.kill()
        for each in self._devices:
            each.rest(self.rng.uniform(0, 200))
        self.server.start()

    def _kill(self) -> None:
        time.sleep(self.rng.uniform(0, 0.03))
        self.server.kill()

    def _settle(self, device: Device) -> None:
        """Back in the office: connection, sign-in, and each page open until the server has everything."""
        device.network.calm()
        self._sign_in(device)
        # A device that typed nothing in a record has nothing to deliver there. It may truly say "Nothing
        # answered yet", while what the other device typed still waits for that one to come back.
        for path in (each for each in self.reader.paths if self.heard.typed_in(device.name, each)):
            for _ in range(3):
                if device.open(path):
                    break
            if not device.settles(SETTLED_MS):
                self.unsettled.append(f"{device.name} {path}: {device.kept_where()}")
        device.network.deliver_late(device.token())
