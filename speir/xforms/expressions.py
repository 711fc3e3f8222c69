"""XPath 1.0 as forms use it: a parser that gives a syntax tree; `emitting` writes it out again."""

import re
from dataclasses import dataclass

DEEPEST = 120


class ExpressionFault(ValueError):
    """An expression that cannot be read; ``at`` is the character (from 0) where reading stopped."""

    def __init__(self, what: str, at: int) -> None:
        """Keep what is wrong and where."""
        super().__init__(f"{what} (character {at + 1})")
        self.at = at


@dataclass(frozen=True)
class Number:
    """A number as it was written."""

    text: str


@dataclass(frozen=True)
class Text:
    """A quoted text, without its quotes."""

    value: str


@dataclass(frozen=True)
class Call:
    """A function and what it is given."""

    name: str
    arguments: tuple["Node", ...]


@dataclass(frozen=True)
class Step:
    """One step of a path: axis, what it takes (``*``, ``node()`` or a name), and its predicates."""

    axis: str
    test: str
    predicates: tuple["Node", ...] = ()


@dataclass(frozen=True)
class Path:
    """Steps from the root (``is_absolute``), from ``start``, or from where the expression stands."""

    steps: tuple[Step, ...]
    is_absolute: bool = False
    start: "Node | None" = None
    start_predicates: tuple["Node", ...] = ()


@dataclass(frozen=True)
class Binary:
    """Two operands and what is done with them."""

    operator: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True)
class Negative:
    """A number with its sign turned."""

    operand: "Node"


Node = Number | Text | Call | Path | Binary | Negative

_TOKEN = re.compile(
    r"""\s*(?:
    (?P<number>\d+(?:\.\d*)?|\.\d+)
    |(?P<text>"[^"]*"|'[^']*')
    |(?P<symbol>::|//|\.\.|<=|>=|!=|[()\[\].@,/|+\-=<>*])
    |(?P<name>[^\W\d][\w.\-]*(?::(?!:)(?:\*|[^\W\d][\w.\-]*))?)
    )""",
    re.VERBOSE,
)
_LEVELS = (("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"))
_LEVEL_OF = {operator: level for level, those in enumerate(_LEVELS) for operator in those}
_WORDS = {"or", "and", "div", "mod"}
_NODE_TYPES = {"node", "text", "comment", "processing-instruction"}


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    at: int


def _tokens(expression: str) -> list[_Token]:
    found: list[_Token] = []
    at, end = 0, len(expression.rstrip())
    while at < end:
        match = _TOKEN.match(expression, at)
        if match is None:
            rest = expression[at:].lstrip()
            raise ExpressionFault(f"“{rest[:12]}” is not understood", len(expression) - len(rest))
        kind = match.lastgroup or ""
        text = match[kind]
        # A star or a word such as “div” is an operator only after something that it can work on.
        if (text == "*" or text in _WORDS) and found and _ends_an_operand(found[-1]):
            kind = "operator"
        found.append(_Token(kind, text, match.start(kind) if kind in match.groupdict() else match.start()))
        at = match.end()
    return found


def _ends_an_operand(token: _Token) -> bool:
    return (
        token.kind in ("number", "text", "name")
        or token.text in (")", "]", ".", "..")
        or (token.text == "*" and token.kind == "symbol")
    )


def parse(expression: str) -> Node:
    """The syntax tree of an expression; raises ExpressionFault."""
    reader = _Reader(_tokens(expression), len(expression))
    if reader.peek() is None:
        raise ExpressionFault("There is no expression", 0)
    tree = reader.binary(0)
    left_over = reader.peek()
    if left_over is not None:
        raise ExpressionFault(f"“{left_over.text}” is not expected here", left_over.at)
    return tree


class _Reader:
    """Recursive descent over the tokens."""

    def __init__(self, tokens: list[_Token], end: int) -> None:
        self.tokens, self.end, self.place, self.depth = tokens, end, 0, 0

    def peek(self, ahead: int = 0) -> _Token | None:
        """The token that comes, or None at the end."""
        place = self.place + ahead
        return self.tokens[place] if place < len(self.tokens) else None

    def comes(self, *texts: str, ahead: int = 0) -> bool:
        """Whether one of these symbols or operators comes."""
        token = self.peek(ahead)
        return token is not None and token.kind in ("symbol", "operator") and token.text in texts

    def take(self, *texts: str) -> _Token:
        """The token that comes, which must be one of these when any are named."""
        token = self.peek()
        if token is None:
            wanted = f"“{texts[0]}” is missing at the end" if texts else "The expression ends too early"
            raise ExpressionFault(wanted, self.end)
        if texts and not self.comes(*texts):
            raise ExpressionFault(f"“{texts[0]}” is expected, not “{token.text}”", token.at)
        self.place += 1
        return token

    def binary(self, loosest: int) -> Node:
        """Operators of this level and of those that bind tighter."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise ExpressionFault("The expression is nested too deeply", self.end)
        left = self.unary()
        while (level := self.level()) >= loosest:
            operator = self.take().text
            left = Binary(operator, left, self.binary(level + 1))
        self.depth -= 1
        return left

    def level(self) -> int:
        """How tightly the operator that comes binds; -1 when none comes."""
        token = self.peek()
        if token is None or token.kind not in ("symbol", "operator"):
            return -1
        return _LEVEL_OF.get(token.text, -1)

    def unary(self) -> Node:
        """A sign, or a union of paths."""
        if self.comes("-"):
            self.take()
            return Negative(self.unary())
        left = self.path()
        while self.comes("|"):
            self.take()
            left = Binary("|", left, self.path())
        return left

    def path(self) -> Node:
        """A path, or what a path may start from."""
        if self.comes("/", "//"):
            return self.absolute()
        if not self.starts_with_a_value():
            return Path(self.steps())
        value = self.value()
        predicates = self.predicates()
        steps: tuple[Step, ...] = ()
        if self.comes("/", "//"):
            steps = self.further_steps()
        if not predicates and not steps:
            return value
        return Path(steps, start=value, start_predicates=predicates)

    def absolute(self) -> Path:
        """A path from the root."""
        if self.comes("//"):
            return Path(self.further_steps(), is_absolute=True)
        self.take()
        return Path(self.steps() if self.a_step_comes() else (), is_absolute=True)

    def a_step_comes(self) -> bool:
        """Whether a step can begin here."""
        token = self.peek()
        return token is not None and (token.kind == "name" or self.comes(".", "..", "@", "*"))

    def starts_with_a_value(self) -> bool:
        """Whether a number, a text, a bracket or a call comes, and not a step."""
        token = self.peek()
        if token is None:
            raise ExpressionFault("The expression ends too early", self.end)
        if token.kind in ("number", "text") or self.comes("("):
            return True
        return token.kind == "name" and self.comes("(", ahead=1) and token.text not in _NODE_TYPES

    def value(self) -> Node:
        """A number, a text, something in brackets, or a call."""
        token = self.take()
        if token.kind == "number":
            return Number(token.text)
        if token.kind == "text":
            return Text(token.text[1:-1])
        if token.text == "(":
            inner = self.binary(0)
            self.take(")")
            return inner
        self.take("(")
        arguments: list[Node] = []
        while not self.comes(")"):
            arguments.append(self.binary(0))
            if not self.comes(","):
                break
            self.take(",")
        self.take(")")
        return Call(token.text, tuple(arguments))

    def steps(self) -> tuple[Step, ...]:
        """One step and those that follow it."""
        return (self.step(), *self.further_steps())

    def further_steps(self) -> tuple[Step, ...]:
        """Steps that follow a stroke."""
        found: list[Step] = []
        while self.comes("/", "//"):
            if self.take().text == "//":
                found.append(Step("descendant-or-self", "node()"))
            found.append(self.step())
        return tuple(found)

    def step(self) -> Step:
        """One step with its predicates."""
        if self.comes("."):
            self.take()
            return Step("self", "node()", self.predicates())
        if self.comes(".."):
            self.take()
            return Step("parent", "node()", self.predicates())
        axis = "child"
        if self.comes("@"):
            self.take()
            axis = "attribute"
        elif self.comes("::", ahead=1):
            axis = self.take().text
            self.take("::")
        return Step(axis, self.test(), self.predicates())

    def test(self) -> str:
        """What a step takes."""
        token = self.take()
        if token.text in _NODE_TYPES and self.comes("("):
            self.take("(")
            self.take(")")
            return f"{token.text}()"
        if token.kind == "name" or token.text == "*":
            return token.text.rpartition(":")[2]
        raise ExpressionFault(f"A name is expected, not “{token.text}”", token.at)

    def predicates(self) -> tuple[Node, ...]:
        """What stands in square brackets after a step."""
        found: list[Node] = []
        while self.comes("["):
            self.take()
            found.append(self.binary(0))
            self.take("]")
        return tuple(found)
