"""Each rule of counting, by example."""

from dataclasses import dataclass, field

import pytest

from speir.regulated_services.area_figures import as_csv, as_json, as_table
from speir.regulated_services.counting import counts_of, percent, together
from speir.regulated_services.queries import CountedArea
from tests.factories import TODAY


@dataclass(frozen=True)
class Service:
    """A service as it is counted."""

    kind: str = "Nurse Agency"
    subtype: str = ""
    client_group: str = "adults"
    status: str = "active"
    min_grade: int | None = 4
    complaints_upheld: dict[str, int] = field(default_factory=dict)
    enforcements_issued: dict[str, int] = field(default_factory=dict)


def test_a_service_that_is_not_active_counts_nowhere() -> None:
    assert counts_of([Service(status="inactive", complaints_upheld={"2022/23": 3})]) == {}


@pytest.mark.parametrize(
    ("grade", "graded", "good", "low"),
    [(None, 0, 0, 0), (1, 1, 0, 1), (2, 1, 0, 1), (3, 1, 0, 0), (4, 1, 1, 0), (6, 1, 1, 0)],
)
def test_good_is_four_or_more_and_low_two_or_less_of_those_graded(
    grade: int | None, graded: int, good: int, low: int
) -> None:
    counts = counts_of([Service(min_grade=grade)])
    assert [counts.get(f"adults:{what}", 0) for what in ("graded", "good", "low")] == [graded, good, low]
    assert counts.get("all:graded", 0) == graded
    assert "children:services" not in counts


def test_a_service_for_nobody_named_counts_among_all_only() -> None:
    assert counts_of([Service(client_group="")])["all:services"] == 1
    assert "adults:services" not in counts_of([Service(client_group="")])


def test_care_homes_are_counted_by_subtype_and_complaints_are_added_up() -> None:
    home = Service(kind="Care Home Service", subtype="Older People", complaints_upheld={"2022/23": 2})
    counts = counts_of([home, home])
    assert counts["care home:Older People"] == 2
    assert counts["complaints_upheld:2022/23"] == 4
    assert together([counts, counts])["kind:Care Home Service"] == 4


def test_there_is_no_percentage_of_nothing() -> None:
    assert (percent(0, 0), percent(1, 3)) == (None, 33.3)


def test_a_kind_that_nobody_knew_gets_a_column_of_its_own() -> None:
    area = CountedArea("Fife", "S12000047", TODAY, 1, counts_of([Service(kind="Robot Care & Repair")]))
    printed = as_csv([area], ["2022/23"])
    heads, row = printed.splitlines()
    assert dict(zip(heads.split(","), row.split(","), strict=True))["robot_care_and_repair"] == "1"
    assert "Fife" in as_table([area], "Title")
    assert '"rules"' in as_json([area], [], {})
