"""What changed between two versions of a template: questions added, removed, reworded, choices changed."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from speir.xforms.counting import CountingRule
from speir.xforms.outline import Asked, Outline

ADDED, REMOVED, REWORDED, ANSWERS, SHOWN, COUNTED = (
    "added",
    "removed",
    "reworded",
    "answers changed",
    "shown otherwise",
    "counted otherwise",
)


@dataclass(frozen=True)
class KeptQuestion:
    """One question of a version as it is kept for comparing and listing, without its logic compiled."""

    path: str
    kind: str
    label: str
    section: str
    choices: tuple[tuple[str, str], ...] = ()
    relevant: str = ""

    def to_json(self) -> dict[str, Any]:
        """The question as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> "KeptQuestion":
        """The question again, from what ``to_json`` gave."""
        return cls(**{**told, "choices": tuple((name, label) for name, label in told["choices"])})


@dataclass(frozen=True)
class Difference:
    """One change that a person would notice, with the words before and after."""

    what: str
    path: str
    label: str
    before: str
    after: str


def kept_questions(outline: Outline) -> list[KeptQuestion]:
    """Every question of a form, in order, with the section it stands in."""
    return [
        KeptQuestion(each.path, each.kind, each.title, _section(outline, each), each.choices, each.relevant)
        for each in outline.asked
        if each.is_question
    ]


def _section(outline: Outline, asked: Asked) -> str:
    above = outline.above(asked.path)
    return above[0].title if above else ""


def differences(
    before: Sequence[KeptQuestion],
    after: Sequence[KeptQuestion],
    rules_before: dict[str, CountingRule],
    rules_after: dict[str, CountingRule],
) -> list[Difference]:
    """Every difference, in the order of the newer version; what was removed comes last."""
    old, new = {each.path: each for each in before}, {each.path: each for each in after}
    found: list[Difference] = []
    for path, question in new.items():
        if path not in old:
            found.append(Difference(ADDED, path, question.label, "", question.label))
        else:
            found += _changes(old[path], question)
            found += _counting(question, rules_before.get(path), rules_after.get(path))
    gone = (each for path, each in old.items() if path not in new)
    return found + [Difference(REMOVED, each.path, each.label, each.label, "") for each in gone]


def _changes(old: KeptQuestion, new: KeptQuestion) -> Iterator[Difference]:
    if old.label != new.label:
        yield Difference(REWORDED, new.path, new.label, old.label, new.label)
    if (old.kind, old.choices) != (new.kind, new.choices):
        yield Difference(ANSWERS, new.path, new.label, _answers(old, new), _answers(new, old))
    if old.relevant != new.relevant:
        yield Difference(SHOWN, new.path, new.label, old.relevant or "always", new.relevant or "always")


def _answers(one: KeptQuestion, other: KeptQuestion) -> str:
    """What can be answered; of choices only those that the other version has not, or all when reordered."""
    own = [choice for choice in one.choices if choice not in other.choices]
    said = ", ".join(label or name for name, label in own)
    if one.kind != other.kind:
        kind = one.kind.replace("_", " ")
        return f"{kind}: {said}" if said else kind
    if set(one.choices) == set(other.choices):
        return ", ".join(label or name for name, label in one.choices)
    return said or "nothing that the other version has not"


def _counting(
    question: KeptQuestion, old: CountingRule | None, new: CountingRule | None
) -> Iterator[Difference]:
    if (old or CountingRule()) != (new or CountingRule()):
        before, after = in_words(old, question.choices), in_words(new, question.choices)
        yield Difference(COUNTED, question.path, question.label, before, after)


def in_words(rule: CountingRule | None, choices: Sequence[tuple[str, str]] = ()) -> str:
    """A counting rule whole, in words; its choices as people read them, not by their names."""
    if rule is None:
        return "not counted"
    parts = [rule.sentence]
    for what, names in (("Left out", rule.out), ("Not recorded", rule.missing), ("Positive", rule.good)):
        if names:
            parts.append(f"{what}: {_read_as(names, choices)}.")
    if rule.indicator:
        parts.append(f"Evidence for {rule.indicator}.")
    if rule.agency:
        parts.append(f"For {rule.agency.replace('_', ' ')}.")
    return " ".join(parts)


def _read_as(names: Sequence[str], choices: Sequence[tuple[str, str]]) -> str:
    labels = dict(choices)
    return ", ".join(f"“{labels.get(name) or name}”" for name in names)
