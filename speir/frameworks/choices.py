"""Kinds of framework item, and whether wording is official."""

from speir.foundations.choice import Choice


class ItemKind(Choice):
    """What sort of thing a framework item is."""

    KEY_AREA = "key_area", "Key area"
    QUALITY_INDICATOR = "quality_indicator", "Quality indicator"


class Wording(Choice):
    """Whether words were read in an official or published source, or stand in for it."""

    OFFICIAL = "official", "Official wording"
    INDICATIVE = "indicative", "Indicative wording"


class Relation(Choice):
    """How an item stands to one of an earlier framework."""

    SAME = "same", "The same"
    CHANGED = "changed", "Changed"
    RELATED = "related", "Related"
    NEW = "new", "New"
    NOT_CARRIED_OVER = "not_carried_over", "Not carried over"
