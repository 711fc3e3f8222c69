"""Functions of numbers, and of counting what holds. They register themselves by being imported."""

import math
import random as chance
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from speir.xforms.functions import FUNCTIONS, Running, function
from speir.xforms.values import Value, number_of, text_of, texts_of

FURTHEST_PLACE = 300


@function("number")
def _number(run: Running, value: Value) -> float:
    return number_of(value, run.zone)


@function("int")
def _int(run: Running, value: Value) -> float:
    number = number_of(value, run.zone)
    return number if math.isnan(number) or math.isinf(number) else float(math.trunc(number))


@function("round")
def _round(run: Running, value: Value, places: Value = 0.0) -> float:
    number, digits = number_of(value, run.zone), number_of(places)
    if math.isnan(number) or math.isinf(number) or math.isnan(digits):
        return math.nan
    # Half goes away from zero, as in ODK's engines; on the decimal text, so that 2.675 is what it says.
    if abs(digits) > FURTHEST_PLACE:
        return number if digits > 0 else 0.0
    shift = Decimal(10) ** int(digits)
    return float((Decimal(repr(number)) * shift).to_integral_value(ROUND_HALF_UP) / shift)


@function("floor")
def _floor(run: Running, value: Value) -> float:
    number = number_of(value, run.zone)
    return number if math.isnan(number) or math.isinf(number) else float(math.floor(number))


@function("ceiling")
def _ceiling(run: Running, value: Value) -> float:
    number = number_of(value, run.zone)
    return number if math.isnan(number) or math.isinf(number) else float(math.ceil(number))


def _numeric(name: str, reckon: Callable[..., float], values: int) -> None:
    def run_it(run: Running, *given: Value) -> float:
        numbers = [number_of(value, run.zone) for value in given[:values]]
        try:
            return float(reckon(*numbers))
        except (ValueError, OverflowError, ZeroDivisionError):
            return math.nan

    FUNCTIONS[name] = run_it


def _exp10(power: float) -> float:
    return float(10.0**power)


def _log(number: float) -> float:
    return math.log(number) if number else -math.inf


def _log10(number: float) -> float:
    return math.log10(number) if number else -math.inf


_ONE_NUMBER: dict[str, Callable[[float], float]] = {
    "abs": abs, "sqrt": math.sqrt, "exp": math.exp, "log": _log, "log10": _log10, "exp10": _exp10,
    "sin": math.sin, "cos": math.cos, "tan": math.tan,
    "asin": math.asin, "acos": math.acos, "atan": math.atan,
}  # fmt: skip
for _name, _reckon in _ONE_NUMBER.items():
    _numeric(_name, _reckon, 1)
_numeric("pow", math.pow, 2)
_numeric("atan2", math.atan2, 2)


@function("pi")
def _pi(run: Running) -> float:
    return math.pi


@function("random")
def _random(run: Running) -> float:
    return chance.random()  # noqa: S311 (no secret hangs on it)


@function("randomize")
def _randomize(run: Running, nodes: Value, seed: Value = "") -> list[Any]:
    shuffled = list(nodes) if isinstance(nodes, list) else []
    chance.Random(text_of(seed) or None).shuffle(shuffled)  # noqa: S311 (no secret hangs on it)
    return shuffled


@function("checklist")
def _checklist(run: Running, low: Value, high: Value, *answers: Value) -> bool:
    return _within(sum(truth for answer in answers for truth in _truths(answer)), low, high)


@function("weighted-checklist")
def _weighted_checklist(run: Running, low: Value, high: Value, *pairs: Value) -> bool:
    truths = [truth for answer in pairs[::2] for truth in _truths(answer)]
    weights = [number_of(text) for weight in pairs[1::2] for text in texts_of(weight)]
    return _within(sum(weight for truth, weight in zip(truths, weights, strict=False) if truth), low, high)


def _truths(answer: Value) -> list[bool]:
    if isinstance(answer, bool):
        return [answer]
    return [text.lower() in ("1", "true") or number_of(text) == 1 for text in texts_of(answer)]


def _within(count: float, low: Value, high: Value) -> bool:
    least, most = number_of(low), number_of(high)
    return (least == -1 or count >= least) and (most == -1 or count <= most)
