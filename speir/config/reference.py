"""The reference pages in docs/reference, written from the code so that they cannot say anything else."""

import sys
from collections.abc import Collection, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from speir.foundations import access, lifecycle, operation, rules
from speir.people.choices import PARTNERSHIP_ROLES, Role, Side
from speir.people.standing import Standing

FOLDER = settings.PACKAGE.parent / "docs" / "reference"
WRITTEN = "*Written by `speir reference-docs` from the code. Change the code, not this page.*"
PARTS = (*settings.PARTS[1:], "handovers")  # foundations has the machinery of these, and none of its own
REGISTERING = ("permissions", "rules", "lifecycle", "operations")


def load_everything() -> None:
    """Import each part's permissions, rules, lifecycles and operations, so that all are registered."""
    for part in PARTS:
        for name in REGISTERING:
            module = f"speir.{part}.{name}"
            if find_spec(f"speir.{part}") and find_spec(module):
                import_module(module)
        for further in (settings.PACKAGE / part).glob("*_operations.py"):
            import_module(f"speir.{part}.{further.stem}")


def standing_of_role(role: Role) -> Standing:
    """Somebody with this one role and no other."""
    side = Side.PARTNERSHIP if role in PARTNERSHIP_ROLES else Side.SCRUTINY
    return Standing(person_id="", side=side, body_id="", roles=frozenset({role}))


def who_may_do_what() -> str:
    """Every permission by every role, each cell asked of the permission itself."""
    roles = list(Role)
    lines = [
        "# Who may do what",
        "",
        WRITTEN,
        "",
        "Each row is one permission; **yes** means that somebody with this role, and no other, may.",
        "Where a role is held in one inspection or area, *yes* holds there and nowhere else.",
        "[Rules](rules.md) and [lifecycles](lifecycles.md) may still say: not now.",
    ]
    for part, names in _by_part(access.REGISTERED, "permissions"):
        lines += ["", f"## {_words(part)}", ""]
        lines += [_row(["To do this", *[role.label for role in roles]]), _row(["---"] * (len(roles) + 1))]
        for name in names:
            permission = access.REGISTERED[name]
            answers = [permission.reason_refused(standing_of_role(role)) for role in roles]
            cells = ["yes" if answer is None else "–" for answer in answers]
            lines.append(_row([permission.sentence.rstrip("."), *cells]))
    return "\n".join(lines) + "\n"


def lifecycle_page() -> str:
    """Every lifecycle as a diagram, and whose turn each status is."""
    lines = ["# Lifecycles", "", WRITTEN]
    for name, table in sorted(_lifecycles().items()):
        lines += ["", f"## {_words(name)}", "", "```mermaid", table.diagram(), "```", ""]
        lines += [_row(["Status", "Whose turn"]), _row(["---", "---"])]
        lines += [_row([status.label, table.turn[status.value]]) for status in table.statuses]
    return "\n".join(lines) + "\n"


def operation_page() -> str:
    """Every operation and handover: the only ways anything governed changes."""
    intro = "The only ways in which anything governed changes. Each is audited, in the same transaction."
    lines = ["# Operations", "", WRITTEN, "", intro]
    for part, names in _by_part(operation.REGISTERED, "operations"):
        lines += ["", f"## {_words(part)}", "", _row(["Operation", "What it does"]), _row(["---", "---"])]
        for name in names:
            sentence = operation.REGISTERED[name].split("\n\n")[0]
            lines.append(_row([f"`{name.partition('.')[2]}`", " ".join(sentence.split())]))
    return "\n".join(lines) + "\n"


def rule_page() -> str:
    """Every rule with the message that people read when it is broken."""
    lines = ["# Rules", "", WRITTEN, "", "What must be true, in the words people read when it is not."]
    for part, names in _by_part(rules.REGISTERED, "rules"):
        lines += ["", f"## {_words(part)}", "", _row(["Rule", "What people read"]), _row(["---", "---"])]
        for name in names:
            lines.append(_row([_words(rules.REGISTERED[name].name), rules.REGISTERED[name].message]))
    return "\n".join(lines) + "\n"


def screen_page() -> str:
    """Every address that Speir answers, and who it is for."""
    lines = ["# Screens", "", WRITTEN, "", _row(["Address", "Name", "For"]), _row(["---", "---", "---"])]
    for address, pattern in sorted(addresses(), key=lambda found: found[0]):
        audience = getattr(pattern.callback, "audience", "not said")
        lines.append(_row([f"`/{address}`", pattern.name or "", audience]))
    return "\n".join(lines) + "\n"


def addresses() -> Iterator[tuple[str, URLPattern]]:
    """Every address in the URL configuration with its pattern."""
    yield from _addresses("", get_resolver().url_patterns)


def _addresses(before: str, patterns: list[URLPattern | URLResolver]) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _addresses(address, pattern.url_patterns)
        else:
            yield address, pattern


def _by_part(registered: Collection[str], file: str) -> Iterator[tuple[str, list[str]]]:
    """What the parts registered from one kind of file and its further ones (a test may register more)."""
    for part in PARTS:
        ours: set[str] = set()
        for module in (file, *(each.stem for each in (settings.PACKAGE / part).glob(f"*_{file}.py"))):
            if find_spec(f"speir.{part}") and find_spec(f"speir.{part}.{module}"):
                ours |= set(vars(import_module(f"speir.{part}.{module}")))
        names = sorted(
            name for name in registered if name.startswith(f"{part}.") and name[len(part) + 1 :] in ours
        )
        if names:
            yield part, names


def _lifecycles() -> dict[str, lifecycle.Lifecycle]:
    files = (f"speir.{part}.lifecycle" for part in PARTS if find_spec(f"speir.{part}"))
    found = (vars(import_module(file)).values() for file in files if find_spec(file))
    tables = [each for values in found for each in values if isinstance(each, lifecycle.Lifecycle)]
    return {table.name: table for table in tables}


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def pages() -> dict[str, str]:
    """Every reference page by file name."""
    load_everything()
    return {
        "who-may-do-what.md": who_may_do_what(),
        "lifecycles.md": lifecycle_page(),
        "operations.md": operation_page(),
        "rules.md": rule_page(),
        "screens.md": screen_page(),
    }


def stale(folder: Path = FOLDER) -> list[str]:
    """The pages that are missing from a folder or say something else than the code."""
    return [
        name
        for name, text in pages().items()
        if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text
    ]


def print_who_may_do_what(options: list[str]) -> int:
    """Print the table of permissions by role."""
    load_everything()
    sys.stdout.write(who_may_do_what())
    return 0


def write_or_check(options: list[str]) -> int:
    """Write docs/reference; with ``--check`` only say which pages are stale."""
    if "--check" in options:
        old = stale()
        for name in old:
            sys.stderr.write(f"docs/reference/{name} is stale: run speir reference-docs.\n")
        return 1 if old else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
        sys.stdout.write(f"Wrote docs/reference/{name}\n")
    return 0
