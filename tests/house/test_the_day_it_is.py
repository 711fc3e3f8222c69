"""A moment becomes a day in one place, so that "today" is the same day for everybody in the country."""

import ast
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from speir.foundations.uk_clock import uk_today
from speir.foundations.uk_time import uk_day
from tests.house.code import PACKAGE, sources, tree

THE_ONE_PLACE = PACKAGE / "foundations" / "uk_time.py"
# A cell of a workbook, or words that were typed, hold a day and no place on earth.
WITHOUT_A_PLACE = {
    PACKAGE / "foundations" / "excel_tables.py",
    PACKAGE / "record_samples" / "frame_sheet.py",
}
FORBIDDEN = {"localdate", "utcnow"}


def other_days(source: ast.Module) -> list[str]:
    """Where a moment is made a day by other means: ``.date()``, ``localdate``, ``date.today()``."""
    found = []
    for node in ast.walk(source):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name = node.func.attr
            if name in FORBIDDEN | {"today"} or (name == "date" and not node.args and not node.keywords):
                found.append(ast.unparse(node))
        if isinstance(node, ast.ImportFrom):
            found += [each.name for each in node.names if each.name in FORBIDDEN]
    return found


# A form is told what the clock of the person who fills it in says, and knows no country.
NOT_OF_A_COUNTRY = PACKAGE / "xforms"
CHECKED = [
    path
    for path in sources()
    if path != THE_ONE_PLACE and path not in WITHOUT_A_PLACE and NOT_OF_A_COUNTRY not in path.parents
]


@pytest.mark.parametrize("path", CHECKED, ids=lambda path: "/".join(path.parts[-2:]))
def test_nobody_else_makes_a_moment_a_day(path: Path) -> None:
    assert other_days(tree(path)) == []


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2027, 7, 1, 22, 59, tzinfo=UTC), date(2027, 7, 1)),
        (datetime(2027, 7, 1, 23, 30, tzinfo=UTC), date(2027, 7, 2)),  # half past midnight in summer
        (datetime(2027, 1, 1, 23, 30, tzinfo=UTC), date(2027, 1, 1)),
        (datetime(2027, 3, 28, 0, 30, tzinfo=UTC), date(2027, 3, 28)),  # the clocks change at one
    ],
)
def test_after_midnight_in_summer_it_is_the_next_day(
    moment: datetime, day: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    assert uk_day(moment) == day
    assert uk_today() == day


def test_the_check_can_fail() -> None:
    bad = "a = timezone.now().date()\nb = at.date()\nc = timezone.localdate()\nd = date.today()"
    assert len(other_days(ast.parse(bad))) == 4
    assert other_days(ast.parse("from django.utils.timezone import localdate")) == ["localdate"]
    assert other_days(ast.parse("datetime.date(2027, 1, 1)\nuk_day(at)")) == []
