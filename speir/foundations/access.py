"""Permissions: one function each, answering yes (None) or no with a reason a person can read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from speir.foundations.refusals import NotAllowed, Reason

S = TypeVar("S")

REGISTERED: dict[str, "Permission[object]"] = {}


@dataclass(frozen=True)
class Permission(Generic[S]):
    """Who may do one thing; ``sentence`` is its docstring and heads the who-may-do-what table."""

    name: str
    part: str
    sentence: str
    _answer: Callable[[S], str | None]

    def reason_refused(self, standing: S) -> str | None:
        """The reason for refusal, or None when allowed; feeds the text beside a disabled button."""
        return self._answer(standing)

    def check(self, standing: S) -> None:
        """Raise NotAllowed unless allowed; called by operations."""
        reason = self._answer(standing)
        if reason is not None:
            raise NotAllowed(Reason(reason))


def permission(answer: Callable[[S], str | None]) -> Permission[S]:
    """Register a function of a standing as a named permission."""
    if not answer.__doc__:
        raise TypeError(f"{answer.__name__} needs a docstring: it is the row people read")
    made = Permission(
        name=answer.__name__,
        part=answer.__module__.split(".")[1],
        sentence=answer.__doc__.strip().splitlines()[0],
        _answer=answer,
    )
    REGISTERED[f"{made.part}.{made.name}"] = made  # type: ignore[assignment]
    return made
