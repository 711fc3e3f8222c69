"""An expression of a form as an author means it: who is compared with what, joined by and, or, not.

This reads expressions to talk about them; the engine has its own reader to evaluate them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

TOKEN = re.compile(
    r"\s*(?:(?P<literal>\"[^\"]*\"|'[^']*')|(?P<number>\d+(?:\.\d*)?|\.\d+)|"
    r"(?P<operator>!=|<=|>=|//|::|\.\.|[=<>+*|/.@()\[\],$-])|"
    r"(?P<name>[^\W\d](?:[\w.-]*[\w])?(?::[^\W\d][\w.-]*)?(?::\*)?))"
)
LEVELS = (("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"), ("|",))
STEPS = ("/", "//", "::", "@", "$")
NAMED = {"or", "and", "div", "mod"}
BEFORE_A_VALUE = {
    None,
    "(",
    "[",
    ",",
    "=",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "+",
    "-",
    "|",
    "/",
    "//",
    "::",
    "@",
    "$",
}


@dataclass(frozen=True)
class Text:
    """A text in quotes."""

    value: str


@dataclass(frozen=True)
class Number:
    """A number."""

    value: float


@dataclass(frozen=True)
class Path:
    """A reference to an answer, as it is written."""

    value: str


@dataclass(frozen=True)
class Call:
    """A function with its arguments."""

    name: str
    arguments: tuple["Node", ...]


@dataclass(frozen=True)
class Joined:
    """Two or more parts with an operator between them."""

    operator: str
    parts: tuple["Node", ...]


Node = Text | Number | Path | Call | Joined


class Unreadable(Exception):
    """An expression that does not follow the grammar."""


def read(expression: str) -> Node | None:
    """The expression as a tree; nothing where it cannot be read."""
    try:
        reader = _Reader(expression)
        node = reader.level(0)
        return node if reader.at_end else None
    except (Unreadable, RecursionError):
        return None


def walk(node: Node | None) -> Iterator[Node]:
    """The node and everything in it."""
    if node is None:
        return
    yield node
    inner = node.arguments if isinstance(node, Call) else node.parts if isinstance(node, Joined) else ()
    for each in inner:
        yield from walk(each)


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    place = 0
    while text[place:].strip():
        match = TOKEN.match(text, place)
        if not match or not match.lastgroup:
            raise Unreadable(text[place:])
        kind, word = match.lastgroup, match[match.lastgroup]
        last = tokens[-1].text if tokens else None
        comes_a_value = last in BEFORE_A_VALUE or (tokens and tokens[-1].kind == "join")
        if (kind == "name" and word in NAMED and not comes_a_value) or (word == "*" and not comes_a_value):
            kind = "join"
        tokens.append(
            _Token(kind, word, match.start(kind if kind != "join" else match.lastgroup), match.end())
        )
        place = match.end()
    return tokens


class _Reader:
    """Reads one expression from left to right."""

    def __init__(self, text: str) -> None:
        self.text, self.tokens, self.place = text, _tokens(text), 0

    @property
    def at_end(self) -> bool:
        return self.place >= len(self.tokens)

    def peek(self, ahead: int = 0) -> str:
        place = self.place + ahead
        return self.tokens[place].text if place < len(self.tokens) else ""

    def kind(self) -> str:
        return "" if self.at_end else self.tokens[self.place].kind

    def take(self, expected: str = "") -> _Token:
        if self.at_end or (expected and self.peek() != expected):
            raise Unreadable(self.text)
        self.place += 1
        return self.tokens[self.place - 1]

    def level(self, depth: int) -> Node:
        if depth == len(LEVELS):
            return self.value()
        node = self.level(depth + 1)
        while self.peek() in LEVELS[depth] and self.kind() in ("operator", "join"):
            operator = self.take().text
            right = self.level(depth + 1)
            same = isinstance(node, Joined) and node.operator == operator and operator in ("and", "or", "+")
            parts = (*node.parts, right) if same and isinstance(node, Joined) else (node, right)
            node = Joined(operator, parts)
        return node

    def value(self) -> Node:
        if self.peek() == "-" and self.kind() == "operator":
            self.take()
            return Joined("-", (Number(0), self.value()))
        start = self.place
        kind = self.kind()
        if kind == "literal":
            node: Node = Text(self.take().text[1:-1])
        elif kind == "number":
            node = Number(float(self.take().text))
        elif self.peek() == "(":
            self.take()
            node = self.level(0)
            self.take(")")
        elif kind == "name" and self.peek(1) == "(":
            node = self.call()
        else:
            return self.path(start)
        return self.path(start) if self.peek() in ("/", "//", "[") else node

    def call(self) -> Call:
        name = self.take().text
        self.take("(")
        arguments: list[Node] = []
        while self.peek() != ")":
            arguments.append(self.level(0))
            if self.peek() != ",":
                break
            self.take()
        self.take(")")
        return Call(name, tuple(arguments))

    def path(self, start: int) -> Path:
        """Everything up to where a path ends; predicates are kept as they are written."""
        while not self.at_end:
            word, kind = self.peek(), self.kind()
            last = self.tokens[self.place - 1].text if self.place > start else ""
            if word == "[":
                self.predicate()
            elif word in STEPS or ((kind == "name" or word in (".", "..", "*")) and last in ("", *STEPS)):
                self.take()
            else:
                break
        if self.place == start:
            raise Unreadable(self.text)
        return Path(self.text[self.tokens[start].start : self.tokens[self.place - 1].end].strip())

    def predicate(self) -> None:
        self.take("[")
        self.level(0)
        self.take("]")


def absolute(path: str, context: str) -> str:
    """A path from the root, without predicates; ``context`` is where the expression stands."""
    bare = path
    while "[" in bare:
        shorter = re.sub(r"\[[^\[\]]*\]", "", bare)
        if shorter == bare:
            break
        bare = shorter
    bare = re.sub(r"\s+", "", bare).replace("current()/", "")
    if bare.startswith(("/", "instance(")):
        return bare
    steps = context.split("/")
    for step in bare.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in (".", ""):
            steps.append(step)
    return "/".join(steps)


def references(node: Node | None, context: str) -> set[str]:
    """The absolute paths of all answers that an expression looks at, those in predicates too."""
    found = set()
    for each in walk(node):
        if isinstance(each, Path):
            found.add(absolute(each.value, context))
            for inner in re.findall(r"\[(.*)\]", each.value, re.DOTALL):
                found |= references(read(inner), context)
                found |= set(re.findall(r"/[\w./-]+", inner))
    return found
