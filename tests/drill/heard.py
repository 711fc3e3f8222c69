"""What was typed in a drill, what the pages said was kept, and what they said the server had acknowledged."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Kept:
    """One change that the page said was kept: by which device, for which address, with which answer."""

    event_id: str
    device: str
    reading: str
    address: str
    value: str | None


@dataclass
class Heard:
    """Everything the pages of one drill told, in the order they told it."""

    typed: int = 0
    kept: list[Kept] = field(default_factory=list)
    acknowledged: set[str] = field(default_factory=set)

    def hear(self, device: str, told: dict[str, object]) -> None:
        """Take in one message of a page."""
        match told["what"]:
            case "heard":
                self.typed += 1
            case "kept":
                event = told["event"]
                assert isinstance(event, dict)
                self.kept.append(
                    Kept(event["event_id"], device, event["reading"], event["address"], event["value"])
                )
            case "acknowledged":
                ids = told["ids"]
                assert isinstance(ids, list)
                self.acknowledged |= set(ids)


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
    acknowledged_lost: tuple[str, ...]
    kept_lost: tuple[Kept, ...]
    changed: tuple[str, ...]
    doubled: tuple[str, ...]

    @property
    def is_clean(self) -> bool:
        """Whether every answer arrived once, as it was typed."""
        return not (self.acknowledged_lost or self.kept_lost or self.changed or self.doubled)


def judge(heard: Heard, stored: list[Stored]) -> Verdict:
    """Hold what the pages said against what the server has, when everything has had its chance to arrive.

    A kept change may be missing only when the same device kept a later one there: words typed on
    replace words that no sending had begun with. The last one of each device and address must be there.
    """
    on_server = {event.event_id: event for event in stored}
    ids = [event.event_id for event in stored]
    last: dict[tuple[str, str, str], Kept] = {}
    for event in heard.kept:
        last[event.device, event.reading, event.address] = event
    changed = [
        event.event_id
        for event in heard.kept
        if event.event_id in on_server and on_server[event.event_id].value != event.value
    ]
    return Verdict(
        typed=heard.typed,
        kept=len(heard.kept),
        acknowledged=len(heard.acknowledged),
        acknowledged_lost=tuple(sorted(heard.acknowledged - set(ids))),
        kept_lost=tuple(event for event in last.values() if event.event_id not in on_server),
        changed=tuple(changed),
        doubled=tuple(sorted({each for each in ids if ids.count(each) > 1}))
        if len(ids) != len(set(ids))
        else (),
    )
