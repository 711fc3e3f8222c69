"""Patterns for ``regex()`` that can take for ever in a browser, and those that the server does not know.

The server matches with RE2, which is never slow; browsers match by trying, and a pattern such as ``^(a+)+$``
doubles the time with every letter.
"""

import functools
import string
from importlib import import_module
from itertools import combinations
from typing import Any

import re2

Letters = frozenset[str]
# Outside ASCII every letter behaves like this one.
ALPHABET: Letters = frozenset(string.printable + "é")
MANY = 10
# Python's own parser of patterns; it has no public name.
_parser = import_module("re._parser")


def is_unknown(pattern: str) -> bool:
    """Whether the server cannot match it: looking ahead or back, back references, or no pattern at all."""
    quiet = re2.Options()
    quiet.log_errors = False
    try:
        re2.compile(pattern, quiet)
    except re2.error:
        return True
    return False


@functools.lru_cache(maxsize=500)
def is_slow(pattern: str) -> bool:
    """Whether a browser may try for ever: a repetition within a repetition with nothing between."""
    try:
        return _slow(_parser.parse(pattern))
    except Exception:  # what cannot be parsed is told as unknown
        return False


def _slow(items: Any) -> bool:
    return any(
        _explodes(body) or _slow(body) if _repeats(kind, given) else any(map(_slow, _inside(kind, given)))
        for kind, given in items
        for body in ([given[2]] if _is_repeat(kind) else [()])
    )


def _is_repeat(kind: Any) -> bool:
    return str(kind) in ("MAX_REPEAT", "MIN_REPEAT")


def _repeats(kind: Any, given: Any) -> bool:
    return _is_repeat(kind) and int(given[1]) > MANY


def _inside(kind: Any, given: Any) -> list[Any]:
    """The parts that stand inside one part."""
    if _is_repeat(kind):
        return [given[2]]
    if str(kind) == "SUBPATTERN":
        return [given[3]]
    return list(given[1]) if str(kind) == "BRANCH" else []


def _explodes(body: Any) -> bool:
    """Whether the body of a repetition can match the same letters in more than one way."""
    ways = _ways(body)
    for items in ways:
        for place in (place for place, (kind, given) in enumerate(items) if _repeats(kind, given)):
            letters = _letters(items[place])
            others = [item for other, item in enumerate(items) if other != place and not _may_be_empty(item)]
            if all(_letters(item) & letters for item in others):
                return True
    pairs = (sorted(pair, key=len) for pair in combinations(ways, 2))
    return any(_can_match_alike(shorter, longer, ways) for shorter, longer in pairs)


def _can_match_alike(shorter: list[Any], longer: list[Any], ways: list[list[Any]]) -> bool:
    """Whether one way can match what another does, or what the other does with the next round: (a|aa)+."""
    if not shorter or not all(
        _letters(one) & _letters(other) for one, other in zip(shorter, longer, strict=False)
    ):
        return False
    rest = longer[len(shorter) :]
    return not rest or any(way and _letters(way[0]) & _letters(rest[0]) for way in ways)


def _ways(body: Any) -> list[list[Any]]:
    """The body as sequences of parts, one for each branch, with groups opened."""
    ways: list[list[Any]] = [[]]
    for kind, given in body:
        name = str(kind)
        inner = [[(kind, given)]]
        if name == "SUBPATTERN":
            inner = _ways(given[3])
        elif name == "BRANCH":
            inner = [way for branch in given[1] for way in _ways(branch)]
        elif _is_repeat(kind) and (int(given[0]), int(given[1])) == (0, 1):
            inner = [[], *_ways(given[2])]
        ways = [way + more for way in ways for more in inner][:50]
    return ways


def _may_be_empty(item: Any) -> bool:
    kind, given = item
    name = str(kind)
    if _is_repeat(kind):
        return int(given[0]) == 0
    if name == "SUBPATTERN":
        return all(map(_may_be_empty, given[3]))
    return name in ("AT", "ASSERT", "ASSERT_NOT")


def _letters(item: Any) -> Letters:
    """The letters that a part can match (its first letters, where it is a sequence)."""
    kind, given = item
    name = str(kind)
    if name == "LITERAL":
        return frozenset(chr(given))
    if name == "NOT_LITERAL":
        return ALPHABET - {chr(given)}
    if name == "IN":
        return _class(given)
    if name == "ANY":
        return ALPHABET
    return frozenset().union(*(_letters(inner[0]) for inner in _inside(kind, given) if len(inner)))


def _class(members: Any) -> Letters:
    found: set[str] = set()
    negated = False
    for kind, given in members:
        name = str(kind)
        if name == "NEGATE":
            negated = True
        elif name == "LITERAL":
            found.add(chr(given))
        elif name == "RANGE":
            found |= {letter for letter in ALPHABET if given[0] <= ord(letter) <= given[1]}
        elif name == "CATEGORY":
            found |= {letter for letter in ALPHABET if _is_of(letter, str(given))}
    return ALPHABET - found if negated else frozenset(found)


def _is_of(letter: str, category: str) -> bool:
    tests = {"DIGIT": letter.isdigit(), "SPACE": letter.isspace(), "WORD": letter.isalnum() or letter == "_"}
    kind = category.rsplit("_", 1)[-1]
    return tests.get(kind, True) != ("NOT" in category)
