"""Patterns that can hang a browser are found; ordinary ones are left alone."""

import pytest

from speir.xforms.slow_patterns import is_slow, is_unknown

SLOW = [
    "^(a+)+$",
    "(a|aa)+$",
    "(a*)*",
    "(.*a){20}",
    "(.+)+",
    r"(\w+\s?)*$",
    r"(\d+)*x",
    "((ab)+)+",
    "(a?a)+",
]
QUICK = [
    "^[A-Z]{2}-[0-9]{4}$",
    "([a-z]+ )*",
    r"^([A-Za-z0-9]+\.)+com$",
    r"^[^@]+@[^@]+\.[a-z]+$",
    "(a|b)+",
    "(a|ab)+",
    r"^(\S+\s)+$",
    ".*",
]


@pytest.mark.parametrize("pattern", SLOW)
def test_slow(pattern: str) -> None:
    assert is_slow(pattern)


@pytest.mark.parametrize("pattern", QUICK)
def test_quick(pattern: str) -> None:
    assert not is_slow(pattern)
    assert not is_unknown(pattern)


@pytest.mark.parametrize("pattern", ["(?=.*a)b", r"(a)\1", "("])
def test_what_the_server_cannot_match(pattern: str) -> None:
    assert is_unknown(pattern)
    assert not is_slow(pattern)
