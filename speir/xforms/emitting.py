"""Writes a syntax tree out again: for lxml on the server, and for openrosa-xpath-evaluator in the browser.

Both need the same care. A path from the root means the answers, also inside a predicate on a list of choices;
inside an item of a repeat it means that same item; `current()` is where the question stands. On the server,
comparing and counting go through functions that know dates and empty answers, since XPath 1.0 knows neither.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from speir.xforms.expressions import Binary, Call, Negative, Node, Number, Path, Step, Text
from speir.xforms.walking import inner

# What libxml2 does as forms expect it. Everything else is ours.
NATIVE = frozenset(
    {"and", "or", "true", "false", "not", "boolean", "string", "contains", "starts-with"}
    | {"substring-before", "substring-after", "normalize-space", "last", "position", "name", "local-name"}
)
_OPERATORS = {
    "=": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge",
    "+": "add", "-": "subtract", "*": "multiply", "div": "divide", "mod": "modulo",
}  # fmt: skip
# Their arguments name all items of a repeat, so they are not narrowed to the item that the question is in.
_OF_ALL_ITEMS = frozenset({"indexed-repeat"})
Names = tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """Where an expression stands: the names from the root to its node, and the repeats on the way."""

    names: Names = ()
    repeats: frozenset[Names] = frozenset()

    def shared_repeat(self, names: Names) -> Names | None:
        """The innermost repeat that both this place and a path are inside, if any."""
        for length in range(min(len(self.names), len(names) - 1), 0, -1):
            prefix = names[:length]
            if prefix in self.repeats and self.names[:length] == prefix:
                return prefix
        return None


def absolute_names(path: Path) -> Names:
    """The names of a plain path from the root, as far as they are plain."""
    found: list[str] = []
    for step in path.steps:
        if step.axis != "child" or step.test in ("*", "node()", "text()"):
            break
        found.append(step.test)
    return tuple(found)


class _Writer:
    """What both ways of writing share."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.inside = 0  # how many predicates deep, where "." is no longer the question
        self.whole = 0  # how many calls deep that want all items

    def write(self, node: Node) -> str:
        match node:
            case Number(text):
                return text
            case Text(value):
                return f"'{value}'" if "'" not in value else f'"{value}"'
            case Negative(operand):
                return self.negative(operand)
            case Binary(operator, left, right):
                return self.binary(operator, left, right)
            case Call():
                return self.call(node)
            case Path():
                return self.path(node)

    def negative(self, operand: Node) -> str:
        return f"-({self.write(operand)})"

    def binary(self, operator: str, left: Node, right: Node) -> str:
        return f"({self.write(left)} {operator} {self.write(right)})"

    def call(self, call: Call) -> str:
        return f"{call.name}({self.arguments(call)})"

    def arguments(self, call: Call) -> str:
        self.whole += call.name in _OF_ALL_ITEMS
        written = ", ".join(self.write(argument) for argument in call.arguments)
        self.whole -= call.name in _OF_ALL_ITEMS
        return written

    def path(self, path: Path) -> str:
        if path.start is not None:
            return self.from_value(path)
        if path.is_absolute:
            return self.from_root(path)
        return self.steps(path.steps)

    def from_value(self, path: Path) -> str:
        start = self.write(path.start) if path.start is not None else ""
        start = start if isinstance(path.start, Call) else f"({start})"
        predicates = self.predicates(path.start_predicates)
        return f"{start}{predicates}/{self.steps(path.steps)}" if path.steps else f"{start}{predicates}"

    def from_root(self, path: Path) -> str:
        names = absolute_names(path)
        repeat = None if self.whole else self.place.shared_repeat(names)
        if repeat is None:
            return self.anchored(path.steps)
        up = "/".join([".."] * (len(self.place.names) - len(repeat)))
        below = self.steps(path.steps[len(repeat) :])
        # Predicates on the way to the repeat chose an item; inside that item they choose it again.
        return self.here(f"{up}/{below}" if up else below)

    def anchored(self, steps: Sequence[Step]) -> str:
        raise NotImplementedError

    def here(self, relative: str) -> str:
        raise NotImplementedError

    def steps(self, steps: Sequence[Step]) -> str:
        return "/".join(self.step(step) for step in steps)

    def step(self, step: Step) -> str:
        predicates = self.predicates(step.predicates)
        if step.test == "node()" and not predicates and step.axis in ("self", "parent"):
            return "." if step.axis == "self" else ".."
        axis = {"child": "", "attribute": "@"}.get(step.axis, f"{step.axis}::")
        return f"{axis}{step.test}{predicates}"

    def predicates(self, predicates: Sequence[Node]) -> str:
        self.inside += 1
        written = "".join(f"[{self.write(predicate)}]" for predicate in predicates)
        self.inside -= 1
        return written


class _ForServer(_Writer):
    """For lxml: our functions in their own namespace, the answers as $root, the question as $current."""

    def negative(self, operand: Node) -> str:
        return f"f:negate({self.write(operand)})"

    def binary(self, operator: str, left: Node, right: Node) -> str:
        name = _OPERATORS.get(operator)
        if name is None:
            return super().binary(operator, left, right)
        return f"f:{name}({self.write(left)}, {self.write(right)})"

    def call(self, call: Call) -> str:
        if call.name == "current" and not call.arguments:
            return "$current"
        if call.name in NATIVE and not (call.name == "position" and call.arguments):
            return super().call(call)
        if call.name == "once" and len(call.arguments) == 1:
            return f"f:once({self.arguments(call)}, string($current))"
        return f"f:{call.name.replace(':', '-')}({self.arguments(call)})"

    def predicates(self, predicates: Sequence[Node]) -> str:
        # A number alone is a place in the list; what our functions give back as a number is one too.
        return super().predicates(predicates)

    def anchored(self, steps: Sequence[Step]) -> str:
        if not steps:
            return "$root"
        if steps[0].axis != "child":
            return f"$root/{self.steps(steps)}"
        first = self.step(Step("self", steps[0].test, steps[0].predicates))
        return "/".join(["$root", first, *map(self.step, steps[1:])])

    def here(self, relative: str) -> str:
        return f"$current/{relative}"


class _ForBrowser(_Writer):
    """For the browser: the answers under /model/instance[1], other lists by their identity, no variables.

    openrosa-xpath-evaluator has no current(): outside predicates it is ".", inside it is written from the
    root with the place of each item, which the page puts in as it evaluates (`#path#` marks such a step). It
    counts a day from local midnight, so that two days are 1.96 days apart when the clocks change; what is
    reckoned with goes through `speir-number()` of form-logic.js, which counts days on the calendar as the
    server does.
    """

    def binary(self, operator: str, left: Node, right: Node) -> str:
        if operator not in ("+", "-", "*", "div", "mod"):
            return super().binary(operator, left, right)
        return f"({self.number(left)} {operator} {self.number(right)})"

    def number(self, operand: Node) -> str:
        """An operand of reckoning; a number that is written out needs no help."""
        written = self.write(operand)
        return written if isinstance(operand, Number) else f"speir-number({written})"

    def call(self, call: Call) -> str:
        if call.name == "current" and not call.arguments:
            return self.here(".")
        if call.name == "instance" and call.arguments and isinstance(call.arguments[0], Text):
            return f"/model/instance[@id='{call.arguments[0].value}']"
        if call.name == "pulldata" and len(call.arguments) == 4:
            return self.pulled(call)
        if call.name == "indexed-repeat" and len(call.arguments) in (3, 5, 7):
            return self.indexed(call)
        return super().call(call)

    def from_value(self, path: Path) -> str:
        if isinstance(path.start, Call) and path.start.name == "current" and path.steps:
            below = self.steps(path.steps)
            return self.here(below[2:] if below.startswith("./") else below)
        return super().from_value(path)

    def pulled(self, call: Call) -> str:
        table, wanted, key, value = call.arguments
        if not (isinstance(table, Text) and isinstance(wanted, Text) and isinstance(key, Text)):
            return super().call(call)
        item = f"/model/instance[@id='{table.value}']/root/item[{key.value} = {self.write(value)}]"
        return f"{item}/{wanted.value}"

    def indexed(self, call: Call) -> str:
        wanted, *pairs = call.arguments
        if not isinstance(wanted, Path):
            return super().call(call)
        chosen: dict[Names, str] = {}
        for repeat, place in zip(pairs[::2], pairs[1::2], strict=True):
            if not isinstance(repeat, Path):
                return super().call(call)
            chosen[self.names_of(repeat)] = self.write(place)
        names = self.names_of(wanted)
        written = [""]
        for length, name in enumerate(names, start=1):
            number = chosen.get(names[:length])
            written.append(f"{name}[position() = {number}]" if number else name)
        return f"/model/instance[1]{'/'.join(written)}"

    def names_of(self, path: Path) -> Names:
        """The names from the root, for a relative path as well."""
        if path.is_absolute:
            return absolute_names(path)
        names = list(self.place.names)
        for step in path.steps:
            if step.axis == "parent":
                names = names[:-1]
            elif step.axis == "child":
                names.append(step.test)
        return tuple(names)

    def anchored(self, steps: Sequence[Step]) -> str:
        return "/".join(["/model/instance[1]", *map(self.step, steps)])

    def here(self, relative: str) -> str:
        if not self.inside:
            return relative
        names: list[str] = []
        for length, name in enumerate(self.place.names, start=1):
            is_repeat = self.place.names[:length] in self.place.repeats
            names.append(f"{name}[#{'/'.join(self.place.names[:length])}#]" if is_repeat else name)
        return "/".join(["/model/instance[1]", *names, relative])


def for_server(tree: Node, place: Place) -> str:
    """The expression for lxml."""
    return _ForServer(place).write(tree)


def for_browser(tree: Node, place: Place) -> str:
    """The expression for openrosa-xpath-evaluator."""
    return _ForBrowser(place).write(tree)


def paths_in(tree: Node, place: Place) -> set[Names]:
    """The names from the root of every node that an expression reads, as far as they are plain."""
    found: set[Names] = set()
    _collect(tree, _ForBrowser(place), found, is_elsewhere=False)
    return found


def _collect(node: Node, reader: "_ForBrowser", found: set[Names], *, is_elsewhere: bool) -> None:
    """Add what a node reads; ``is_elsewhere`` inside a predicate, where names mean columns of a list."""
    if not isinstance(node, Path):
        for each in inner(node):
            _collect(each, reader, found, is_elsewhere=is_elsewhere)
        return
    is_ours = path_is_ours(node)
    if is_ours and (node.is_absolute or node.start is not None or not is_elsewhere):
        found.add(reader.names_of(node))
    if node.start is not None:
        _collect(node.start, reader, found, is_elsewhere=is_elsewhere)
    for predicate in (*node.start_predicates, *(each for step in node.steps for each in step.predicates)):
        _collect(predicate, reader, found, is_elsewhere=True)


def path_is_ours(path: Path) -> bool:
    """Whether a path leads into the answers: from the root, from here, or from current()."""
    if path.start is None:
        return True
    return isinstance(path.start, Call) and path.start.name == "current"
