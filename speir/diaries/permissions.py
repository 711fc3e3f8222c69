"""Who may have a feed of their dates."""

from speir.foundations.access import permission
from speir.people.standing import Standing


@permission
def may_have_feed(standing: Standing) -> str | None:
    """Have one's own dates as a feed for a calendar."""
    return None
