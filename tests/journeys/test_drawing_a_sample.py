"""A small partnership: what leads to a person is told by cell, all are read, anybody draws it again."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from speir.demo.cast import Cast
from speir.inspections.models import Inspection
from speir.record_samples.choices import Agency, Population
from speir.record_samples.frame_sheet import COLUMNS, FrameRow
from speir.record_samples.frame_workbook import frame_workbook
from speir.record_samples.receipts import redraw
from tests.journeys.actors import Actor
from tests.journeys.begun import begun
from tests.record_samples.factories import workbook

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SignIn = Callable[..., Actor]
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PLACES = ("Invertown", "Glen Affar", "Northern isles")
WIDTHS = (1366, 683, 320)


@pytest.fixture
def inspection(cast: Cast) -> Inspection:
    """An inspection of which the partnership knows."""
    return begun(cast)


def row(inspection: Inspection, population: Population, number: int, days_before: int) -> FrameRow:
    """A record whose episode began so many days before the inspection; every fourth has a police record."""
    return FrameRow(
        reference=f"NB-{population[:3].upper()}{number:03}",
        population=population,
        locality=PLACES[number % 3],
        agencies=(Agency.SOCIAL_WORK, Agency.POLICE) if number % 4 == 0 else (Agency.SOCIAL_WORK,),
        episode_on=inspection.starts_on - timedelta(days=days_before),
        sheet="frame",
        row=0,
    )


def small_frame(inspection: Inspection) -> bytes:
    """Eighteen adults and thirty-nine episodes, and three records outside the two years."""
    adults, episodes = Population.INVESTIGATION, Population.INQUIRY
    inside = [row(inspection, adults, number, number * 20) for number in range(1, 19)]
    inside += [row(inspection, episodes, number, number * 10) for number in range(1, 40)]
    outside = [row(inspection, adults, 90 + days, 730 + days) for days in (2, 40)]
    return frame_workbook([*inside, *outside, row(inspection, episodes, 99, -3)])


def hands_in(actor: Actor, content: bytes) -> None:
    """Choose a workbook and send it."""
    chosen = {"name": "frame.xlsx", "mimeType": EXCEL, "buffer": content}
    actor.page.get_by_label("Frame of records", exact=True).set_input_files(chosen)  # type: ignore[arg-type]
    actor.presses("Check and take in")


def test_a_small_population_is_read_whole(inspection: Inspection, sign_in: SignIn, tmp_path: Path) -> None:
    # given a coordinator whose first workbook leads to people
    coordinator = sign_in("strathcarron_coordinator")
    coordinator.opens(f"/partnership/{inspection.reference}/records/")
    day = inspection.starts_on.isoformat()
    named = [
        ["1403520018", "investigation", "Invertown", "yes", "no", "no", day],
        ["Margaret Stewart", "investigation", "Invertown", "yes", "no", "no", day],
        ["NB-3", "investigation", "Invertown, EH12 5HE", "yes", "no", "no", day],
        ["NB-4", "inquiry", "Invertown", "yes", "no", "no", "1952-03-14"],
    ]
    # when it is handed in, every cell is told with sheet, row and column, and none is repeated
    hands_in(coordinator, workbook(*named, heads=COLUMNS))
    table = coordinator.page.get_by_role("table").first
    told = [" ".join(line.split()) for line in table.get_by_role("row").all_inner_texts()[1:]]
    for place, kind in (
        ("frame 2 reference", "CHI number or a date of birth"),
        ("frame 3 reference", "name of a person"),
        ("frame 4 locality", "postcode"),
        ("frame 5 episode_on", "date of birth"),
    ):
        assert any(place in line and kind in line for line in told), (place, told)
    coordinator.does_not_see("1403520018", "Margaret", "EH12 5HE", "1952-03-14")
    for width in WIDTHS:
        coordinator.is_whole_at(width)
    # and one without is taken in, with what lies outside the two years left out
    hands_in(coordinator, small_frame(inspection))
    coordinator.sees("The frame is taken in", "2 rows: before the two years", "1 row: after the inspection")

    # when the support officer draws from it, both populations are read whole
    support, home = sign_in("support"), f"/inspections/{inspection.reference}/records/"
    support.opens(f"{home}draw/")
    support.presses("Draw")
    support.sees(
        "All 18 are read, so figures have no sampling error.",
        "All 39 are read, so figures have no sampling error.",
        "No gaps: every locality and every agency",
        "By locality: 18 of 18",
        "By agency that holds a record",
    )
    for width in WIDTHS:
        support.is_whole_at(width)
    # and anybody with the receipt draws the same from the frame
    receipt, kept = tmp_path / "receipt.json", tmp_path / "frame.xlsx"
    receipt.write_bytes(support.fetches(f"{home}receipt.json"))
    kept.write_bytes(support.fetches(f"{home}frame.xlsx"))
    assert "Same draw" in redraw(receipt, kept)
    # and a record that cannot be read is set aside: no reserve is left, and no chance is claimed
    support.opens(f"{home}sampled/")
    support.follows("Set aside")
    support.sees("No reserve is left, so one record fewer will be read.")
    support.fills("Why it cannot be read", "The police hold no record after all.")
    support.presses("Set aside")
    support.opens(home)
    support.sees("All 18 were drawn and 1 cannot be read. No chance was involved")
