"""YAML read so that every fault can name its file, its line, its field and what to do."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from difflib import get_close_matches
from urllib.parse import urlsplit

import yaml

from speir.partnerships import partial_dates

LONGEST_FILE = 2_000_000


@dataclass(frozen=True)
class Fault:
    """What is wrong at one place of a file, and what to do about it."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}"
        return f"{where}, {self.field}: {self.message}" if self.field else f"{where}: {self.message}"


@dataclass
class Faults:
    """The faults found so far in one file."""

    file: str
    found: list[Fault] = field(default_factory=list)

    def add(self, line: int, name: str, message: str) -> None:
        """Note one fault."""
        self.found.append(Fault(self.file, line, name, message))


class Entry:
    """One mapping of the file; reading a field notes its faults and answers something harmless."""

    def __init__(self, node: yaml.Node, faults: Faults, fields: Collection[str] | None) -> None:
        self.line = node.start_mark.line + 1
        self._faults = faults
        self._fields: dict[str, yaml.Node] = {}
        if not isinstance(node, yaml.MappingNode):
            self.fault("", "A list of fields such as “name: value” belongs here.")
            return
        for key, value in node.value:
            self._keep(str(key.value), value, key.start_mark.line + 1, fields)

    def _keep(self, name: str, value: yaml.Node, line: int, fields: Collection[str] | None) -> None:
        if fields is not None and name not in fields:
            near = get_close_matches(name, fields, n=1)
            hint = f"Did you mean “{near[0]}”?" if near else f"Use one of: {', '.join(sorted(fields))}."
            self._faults.add(line, name, f"This field is not known. {hint}")
        elif name in self._fields:
            self._faults.add(line, name, "This field is given twice. Keep one of the two.")
        else:
            self._fields[name] = value

    def fault(self, name: str, message: str) -> None:
        """Note a fault at a field, or at the entry when the field is absent."""
        node = self._fields.get(name)
        self._faults.add(node.start_mark.line + 1 if node else self.line, name, message)

    def names(self) -> list[str]:
        """The fields that are given."""
        return list(self._fields)

    def text(self, name: str, *, is_needed: bool = False, longest: int = 300) -> str:
        """A piece of text; "" when it is not given."""
        node = self._fields.get(name)
        if node is not None and not isinstance(node, yaml.ScalarNode):
            self.fault(name, "A single value belongs here, not a list.")
            return ""
        value = " ".join(node.value.split()) if node is not None else ""
        if is_needed and not value:
            self.fault(name, "This field is missing. Add it.")
        if len(value) > longest:
            self.fault(name, f"This is longer than {longest} characters. Shorten it.")
        return value

    def number(self, name: str, *, is_needed: bool = False, least: int = 0) -> int | None:
        """A whole number, or None when it is not given."""
        value = self.text(name, is_needed=is_needed)
        if not value:
            return None
        if not re.fullmatch(r"[0-9]{1,9}", value) or int(value) < least:
            self.fault(name, f"“{value}” is not a whole number from {least}. Write digits only.")
            return None
        return int(value)

    def flag(self, name: str) -> bool:
        """A yes or no; no when it is not given."""
        return self.choice(name, ("yes", "no"), otherwise="no") == "yes"

    def choice(self, name: str, allowed: Collection[str], *, otherwise: str | None = None) -> str:
        """One of the allowed values; ``otherwise`` when it is not given, or a fault without one."""
        value = self.text(name, is_needed=otherwise is None)
        if not value:
            return otherwise or ""
        if value not in allowed:
            self.fault(name, f"“{value}” is not known here. Use one of: {', '.join(allowed)}.")
            return otherwise or ""
        return value

    def partial_date(self, name: str, *, is_needed: bool = False) -> str:
        """A year, a month or a day as it is written in the file; "" when it is not given."""
        value = self.text(name, is_needed=is_needed)
        if not value:
            return ""
        try:
            return str(partial_dates.read(value))
        except ValueError:
            self.fault(name, f"“{value}” is not a date. Write 2024, 2024-03 or 2024-03-12.")
            return ""

    def address(self, name: str) -> str:
        """A web address."""
        value = self.text(name, is_needed=True, longest=500)
        parts = urlsplit(value)
        if value and (parts.scheme not in ("http", "https") or not parts.netloc):
            self.fault(name, f"“{value}” is not a web address. Start it with https://.")
        return value

    def texts(self, name: str) -> list[str]:
        """A list of single values."""
        return [node.value for node in self._list(name) if self._is_single(name, node)]

    def entries(self, name: str, fields: Collection[str]) -> list["Entry"]:
        """A list of entries."""
        return [Entry(node, self._faults, fields) for node in self._list(name)]

    def entry(self, name: str, fields: Collection[str] | None) -> "Entry":
        """One entry inside this one; ``fields`` is None when its names are free."""
        node = self._fields.get(name)
        if node is None:
            self.fault(name, "This field is missing. Add it.")
            node = yaml.MappingNode("map", [], yaml.Mark("", 0, self.line - 1, 0, "", 0))
        return Entry(node, self._faults, fields)

    def _is_single(self, name: str, node: yaml.Node) -> bool:
        if isinstance(node, yaml.ScalarNode):
            return True
        self._faults.add(node.start_mark.line + 1, name, "A single value belongs here.")
        return False

    def _list(self, name: str) -> list[yaml.Node]:
        node = self._fields.get(name)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.fault(name, "A list belongs here: one line for each, starting with a dash.")
            return []
        return list(node.value)


def read(text: str, faults: Faults, fields: Collection[str]) -> Entry | None:
    """The whole file as one entry; None, with the fault noted, when it is not YAML at all."""
    if len(text) > LONGEST_FILE:
        faults.add(1, "", "The file is longer than two million characters. Split it.")
        return None
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "it cannot be read"
        faults.add(
            mark.line + 1 if mark else 1, "", f"This is not YAML: {problem}. Check the line and indents."
        )
        return None
    except RecursionError:
        faults.add(1, "", "This is not YAML that people write: it is nested too deeply.")
        return None
    if node is None:
        faults.add(1, "", "The file is empty. Check that it is the right one.")
        return None
    return Entry(node, faults, fields)
