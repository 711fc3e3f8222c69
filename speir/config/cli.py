"""The ``speir`` command: our own subcommands first, Django's management commands behind them."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module


@dataclass(frozen=True)
class Command:
    """One subcommand: how it is called, what it does, and the function above the parts that does it.

    Without a function it is a management command of the same name in ``speir/jobs``. One that ``begins`` may
    be the first that is ever run in a new data directory, and makes the database there itself.
    """

    usage: str
    purpose: str
    function: str = ""
    needs_django: bool = True
    more: str = ""
    begins: bool = False

    @property
    def name(self) -> str:
        """The word that is typed."""
        return self.usage.split()[0]


CHECK_FORM_OPTIONS = """
A folder means every form in it. CSV files are looked for beside the form.

  --json    print everything found as one list
  --advice  below each form, what its author should look at again

Exit code: 0 when every form loads, 1 when one does not, 2 when no form was named.
"""
PLAN_OPTIONS = """
  --inspections N  how many, without names
  --teams N        how many teams
  --months N       how long the plan may be (24)
  --start DAY      its first day, such as 2027-01-11 (the first Monday of next month)
  --input FILE     partnerships, holidays, teams, leave, embargoes, other scrutiny, what is fixed (YAML, JSON)
  --seed N         another seed may find another plan; the same gives the same (1)
  --json           print the plan with all its inputs, so that anyone can check it

Exit code: 0 with a plan, 1 when there is none (the reasons are printed), 2 when something has to be mended.
The file and the limits are described in docs/how-to/plan-capacity.md.
"""
GROUPS = {
    "Set up": (
        Command(
            "setup-demo",
            "Make the database, load everything and build the demonstration.",
            "speir.config.set_up:demonstration",
        ),
        Command("load-reference", "Load areas, frameworks, programmes and templates that come with Speir."),
        Command("migrate", "Bring the database up to date (Django)."),
    ),
    "Frameworks and facts": (
        Command("check-framework FILE", "Say every fault in a framework file; save nothing."),
        Command("import-framework FILE", "Import a framework from YAML or Excel.", begins=True),
        Command("import-published [FILE]", "Import published results with their sources.", begins=True),
    ),
    "Numbers about areas": (
        Command(
            "import-indicators KIND FILE",
            "Import regulated services or other published numbers.",
            begins=True,
        ),
        Command("land-calendars", "Bring in large calendars handed in on a screen; the screen starts this."),
        Command("land-services", "Land regulated services handed in on a screen; the screen starts this."),
        Command("find-signals", "Look for what is worth a look in the numbers and plans of areas."),
        Command("area-figures [--format csv]", "Print the figures on regulated services of each council."),
    ),
    "Samples of records": (
        Command("redraw RECEIPT --frame FILE", "Draw a sample again, and say whether it is the same."),
    ),
    "Planning": (
        Command(
            "plan",
            "Lay inspections over months with teams, calendars and limits; or say why it cannot be.",
            "speir.config.plan:run",
            needs_django=False,
            more=PLAN_OPTIONS,
        ),
        Command("answer-plans", "Work out the plans of capacity that wait; the screens start this."),
    ),
    "Questionnaires": (
        Command(
            "check-form FILE...",
            "Try questionnaires (Excel or XForm): each loads, or where it fails; saves nothing.",
            "speir.config.check_form:run",
            needs_django=False,
            more=CHECK_FORM_OPTIONS,
        ),
        Command(
            "make-template FILE...",
            "Write the Excel file of a questionnaire kept in YAML beside it.",
            "speir.config.check_form:make_templates",
            needs_django=False,
        ),
    ),
    "Run": (
        Command("send-outbox [--every SECONDS]", "Send e-mail that waits."),
        Command("remind-concerns [--every SECONDS]", "Remind of every concern that waits."),
        Command("release-documents [--every SECONDS]", "Release documents of packs whose day has come."),
        Command("send-newsletter", "Put newly checked good practice in the outbox for its readers."),
        Command("verify-audit", "Check that no audit entry was changed or removed."),
        Command("check --deploy", "Check the settings (Django)."),
    ),
    "Read": (
        Command(
            "who-may-do-what",
            "Print the table of permissions by role.",
            "speir.config.reference:print_who_may_do_what",
        ),
        Command(
            "reference-docs [--check]",
            "Write docs/reference from the code, or say whether it is stale.",
            "speir.config.reference:write_or_check",
        ),
    ),
}


def help_text() -> str:
    """What ``speir --help`` prints."""
    lines = [
        "Speir: from evidence to verified improvement.",
        "",
        "Usage: speir COMMAND [--help]",
    ]
    for title, commands in GROUPS.items():
        lines += ["", title]
        lines += [f"  {command.usage:<36}{command.purpose}" for command in commands]
    lines += ["", "Any other command goes to Django; “speir help --commands” lists them all."]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code (2 when a person has something to mend)."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or given in (["--help"], ["-h"], ["help"]):
        sys.stdout.write(help_text())
        return 0
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "speir.config.settings")
    ours = next((command for group in GROUPS.values() for command in group if command.name == given[0]), None)
    if ours and ours.function:
        return _run_above(ours, given[1:])
    from django.conf import settings
    from django.core.management import execute_from_command_line

    settings.SPEIR_DATA_DIR.mkdir(parents=True, exist_ok=True)
    if ours and ours.begins and not {"--help", "-h"} & set(given):
        import_module("speir.config.new_database").begin()
    execute_from_command_line(["speir", given[0].replace("-", "_") if ours else given[0], *given[1:]])
    return 0


def _run_above(command: Command, options: list[str]) -> int:
    """Run one of the functions that stand above the parts; they take a list of options."""
    if "--help" in options or "-h" in options:
        sys.stdout.write(f"Usage: speir {command.usage}\n\n{command.purpose}\n{command.more}")
        return 0
    if command.needs_django:
        import django

        django.setup()
    module, _, function = command.function.partition(":")
    return int(getattr(import_module(module), function)(options))
