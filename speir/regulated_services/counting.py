"""What is counted for each area from one month of services, and by which rule. Plain Python."""

from collections import Counter
from collections.abc import Iterable
from typing import Protocol

from speir.regulated_services.choices import ACTIVE, CARE_HOME, GOOD, LOW, Group

Counts = dict[str, int]
# Told in words wherever the figures are printed.
RULES = {
    "services": "Services whose ServiceStatus is Active. Everything else here counts among these only.",
    "by kind": "By the column CareService; care homes also by Subtype.",
    "adults, children": "By the column Client_group (Adults or Children); one with neither counts among "
    "all services only.",
    "graded": "Services with a minimum grade: the column MinGrade, the lowest of the current grades for "
    "key questions (in older files, themes). A service not yet graded has none and is left out.",
    "good or better": "Graded services whose minimum grade is 4 (good), 5 (very good) or 6 (excellent).",
    "percent good or better": "Good or better out of graded; empty when none is graded.",
    "minimum 1 or 2": "Graded services whose minimum grade is 1 (unsatisfactory) or 2 (weak).",
    "complaints upheld": "The sum of Complaints_upheld_YYZZ over services, by reporting year April to March; "
    "missing counts as none. The newest year is part of a year.",
    "enforcements issued": "The sum of Enforcements_issued_YYZZ, in the same way.",
}


class Countable(Protocol):
    """What is asked of a service to count it."""

    @property
    def kind(self) -> str: ...
    @property
    def subtype(self) -> str: ...
    @property
    def client_group(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def min_grade(self) -> int | None: ...
    @property
    def complaints_upheld(self) -> object: ...


def counts_of(services: Iterable["Countable"]) -> Counts:
    """Every count of one area, by keys such as "kind:Nurse Agency" or "adults:graded"."""
    found: Counter[str] = Counter()
    for each in services:
        if each.status == ACTIVE:
            found.update(_counts_of_one(each))
    return dict(found)


def _counts_of_one(each: Countable) -> Counts:
    counts = {f"kind:{each.kind}": 1}
    if each.kind == CARE_HOME:
        counts[f"care home:{each.subtype or 'Not said'}"] = 1
    groups = [Group.ALL, *(group for group in (Group.ADULTS, Group.CHILDREN) if each.client_group == group)]
    for group in groups:
        counts[f"{group}:services"] = 1
        if each.min_grade is not None:
            counts[f"{group}:graded"] = 1
            counts[f"{group}:good"] = int(each.min_grade >= GOOD)
            counts[f"{group}:low"] = int(each.min_grade <= LOW)
    for what in ("complaints_upheld", "enforcements_issued"):
        counts |= {f"{what}:{year}": number for year, number in getattr(each, what).items()}
    return counts


def percent(part: int, whole: int) -> float | None:
    """A percentage to one decimal, or None when there is nothing to take it of."""
    return round(100 * part / whole, 1) if whole else None


def together(areas: Iterable[Counts]) -> Counts:
    """The counts of several areas added up."""
    total: Counter[str] = Counter()
    for counts in areas:
        total.update(counts)
    return dict(total)
