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
