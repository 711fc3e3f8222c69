"""``speir plan``: lay inspections over months, and print the plan with everything it was made from."""

import argparse
import json
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NoReturn

import yaml

from speir.foundations.uk_time import uk_day
from speir.scheduling.answering import answered
from speir.scheduling.calendars import monday_of, months_later
from speir.scheduling.inputs import inputs_of
from speir.scheduling.presence import MISSING, PlannerMissing
from speir.scheduling.problem import Problem, unnamed
from speir.scheduling.reading import ProblemFaults, faults_of, problem_from
from speir.scheduling.table import as_table

USAGE = "speir plan [--inspections N --teams N] [--months N] [--start DAY] [--input FILE] [--seed N] [--json]"
NO_PLAN, TO_MEND = 1, 2


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise ProblemFaults([message])


def run(options: list[str]) -> int:
    """Plan and print; returns 0 with a plan, 1 when there is none, 2 when something has to be mended."""
    as_json = "--json" in options
    try:
        problem = _asked(options)
    except ProblemFaults as refused:
        return _refuse(refused.faults, as_json, f"Usage: {USAGE}\n")
    try:
        result = answered(problem)
    except PlannerMissing:
        return _refuse([MISSING], as_json)
    if as_json:
        _print(result)
    else:
        sys.stdout.write(as_table(result))
    return 0 if result["inspections"] else NO_PLAN


def _refuse(faults: list[str], as_json: bool, more: str = "") -> int:
    if as_json:
        _print({"status": "refused", "reasons": {"to_mend": faults}})
    else:
        sys.stderr.write("".join(f"{fault}\n" for fault in faults) + more)
    return TO_MEND


def _print(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")


def _asked(options: list[str]) -> Problem:
    parser = _Parser(prog="speir plan", usage=USAGE, add_help=False, allow_abbrev=False)
    for name in ("inspections", "teams", "months", "seed"):
        parser.add_argument(f"--{name}", type=int)
    parser.add_argument("--start", type=date.fromisoformat)
    parser.add_argument("--input", type=Path)
    parser.add_argument("--json", action="store_true")
    try:
        given = parser.parse_args(options)
    except (ValueError, argparse.ArgumentError) as fault:
        raise ProblemFaults([str(fault)]) from fault
    return _from_file(given) if given.input else _unnamed(given)


def _unnamed(given: argparse.Namespace) -> Problem:
    if given.inspections is None or given.teams is None:
        raise ProblemFaults(["Say how many --inspections and --teams, or give them in a file with --input."])
    if not 1 <= given.inspections <= 1000 or not 1 <= given.teams <= 1000:
        raise ProblemFaults(["--inspections and --teams must be 1 or more, and not thousands."])
    start = given.start or next_month(uk_day(datetime.now(UTC)))
    problem = unnamed(start, given.inspections, given.teams, 24 if given.months is None else given.months)
    return _checked({**inputs_of(problem), "seed": 1 if given.seed is None else given.seed})


def _from_file(given: argparse.Namespace) -> Problem:
    if given.inspections is not None or given.teams is not None:
        raise ProblemFaults(
            ["The file says which inspections and teams there are; leave out --inspections and --teams."]
        )
    try:
        read = yaml.safe_load(given.input.read_text(encoding="utf-8"))
    except OSError as fault:
        raise ProblemFaults([f"{given.input} cannot be read: {fault.strerror}. Check its name."]) from fault
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        raise ProblemFaults([f"{given.input} is neither YAML nor JSON: {fault}"]) from fault
    if isinstance(read, dict):
        read = read.get("inputs", read) if "status" in read else read  # what --json printed is read as well
        stated = {"start": given.start, "months": given.months, "seed": given.seed}
        read |= {name: value for name, value in stated.items() if value is not None}
        read.setdefault("start", next_month(uk_day(datetime.now(UTC))))
    return _checked(read)


def _checked(read: object) -> Problem:
    problem = problem_from(read)
    faults = faults_of(problem)
    if faults:
        raise ProblemFaults(faults)
    return problem


def next_month(today: date) -> date:
    """The first Monday of next month, on which a plan begins unless another day is given."""
    first = months_later(today.replace(day=1), 1)
    return monday_of(first + timedelta(days=6))
