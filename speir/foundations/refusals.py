"""How Speir says no: always with a reason a person can read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """One reason, and the form field it belongs to ("" for the whole form)."""

    message: str
    field: str = ""


class Refused(Exception):
    """An operation was refused; nothing was changed."""

    def __init__(self, *reasons: Reason) -> None:
        super().__init__("; ".join(reason.message for reason in reasons))
        self.reasons = reasons


class NotAllowed(Refused):
    """This person may not do this."""


class NotNow(Refused):
    """This may not be done at the present stage."""


class RuleBroken(Refused):
    """What was given does not satisfy a rule."""


class AlreadyDone(Exception):
    """The same form was sent twice; the first sending counted."""

    def __init__(self, subject_id: str) -> None:
        super().__init__(subject_id)
        self.subject_id = subject_id
