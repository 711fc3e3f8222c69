"""What the network between a device and the server does to a sending."""

import json
import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Error, Request, Response, Route

REMEMBERED = 40


@dataclass
class Network:
    """Every sending of one device goes through here; the next may be swallowed, held back or cut short."""

    context: BrowserContext
    faults: Counter[str]
    is_expired: bool = False
    is_signed_out: bool = False
    sent: list[tuple[str, str]] = field(default_factory=list)
    held_back: list[tuple[str, str]] = field(default_factory=list)
    _next: str = ""
    _kill: Callable[[], None] | None = None
    _cut: Request | None = None

    def __post_init__(self) -> None:
        self.context.route("**/events/", self._pass_on)
        self.context.on("requestfailed", self._failed)
        self.context.on("response", self._answered)

    def swallow_next(self) -> None:
        """The server will hear the next sending, and the page will never learn of it."""
        self._next = "swallow"

    def hold_back_next(self) -> None:
        """The next sending will seem lost, and arrive long after those that were made later."""
        self._next = "hold back"

    def kill_in_next(self, kill: Callable[[], None]) -> None:
        """The server will be killed while it has the next sending in its hands."""
        self._next, self._kill = "kill", kill

    @property
    def is_armed(self) -> bool:
        """Whether something still waits for a sending to happen to."""
        return bool(self._next)

    def calm(self) -> None:
        """Nothing more happens to sendings."""
        self._next = ""

    def _pass_on(self, route: Route) -> None:
        way, self._next = self._next, ""
        sending = (route.request.url, route.request.post_data or "")
        # The server was killed, or the tab is gone, in this very moment: that is the drill.
        with suppress(Error):
            if way == "hold back":
                self.held_back.append(sending)
                route.abort()
                return
            self.sent = [*self.sent[1 - REMEMBERED :], sending]
            if way == "swallow":
                heard = route.fetch(timeout=10_000)
                route.abort()
                self.faults["answer swallowed"] += heard.ok
                return
            route.continue_()
            if way == "kill" and self._kill:
                self._cut = route.request
                self._kill()

    def _failed(self, request: Request) -> None:
        if request is self._cut:
            self.faults["server killed mid-save"] += 1

    def _answered(self, response: Response) -> None:
        if response.status == 401 and response.url.endswith("/events/"):
            self.is_signed_out = True
            self.faults["session expired"] += self.is_expired
            self.is_expired = False

    def deliver_late(self, token: str) -> None:
        """What was held back arrives now, after later ones."""
        waiting, self.held_back = self.held_back, []
        for sending in waiting:
            if self._post(sending, token):
                self.faults["sendings out of order"] += 1
            else:
                self.held_back.append(sending)

    def send_again(self, rng: random.Random, token: str) -> None:
        """What a confused network does: old sendings once more, and their events in any order."""
        for address, body in rng.sample(self.sent, min(3, len(self.sent))):
            told = json.loads(body)
            rng.shuffle(told["events"])
            self.faults["old sendings again"] += self._post((address, json.dumps(told)), token)

    def _post(self, sending: tuple[str, str], token: str) -> bool:
        address, body = sending
        headers = {"Content-Type": "application/json", "X-CSRFToken": token}
        try:
            return self.context.request.post(address, data=body, headers=headers, timeout=10_000).ok
        except Error:
            return False
