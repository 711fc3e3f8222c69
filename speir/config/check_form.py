"""``speir check-form``: try questionnaires in Excel or XForm, a line for each."""

import io
import json
import os
import sys
from pathlib import Path

from speir.xforms.checking import Verdict, check_file, files_in
from speir.xforms.faults import FormFaults
from speir.xforms.template_source import excel_from_yaml

USAGE = "Usage: speir check-form [--json] [--advice] FILE...\n"


def run(options: list[str]) -> int:
    """Try every file; returns the exit code."""
    unknown = [
        option for option in options if option.startswith("-") and option not in ("--json", "--advice")
    ]
    paths = [Path(option) for option in options if not option.startswith("-")]
    if unknown or not paths:
        sys.stderr.write(f"“{unknown[0]}” is not known here.\n{USAGE}" if unknown else USAGE)
        return 2
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a file's name need not be text
    try:
        return _tried(paths, options)
    except BrokenPipeError:  # whoever reads has seen enough, as in “| head”
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _tried(paths: list[Path], options: list[str]) -> int:
    verdicts = []
    for path in files_in(paths):
        verdict = check_file(path, with_advice=bool({"--json", "--advice"} & set(options)))
        verdicts.append(verdict)
        if "--json" not in options:
            sys.stdout.write(_told(verdict, "--advice" in options))
            sys.stdout.flush()
    if "--json" in options:
        told = [verdict.to_json() for verdict in verdicts]
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    return 0 if all(verdict.loads for verdict in verdicts) else 1


def _told(verdict: Verdict, with_advice: bool) -> str:
    lines = [verdict.line]
    if with_advice:
        lines += [f"  {fault}" for fault in (*verdict.faults, *verdict.refusals, *verdict.warnings)]
        lines += [f"  {finding}" for finding in verdict.findings]
    return "\n".join(lines) + "\n"


def make_templates(options: list[str]) -> int:
    """Write the Excel file beside each YAML source; returns the exit code."""
    paths = [Path(option) for option in options]
    if not paths:
        sys.stderr.write("Usage: speir make-template FILE...\n")
    for path in paths:
        try:
            path.with_suffix(".xlsx").write_bytes(excel_from_yaml(path.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError) as fault:
            sys.stderr.write(f"{path}: cannot be read or written: {fault}\n")
            return 2
        except FormFaults as faults:
            sys.stderr.write(f"{path}: {faults}\n")
            return 2
        sys.stdout.write(f"{path.with_suffix('.xlsx')}: written\n")
    return 0 if paths else 2
