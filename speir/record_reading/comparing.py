"""Two readings of one record side by side: alike, differing, settled; plain Python."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from speir.record_reading.answers import Asked
from speir.record_reading.differences import Answers, differences, outstanding
from speir.xforms.attached import Attached, read_attached

NOTHING = "Left empty"


@dataclass(frozen=True)
class Settled:
    """How one difference was settled: the answer, the reason, by whom and when."""

    value: str
    why: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Compared:
    """One question on which two readers differ, with both answers in words and the answers to choose from."""

    address: str
    number: int
    label: str
    first: str
    second: str
    options: tuple[tuple[str, str], ...]
    settled: Settled | None
    settled_words: str


@dataclass(frozen=True)
class Comparison:
    """Everything about two readings of one record; ``words`` (comments) and ``files`` are not compared."""

    outstanding: tuple[Compared, ...]
    settled: tuple[Compared, ...]
    alike: int
    words: tuple[tuple[str, str, str], ...]
    files: tuple[tuple[str, Attached | None, Attached | None], ...] = ()


def compare(
    questions: Sequence[Asked],
    first: Answers,
    second: Answers,
    settled: Mapping[str, Settled],
    still_asked: Sequence[str],
) -> Comparison:
    """Both readings side by side; ``still_asked`` are the questions that the agreed answers ask."""
    by_address = {question.address: question for question in questions}
    found = differences(list(by_address), first, second, list(settled))
    left = {each.address for each in outstanding(found, still_asked)}
    shown = {
        each.address: _compared(by_address[each.address], each.first, each.second, settled.get(each.address))
        for each in found
    }
    return Comparison(
        outstanding=tuple(shown[address] for address in shown if address in left),
        settled=tuple(shown[address] for address in shown if address in settled),
        alike=sum(first.get(a) is not None and first.get(a) == second.get(a) for a in by_address),
        words=(),
    )


def side_by_side(
    questions: Sequence[Asked], first: Answers, second: Answers
) -> tuple[tuple[str, str, str], ...]:
    """What both wrote in words, question by question."""
    return tuple(
        (question.label, first.get(question.address) or "", second.get(question.address) or "")
        for question in questions
        if question.kind == "text" and (first.get(question.address) or second.get(question.address))
    )


def files_side_by_side(
    questions: Sequence[Asked], first: Answers, second: Answers
) -> tuple[tuple[str, Attached | None, Attached | None], ...]:
    """The files that both attached, question by question; whether two are alike nobody can tell."""
    pairs = [
        (each.label, read_attached(first.get(each.address)), read_attached(second.get(each.address)))
        for each in questions
        if each.kind == "file"
    ]
    return tuple(pair for pair in pairs if pair[1] or pair[2])


def _compared(question: Asked, first: str | None, second: str | None, settled: Settled | None) -> Compared:
    return Compared(
        address=question.address,
        number=question.number,
        label=question.label,
        first=question.says(first),
        second=question.says(second),
        options=_options(question, first, second),
        settled=settled,
        settled_words=(question.says(settled.value) if settled else ""),
    )


def _options(question: Asked, first: str | None, second: str | None) -> tuple[tuple[str, str], ...]:
    """Where one is to be chosen, every choice as the template has them; else the two answers. Empty last."""
    given = list(dict.fromkeys([first or "", second or ""]))
    values = list(question.choices) if question.kind == "select_one" else []
    values += [value for value in sorted(given, key=lambda value: not value) if value not in values]
    return tuple((value, question.says(value) if value else NOTHING) for value in values)
