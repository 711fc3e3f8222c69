"""An invented frame of records, handed in and drawn from: nobody in it exists."""

from datetime import timedelta

from speir.demo.stages import Exercise
from speir.record_samples.choices import Agency, Population
from speir.record_samples.drawing import usually_asked
from speir.record_samples.frame_sheet import FrameRow
from speir.record_samples.frame_workbook import frame_workbook
from speir.record_samples.operations import draw_sample, import_frame, set_record_aside
from speir.record_samples.queries import sampled_records

# Invented places, and how many of each hundred adults live there.
LOCALITIES = (
    ("Kirkmuir", 38),
    ("Port Ness", 29),
    ("Lower Eastmuir", 21),
    ("Strathbeg", 9),
    ("Glen Affar", 3),
)
SEED = "demonstration: dice 4 1 6 3"


def hand_in_and_draw(exercise: Exercise) -> None:
    """The coordinator hands the frame in, the support officer draws, and one record cannot be read."""
    import_frame(
        inspection=exercise.fresh(),
        content=frame_workbook(
            [*_rows(exercise, Population.INVESTIGATION, 124), *_rows(exercise, Population.INQUIRY, 97)]
        ),
        file="fictional-frame.xlsx",
        by=exercise.who("coordinator"),
        at=exercise.at(20),
    )
    draw_sample(
        inspection=exercise.fresh(),
        asked=usually_asked(SEED),
        by=exercise.who("support"),
        at=exercise.at(22),
    )
    set_record_aside(
        record=sampled_records(exercise.inspection)[6],
        why="The social work file is a scan that cannot be read.",
        by=exercise.who("support"),
        at=exercise.at(24),
    )


def _rows(exercise: Exercise, population: Population, number: int) -> list[FrameRow]:
    """So many rows, the last few from before the two years; the same each time."""
    letter = "A" if population == Population.INVESTIGATION else "E"
    return [
        FrameRow(
            reference=f"DEMO-{letter}{n:03}",
            population=population,
            locality=_locality((n * 37) % 100),
            agencies=_agencies(n),
            episode_on=exercise.start - timedelta(days=760 if n > number - 4 else 5 + (n * 53) % 720),
            sheet="frame",
            row=n + 1,
        )
        for n in range(1, number + 1)
    ]


def _locality(place: int) -> str:
    for name, share in LOCALITIES:
        if place < share:
            return name
        place -= share
    return LOCALITIES[0][0]


def _agencies(n: int) -> tuple[Agency, ...]:
    return tuple(
        agency for agency, is_held in zip(Agency, (True, n % 5 > 0, n % 3 > 0), strict=True) if is_held
    )
