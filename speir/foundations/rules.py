"""Rules: what must be true. Each rule is a named function whose docstring is the message people see."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, ParamSpec

from speir.foundations.refusals import Reason, RuleBroken

P = ParamSpec("P")

REGISTERED: dict[str, "Rule[...]"] = {}


@dataclass(frozen=True)
class Rule(Generic[P]):
    """A named rule: ``holds`` answers, ``check`` raises, ``reason`` gives the message if broken."""

    name: str
    part: str
    field: str
    message: str
    _holds: Callable[P, bool]

    def holds(self, *args: P.args, **kwargs: P.kwargs) -> bool:
        """Whether the rule is satisfied."""
        return self._holds(*args, **kwargs)

    def reason(self, *args: P.args, **kwargs: P.kwargs) -> Reason | None:
        """The reason it is broken, or None."""
        return None if self._holds(*args, **kwargs) else Reason(self.message, self.field)

    def check(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Raise RuleBroken unless satisfied."""
        if not self._holds(*args, **kwargs):
            raise RuleBroken(Reason(self.message, self.field))


def rule(field: str = "") -> Callable[[Callable[P, bool]], Rule[P]]:
    """Register a function as a rule about one form field ("" for the whole form)."""

    def register(holds: Callable[P, bool]) -> Rule[P]:
        if not holds.__doc__:
            raise TypeError(f"{holds.__name__} needs a docstring: it is the message people see")
        made = Rule(
            name=holds.__name__,
            part=holds.__module__.split(".")[1],
            field=field,
            message=" ".join(holds.__doc__.split()),
            _holds=holds,
        )
        REGISTERED[f"{made.part}.{made.name}"] = made
        return made

    return register


def check_all(*reasons: Reason | None) -> None:
    """Raise one RuleBroken with every reason that is not None, so that people see all faults at once."""
    broken = [reason for reason in reasons if reason is not None]
    if broken:
        raise RuleBroken(*broken)
