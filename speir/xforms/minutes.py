"""How long a form takes: the shortest, a typical and the longest way through it, with the method stated.

Each question costs the time to read it (240 words a minute) and to answer it (a fixed time for its kind, more
with every choice). Ways through the form come from trying the choices that decide what is shown.
"""

import math
import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from speir.xforms.logic import read
from speir.xforms.outline import Asked, Outline, read_outline
from speir.xforms.reaching import Alternative, Demand, demands

WORDS_A_SECOND = 4.0
SECONDS = {
    "text": 15.0,
    "integer": 6.0,
    "decimal": 6.0,
    "date": 7.0,
    "time": 7.0,
    "dateTime": 10.0,
    "select_one": 3.0,
    "select_multiple": 4.0,
    "rank": 5.0,
    "range": 5.0,
    "file": 40.0,
    "acknowledge": 2.0,
}
LONG_TEXT = 45.0
FOR_EACH_CHOICE = {"select_one": 0.8, "select_multiple": 1.5, "rank": 4.0}
MOST_CHOICES_READ = 20
# How many entries of a repeat: none, some, many.
ENTRIES = {"shortest": 0, "typical": 2, "longest": 5}
WAYS_TRIED = 100
# In questions looked at: a form of a thousand questions is still estimated in a second or two.
MOST_WORK = 20_000
METHOD = (
    "Reading at 240 words a minute and a fixed time for each kind of answer (for example 3 seconds, and 0.8 "
    "for each choice, to choose one; 45 seconds to write a paragraph). Of what is asked again for each there "
    "are no entries, 2 or 5. Looking things up in a record takes longer and is not counted."
)
Answers = Mapping[str, str]


@dataclass(frozen=True)
class Minutes:
    """Whole minutes, at least one each."""

    shortest: int
    typical: int
    longest: int
    method: str = METHOD

    def __str__(self) -> str:
        """The estimate as people say it."""
        return f"about {self.typical} minutes ({self.shortest} to {self.longest})"


def estimate(form: bytes | Outline) -> Minutes:
    """The minutes a form takes, from its XForm or its outline."""
    routes = _Routes(form if isinstance(form, Outline) else read_outline(form))
    typical = median(routes.seconds(answers, "typical") for answers in routes.some_ways(WAYS_TRIED))
    shortest, longest = routes.furthest("shortest"), routes.furthest("longest")
    told = [max(1, math.ceil(seconds / 60)) for seconds in sorted((shortest, typical, longest))]
    return Minutes(shortest=told[0], typical=told[1], longest=told[2])


class _Routes:
    """The ways through one form, by the choices that decide what is shown."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.conditions = {
            each.path: demands(outline, read(each.relevant), each.path) if each.relevant else [()]
            for each in outline.asked
        }
        deciding = {demand.path for ways in self.conditions.values() for way in ways for demand in way}
        self.deciding = [
            each
            for each in outline.asked
            if each.path in deciding and each.kind.startswith("select") and each.choices
        ]
        self.above = {each.path: [group.path for group in outline.above(each.path)] for each in outline.asked}
        self.costs = {way: {each.path: _cost(each, way) for each in outline.asked} for way in ENTRIES}

    def some_ways(self, number: int) -> list[Answers]:
        """Answers by chance, the same ones every time."""
        chance = random.Random(20260101)  # noqa: S311 - an estimate, not a secret
        return [{each.path: chance.choice(each.choices)[0] for each in self.deciding} for _ in range(number)]

    def furthest(self, way: str) -> float:
        """The shortest or longest way, by changing one deciding answer at a time for the better."""
        answers = dict(self.some_ways(1)[0])
        best = min if way == "shortest" else max
        affordable = max(5, MOST_WORK // max(1, len(self.outline.asked)))
        for _ in range(2):
            for asked in self.deciding[:affordable]:
                tried = {
                    name: self.seconds({**answers, asked.path: name}, way)
                    for name, _ in asked.choices[:MOST_CHOICES_READ]
                }
                answers[asked.path] = best(tried, key=lambda name: tried[name])
        return self.seconds(answers, way)

    def seconds(self, answers: Answers, way: str) -> float:
        """The seconds of one way through the form."""
        shown: dict[str, float] = {}
        total = 0.0
        for asked in self.outline.asked:
            times = min((shown.get(path, 1.0) for path in self.above[asked.path]), default=1.0)
            if not any(_is_met(alternative, answers, shown) for alternative in self.conditions[asked.path]):
                times = 0.0
            if asked.kind == "repeat":
                times *= _entries(asked, way)
            shown[asked.path] = times
            total += times * self.costs[way][asked.path]
        return total


def _is_met(alternative: Alternative, answers: Answers, shown: Mapping[str, float]) -> bool:
    """Whether answers meet demands; what is not decided by choices is taken to be met."""
    return all(_meets(demand, answers, shown) for demand in alternative)


def _meets(demand: Demand, answers: Answers, shown: Mapping[str, float]) -> bool:
    if demand.path not in answers:
        return True
    answer = answers[demand.path] if shown.get(demand.path, 1.0) else ""
    if demand.operator in ("=", "has"):
        return answer == demand.value
    return answer != demand.value if demand.operator in ("!=", "has not") else True


def _entries(asked: Asked, way: str) -> float:
    fixed = re.fullmatch(r"\d+", asked.repeat_count.strip())
    return float(fixed[0]) if fixed else float(ENTRIES[way])


def _cost(asked: Asked, way: str) -> float:
    """The seconds one question costs; optional ones are passed over on the shortest way."""
    if asked.kind in ("calculate", "hidden"):
        return 0.0
    words = len(f"{asked.label} {asked.hint} {asked.guidance if way == 'longest' else ''}".split())
    reading = words / WORDS_A_SECOND
    if way == "shortest" and asked.required in ("", "false()"):
        return reading
    answering = SECONDS.get(asked.kind, 0.0)
    if asked.kind == "text" and "multiline" in asked.appearance:
        answering = LONG_TEXT
    choices = min(len(asked.choices), MOST_CHOICES_READ)
    return reading + answering + choices * FOR_EACH_CHOICE.get(asked.kind, 0.0)
