"""CPU time of the measures at the size of one inspection: 90 records, a hundred questions, six readers."""

import random
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta

from speir.measures.advice import Question, advise
from speir.measures.readers import Rating
from speir.measures.sampling import Unit, draw, rerun
from speir.measures.suppression import hide_in_table
from speir.measures.tabulation import SIX_POINT, SIX_POINT_RULE, distribution, good_or_better

CHANCE = random.Random(1)
FRAME = [
    Unit(f"R{number:05}", f"Locality {number % 9}", f"population {number % 2}") for number in range(5000)
]
TARGETS = {"population 0": 50, "population 1": 40}
RECEIPT = draw(FRAME, TARGETS, "bench", 10).receipt
ANSWERS = [[CHANCE.choice(SIX_POINT) for _ in range(90)] for _ in range(100)]
TABLE = [[CHANCE.choice((0, 2, 8, 20, 40)) for _ in range(6)] for _ in range(12)]


def question(name: str) -> Question:
    """A question of 90 made-up records, one in five of them read twice, over five days."""
    ratings = []
    for number in range(90):
        day = date(2026, 3, 2) + timedelta(days=number // 18)
        for reader in CHANCE.sample("ABCDEF", 2 if number % 5 == 0 else 1):
            answer = CHANCE.choice(("yes", "yes", "yes", "no", "not_recorded"))
            ratings.append(Rating(f"R{number}", reader, answer, f"body {ord(reader) % 3}", day))
    return Question(name, ratings, ["yes", "no", "not_recorded"], answers=["yes"] * 90)


QUESTIONS = [question(f"Question {number}") for number in range(100)]


def tables() -> None:
    """Every distribution and every share of good or better."""
    for answers in ANSWERS:
        distribution(answers, SIX_POINT_RULE, SIX_POINT, population=300)
        good_or_better(answers, population=300)


WORK: dict[str, Callable[[], object]] = {
    "draw 90 of 5,000 records": lambda: draw(FRAME, TARGETS, "bench", 10),
    "draw again from the receipt": lambda: rerun(RECEIPT, FRAME),
    "100 questions tabulated": tables,
    "advice on 100 questions": lambda: advise(QUESTIONS),
    "a table of 12 by 6 suppressed": lambda: hide_in_table(TABLE),
}


def best_of(work: Callable[[], object], times: int = 3) -> float:
    """The least CPU time of a few runs, in milliseconds."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append(1000 * (time.process_time() - start))
    return min(taken)


if __name__ == "__main__":
    for name, work in WORK.items():
        sys.stdout.write(f"  {best_of(work):8.1f} ms  {name}\n")
