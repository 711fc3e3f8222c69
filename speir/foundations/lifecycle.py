"""Lifecycles: plain tables of from which status to which, and whose turn each status is."""

from collections.abc import Mapping
from dataclasses import dataclass

from speir.foundations.choice import Choice
from speir.foundations.refusals import NotNow, Reason

REGISTERED: dict[str, "Lifecycle"] = {}


@dataclass(frozen=True)
class Step:
    """One permitted move: its name, the statuses it may start from, the status it leads to."""

    name: str
    sources: tuple[str, ...]
    target: str


@dataclass(frozen=True)
class Lifecycle:
    """The whole table for one kind of record; ``turn`` says in words whose turn each status is."""

    name: str
    statuses: type[Choice]
    first: str
    steps: tuple[Step, ...]
    turn: Mapping[str, str]

    def __post_init__(self) -> None:
        known = {status.value for status in self.statuses}
        used = {self.first, *self.turn}
        for step in self.steps:
            used |= {*step.sources, step.target}
        if used - known or known - set(self.turn):
            raise ValueError(f"lifecycle {self.name}: unknown status or a status without a turn")
        REGISTERED[self.name] = self

    def step(self, name: str) -> Step:
        """The step of that name."""
        return next(step for step in self.steps if step.name == name)

    def reason_refused(self, status: str, name: str) -> str | None:
        """Why this step cannot be taken from this status, or None when it can."""
        step = self.step(name)
        if status in step.sources:
            return None
        now = self.statuses.label_of(status).lower()
        needed = " or ".join(self.statuses.label_of(source).lower() for source in step.sources)
        return f"For this the {self.name} must be {needed}. At the moment it is {now}."

    def after(self, status: str, name: str) -> str:
        """The status after taking a step; raises NotNow when it cannot be taken."""
        reason = self.reason_refused(status, name)
        if reason is not None:
            raise NotNow(Reason(reason))
        return self.step(name).target

    def diagram(self) -> str:
        """A Mermaid state diagram, for the generated reference."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.first}"]
        lines += [
            f"    {source} --> {step.target}: {step.name.replace('_', ' ')}"
            for step in self.steps
            for source in step.sources
        ]
        return "\n".join(lines)
