"""Frames and draws for tests, all invented."""

from datetime import date, timedelta
from io import BytesIO

from openpyxl import Workbook

from speir.inspections.models import Inspection
from speir.record_samples.choices import Agency, Population
from speir.record_samples.drawing import Asked
from speir.record_samples.frame_sheet import COLUMNS, FrameRow
from speir.record_samples.frame_workbook import frame_workbook
from speir.record_samples.models import Draw, Frame
from speir.record_samples.operations import draw_sample, import_frame
from tests.factories import TODAY, World, later, notified, world_at

LOCALITIES = ("Eastmuir town", "Port Ness", "Glen Affar")
GOOD = ["R-0001", "investigation", "Eastmuir town", "yes", "no", "yes", "2026-03-14"]


def row(number: int, population: Population = Population.INVESTIGATION, **changes: object) -> FrameRow:
    """One invented record."""
    given: dict[str, object] = {
        "reference": f"R-{number:04}" if population == Population.INVESTIGATION else f"Q-{number:04}",
        "population": population,
        "locality": LOCALITIES[number % 7 % 3],
        "agencies": (Agency.SOCIAL_WORK, Agency.HEALTH)
        if number % 3
        else (Agency.SOCIAL_WORK, Agency.POLICE),
        "episode_on": TODAY - timedelta(days=number % 700),
        "sheet": "frame",
        "row": number + 1,
    }
    return FrameRow(**{**given, **changes})  # type: ignore[arg-type]


def rows(adults: int = 120, episodes: int = 95) -> list[FrameRow]:
    """Both populations."""
    return [row(n) for n in range(1, adults + 1)] + [
        row(n, Population.INQUIRY) for n in range(1, episodes + 1)
    ]


def workbook(*lines: list[object], sheet: str = "frame", heads: tuple[str, ...] = COLUMNS) -> bytes:
    """A workbook as somebody may have made it."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = sheet
    page.append(list(heads))
    for line in lines:
        page.append(line)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def take_in(world: World, given: list[FrameRow] | None = None, **changes: object) -> Frame:
    """A frame that the coordinator hands in."""
    options: dict[str, object] = {
        "inspection": world.inspection,
        "content": frame_workbook(rows() if given is None else given),
        "file": "frame.xlsx",
        "by": world.coordinator,
        "at": later(days=3),
        **changes,
    }
    return import_frame(**options)  # type: ignore[arg-type]


def asked(adults: int = 50, episodes: int = 40, reserves: int = 10, seed: str = "seed of the tests") -> Asked:
    """What is asked of a draw."""
    return Asked(
        seed,
        {Population.INVESTIGATION: adults, Population.INQUIRY: episodes},
        dict.fromkeys(Population, reserves),
    )


def draw(world: World, sizes: Asked | None = None, **changes: object) -> Draw:
    """A draw by the support officer."""
    options: dict[str, object] = {
        "inspection": world.fresh(),
        "asked": sizes or asked(),
        "by": world.support,
        "at": later(days=4),
        **changes,
    }
    return draw_sample(**options)  # type: ignore[arg-type]


def framed() -> World:
    """A world whose frame is in."""
    world = world_at(notified)
    take_in(world)
    return world


def sampled() -> World:
    """A world whose sample is drawn."""
    world = framed()
    draw(world)
    return world


def sampled_late(world: World) -> None:
    """Give a world that has long been reported on a frame and a draw, as if they had come in time."""
    status = world.fresh().status
    Inspection.objects.filter(pk=world.inspection.pk).update(status="gathering")
    world.fresh()
    take_in(world)
    draw(world)
    Inspection.objects.filter(pk=world.inspection.pk).update(status=status)
    world.fresh()


def early(days: int) -> date:
    """A day that many days before the two years looked back on."""
    return TODAY.replace(year=TODAY.year - 2) - timedelta(days=days)
