"""Two at one record: a change says which state it starts from, and is refused when there is a newer one."""

from speir.foundations.refusals import NotNow, Reason

OVERTAKEN = (
    "This was saved by somebody else, or by you in another window, while you were writing. "
    "What is saved now is shown on this page; what you wrote is kept in the form. "
    "Put the two together and save again."
)


def check_not_overtaken(based_on: str | None, now: str) -> None:
    """Raise NotNow unless the change starts from the state that is saved now; None asks for no such check."""
    if based_on is not None and based_on != now:
        raise NotNow(Reason(OVERTAKEN))
