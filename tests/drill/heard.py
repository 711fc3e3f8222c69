"""What was typed in a drill, what the pages said was kept, and what they said the server had acknowledged."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import takewhile

ANSWER = "answer"


@dataclass(frozen=True)
class Typed:
    """One change that a page heard: by which device, for which address, with which answer."""

    event_id: str
    device: str
    reading: str
    address: str
    value: str | None
    kind: str = ANSWER

    @property
    def question(self) -> tuple[str, ...]:
        """Where a later change of the same device takes its place; an item of a list is like no other."""
        place = (self.device, self.reading, self.address)
        return place if self.kind == ANSWER else (*place, self.kind, self.event_id)


@dataclass
class Heard:
    """Everything the pages of one drill told, in the order they told it."""

    changes: list[Typed] = field(default_factory=list)
    kept: set[str] = field(default_factory=set)
    acknowledged: set[str] = field(default_factory=set)
    at_a_crash: set[str] = field(default_factory=set)
    found_later: set[str] = field(default_factory=set)
    # What became of each change, in the order it was told: of a lost one this is all that is known.
    story: defaultdict[str, list[str]] = field(
        default_factory=lambda: defaultdict(list), compare=False, repr=False
    )

    @property
    def typed(self) -> int:
        """How many answers were typed."""
        return sum(change.kind == ANSWER for change in self.changes)

    def hear(self, device: str, told: dict[str, object]) -> None:
        """Take in one message of a page."""
        match told:
            case {"what": "heard", "event": dict(event)}:
                if event["event_id"] not in self.found_later:  # told late, after the next page had found it
                    self._typed(device, event)
                self._tell(event["event_id"], f"typed on {device}")
            case {"what": "kept", "event": dict(event)}:
                self.kept.add(event["event_id"])
                self._tell(event["event_id"], "kept")
            case {"what": "acknowledged", "ids": list(ids)}:
                self.acknowledged |= set(ids)
            case {"what": "found", "events": list(events)}:
                known = {change.event_id for change in self.changes}
                for event in events:
                    # Its page went before it could tell: it counts as typed, before what comes now.
                    if event["event_id"] not in known:
                        self.found_later.add(event["event_id"])
                        self._typed(device, event)
                    self._tell(event["event_id"], f"found as a page of {device} opened")
            case {"what": "crashed"}:
                # The browser keeps what a tab wrote only once the tab has handed it over. For what was typed
                # in the very moment of a crash nobody can promise that; the page had not said it is kept.
                own = (each for each in reversed(self.changes) if each.device == device)
                for change in takewhile(lambda each: each.event_id not in self.kept, own):
                    self.at_a_crash.add(change.event_id)
                    self._tell(change.event_id, "the tab crashed")

    def _typed(self, device: str, event: dict[str, str]) -> None:
        names = ("event_id", "reading", "address", "value", "kind")
        self.changes.append(Typed(device=device, **{name: event[name] for name in names}))

    def _tell(self, event_id: str, what: str) -> None:
        self.story[event_id].append(f"{datetime.now(UTC):%H:%M:%S.%f} {what}")

    def typed_in(self, device: str, path: str) -> bool:
        """Whether this device typed in the record that opens there."""
        return any(change.reading in path for change in self.changes if change.device == device)

    def is_shared(self, devices: Iterable[str]) -> bool:
        """Whether all of these devices answered in one and the same record."""
        readings = defaultdict(set)
        for change in self.changes:
            readings[change.device].add(change.reading)
        return bool(set.intersection(*(readings[device] for device in devices)))


@dataclass(frozen=True)
class Stored:
    """One event as the server has it."""

    event_id: str
    reading: str
    address: str
    value: str | None


@dataclass(frozen=True)
class Verdict:
    """What was lost, doubled or changed; all empty when nothing was."""

    typed: int
    kept: int
    acknowledged: int
    stored: int
    found_later: int = 0
    untold: tuple[str, ...] = ()
    acknowledged_lost: tuple[str, ...] = ()
    typed_lost: tuple[Typed, ...] = ()
    lost_in_the_crash: tuple[Typed, ...] = ()
    changed: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether every answer arrived once, as it was typed."""
        return not (self.acknowledged_lost or self.typed_lost or self.changed or self.doubled)


def judge(heard: Heard, stored: list[Stored]) -> Verdict:
    """Hold what the pages said against what the server has, when everything has had its chance to arrive.

    An answer may be missing only when the same device typed a later one there: words typed on replace words
    that no sending had begun with. The last one of each device and question must be there. Counted apart is
    what was typed in the very moment in which a tab crashed, before the page said that it is kept.
    """
    on_server = {event.event_id: event for event in stored}
    ids = [event.event_id for event in stored]
    last = {change.question: change for change in heard.changes}
    lost = [change for change in last.values() if change.event_id not in on_server]
    return Verdict(
        typed=heard.typed,
        kept=len(heard.kept),
        acknowledged=len(heard.acknowledged),
        stored=len(stored),
        found_later=len(heard.found_later),
        untold=tuple(sorted(set(ids) - {change.event_id for change in heard.changes})),
        acknowledged_lost=tuple(sorted(heard.acknowledged - set(ids))),
        typed_lost=tuple(change for change in lost if change.event_id not in heard.at_a_crash),
        lost_in_the_crash=tuple(change for change in lost if change.event_id in heard.at_a_crash),
        changed=tuple(
            change.event_id
            for change in heard.changes
            if change.event_id in on_server and not _is_the_same(change, on_server[change.event_id])
        ),
        doubled=tuple(sorted(each for each, times in Counter(ids).items() if times > 1)),
        stories=tuple(
            f"{each.event_id} ({each.address}): {'; '.join(heard.story[each.event_id])}" for each in lost
        ),
    )


def _is_the_same(typed: Typed, stored: Stored) -> bool:
    one = (typed.reading, typed.address, typed.value)
    return one == (stored.reading, stored.address, stored.value)
