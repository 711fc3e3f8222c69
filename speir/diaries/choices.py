"""What a feed says of a date."""

from speir.foundations.choice import Choice


class Titles(Choice):
    """How much a calendar provider may learn."""

    NEUTRAL = "neutral", "Nothing but “Speir: a date of yours”"
    WHAT = "what", "What is due, without the partnership"
