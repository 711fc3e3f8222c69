"""What a framework calls things, with the usual words for what it does not name."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class TermWords:
    """One term, singular and plural; prints as the singular."""

    singular: str
    plural: str

    def __str__(self) -> str:
        return self.singular

    def for_number(self, number: int) -> str:
        """The singular for one, else the plural."""
        return self.singular if number == 1 else self.plural


USUAL = {
    "key_area": TermWords("key area", "key areas"),
    "quality_indicator": TermWords("quality indicator", "quality indicators"),
    "evaluation": TermWords("evaluation", "evaluations"),
    "strength": TermWords("strength", "strengths"),
    "area_for_improvement": TermWords("area for improvement", "areas for improvement"),
    "priority_area": TermWords("priority area for improvement", "priority areas for improvement"),
    "progress": TermWords("progress", "progress"),
}


@dataclass(frozen=True)
class Terms:
    """Attribute access to the words: ``terms.area_for_improvement.plural``."""

    own: Mapping[str, TermWords] = field(default_factory=dict)

    def of(self, key: str) -> TermWords:
        """The words for a key; raises KeyError when it is not a term Speir knows."""
        return self.own.get(key) or USUAL[key]

    @property
    def key_area(self) -> TermWords:
        """A large part of the framework."""
        return self.of("key_area")

    @property
    def quality_indicator(self) -> TermWords:
        """What evidence is lodged against."""
        return self.of("quality_indicator")

    @property
    def evaluation(self) -> TermWords:
        """What people conclude about one item."""
        return self.of("evaluation")

    @property
    def strength(self) -> TermWords:
        """Something done well."""
        return self.of("strength")

    @property
    def area_for_improvement(self) -> TermWords:
        """Something that must get better."""
        return self.of("area_for_improvement")

    @property
    def priority_area(self) -> TermWords:
        """An area for improvement that comes first."""
        return self.of("priority_area")

    @property
    def progress(self) -> TermWords:
        """What a progress review judges."""
        return self.of("progress")
