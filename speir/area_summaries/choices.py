"""Where a summary stands."""

from speir.foundations.choice import Choice


class SummaryStatus(Choice):
    """Where one summary stands."""

    DRAFT = "draft", "Being written"
    WITH_COUNCIL = "with_council", "With the council"
    FROZEN = "frozen", "Agreed and frozen"
    DROPPED = "dropped", "Given up"
