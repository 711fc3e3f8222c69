"""``script/bench``: CPU milliseconds of form logic, the middle of several runs."""

import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from speir.xforms.browser import to_browser
from speir.xforms.convert import convert
from speir.xforms.form import load_form
from speir.xforms.parts import Form
from speir.xforms.session import Session
from speir.xforms.sheet import AnswerSheet
from tests.xforms.forms import NOW, Row, form_of, row

RUNS = 15
LIBRARY = Path(__file__).parents[2] / "speir" / "questionnaires" / "library"
SIX = [{"list_name": "six", "name": str(n), "label": f"Level {n}"} for n in range(1, 7)]
YN = [{"list_name": "yn", "name": name, "label": name} for name in ("yes", "no", "na")]


def hundred_questions() -> list[Row]:
    """100 questions on ten pages, routed and constrained, and a repeat of five questions."""
    rows: list[Row] = []
    for page in range(10):
        rows.append(row("begin_group", f"page{page}"))
        rows.append(row("select_one yn", f"there{page}", required="yes"))
        for number in range(7):
            shown = f"${{there{page}}} = 'yes'"
            rows.append(row("select_one six", f"q{page}_{number}", relevant=shown, required="yes"))
        rows.append(
            row(
                "integer",
                f"days{page}",
                constraint=". >= 0 and . <= 365",
                relevant=f"${{there{page}}} != 'na'",
            )
        )
        rows.append(
            row("text", f"why{page}", relevant=f"${{q{page}_0}} <= 2", constraint="string-length(.) < 500")
        )
        rows.append(row("end_group", ""))
    rows.append(row("begin_repeat", "visit"))
    rows += [row("date", "on", constraint=". <= today()"), row("select_one yn", "seen")]
    rows += [row("select_one six", "quality", relevant="${seen} = 'yes'"), row("text", "note")]
    rows += [row("integer", "minutes", constraint=". < 600"), row("end_repeat", "")]
    return [*rows, row("calculate", "all_minutes", calculation="sum(${minutes})")]


def answered() -> AnswerSheet:
    """Every question answered, and ten items."""
    values: dict[str, str] = {}
    for page in range(10):
        values |= {
            f"page{page}/there{page}": "yes",
            f"page{page}/days{page}": "5",
            f"page{page}/why{page}": "Words.",
        }
        values |= {f"page{page}/q{page}_{number}": str(1 + number % 6) for number in range(7)}
    keys = [f"k{number}" for number in range(10)]
    for key in keys:
        values |= {
            f"visit[{key}]/on": "2026-01-10",
            f"visit[{key}]/seen": "yes",
            f"visit[{key}]/quality": "3",
        }
        values |= {f"visit[{key}]/note": "Words.", f"visit[{key}]/minutes": "30"}
    return AnswerSheet(values, {"visit": keys})


def cpu(work: Callable[[], object]) -> float:
    """CPU milliseconds of one run: the middle of several."""
    taken = []
    for _ in range(RUNS):
        began = time.process_time()
        work()
        taken.append((time.process_time() - began) * 1000)
    return statistics.median(taken)


def _shown(form: Form, key: str) -> object:
    return Session(form, now=NOW).page(key, with_faults=True)


def main() -> None:
    """Measure and print."""
    form, sheet = form_of(hundred_questions(), [*SIX, *YN]), answered()
    session = Session(form, sheet, now=NOW)
    figures = {
        "validate 100 questions and 10 items, from the stored answers": cpu(
            lambda: Session(form, sheet, now=NOW).faults()
        ),
        "show one page, from the stored answers": cpu(lambda: Session(form, sheet, now=NOW).page("page3")),
        "show the page of 10 items, from the stored answers": cpu(
            lambda: Session(form, sheet, now=NOW).page("visit")
        ),
        "answer one question and validate its page": cpu(
            lambda: (session.answer("page3/days3", "7"), session.faults("page3"))
        ),
        "write the form for the browser": cpu(lambda: to_browser(form)),
    }
    for path in sorted(LIBRARY.glob("*.xlsx")):
        shipped = load_form(convert(path.read_bytes(), path.name).xform)
        slowest = max(cpu(partial(_shown, shipped, page.key)) for page in shipped.pages)
        figures[f"show the slowest page of {path.stem}, with its faults"] = slowest
    for what, taken in figures.items():
        print(f"{taken:8.1f} ms CPU  {what}")  # noqa: T201 (a command)


if __name__ == "__main__":
    main()
