"""An expression of a form in plain English, for people who do not read formulas."""

import re
from collections.abc import Callable, Mapping

from speir.xforms.logic import Call, Joined, Node, Number, Path, Text, absolute, read
from speir.xforms.outline import Asked, Outline

DATES = ("date", "dateTime", "time")
COMPARED = {
    "=": "is {}",
    "!=": "is not {}",
    "<": "is less than {}",
    "<=": "is {} or less",
    ">": "is more than {}",
    ">=": "is {} or more",
}
DATED = {
    "=": "is {}",
    "!=": "is not {}",
    "<": "is before {}",
    "<=": "is {} or earlier",
    ">": "is after {}",
    ">=": "is {} or later",
}
SUMS = {"+": " plus ", "-": " minus ", "*": " times ", "div": " divided by ", "mod": " modulo ", "|": " or "}
# How a function reads, with its arguments in words.
CALLS: Mapping[str, str] = {
    "today": "today",
    "now": "now",
    "true": "yes",
    "false": "never",
    "round": "{0}, rounded",
    "int": "{0}, without its fraction",
    "number": "{0}",
    "string": "{0}",
    "boolean": "{0}",
    "decimal-date-time": "{0}",
    "date": "{0}",
    "count-non-empty": "how many of {0} are answered",
    "count-selected": "the number of choices made in {0}",
    "sum": "the sum of {0}",
    "max": "the largest of {0}",
    "min": "the smallest of {0}",
    "string-length": "the length of {0}",
    "coalesce": "{0}, or {1} if that is empty",
    "once": "{0}, worked out once",
    "position": "the number of the entry",
    "jr:choice-name": "the words of the choice made in {0}",
    "format-date": "{0} as a date",
    "concat": "{all} one after the other",
    "uuid": "a random code",
}


class Wording:
    """Words for the expressions of one form, seen from where an expression stands."""

    def __init__(self, outline: Outline, context: str) -> None:
        self.outline, self.context = outline, context

    def of(self, expression: str) -> str:
        """The expression in words; the formula itself where it cannot be put into words."""
        node = read(expression)
        return self.say(node) if node is not None else self.formula(expression)

    def formula(self, expression: str) -> str:
        """The expression with names instead of paths, as the author wrote it."""
        known = sorted(self.outline.by_path, key=len, reverse=True)
        text = expression
        for path in known:
            text = re.sub(
                rf"(?<![\w/.]){re.escape(path)}(?![\w/.-])", f"${{{path.rsplit('/', 1)[-1]}}}", text
            )
        return f"the formula {' '.join(text.split())}" if text else ""

    def say(self, node: Node, *, inside: bool = False) -> str:
        """One part of an expression."""
        if isinstance(node, Text):
            return f"“{node.value}”" if node.value else "nothing"
        if isinstance(node, Number):
            return f"{node.value:g}"
        if isinstance(node, Path):
            return self.name(node)
        if isinstance(node, Call):
            return self.call(node, inside=inside)
        if node.operator in ("and", "or"):
            parts = [self.say(part, inside=True) for part in node.parts]
            joined = f", {node.operator} ".join(parts)
            return f"({joined})" if inside else joined
        if node.operator in COMPARED and len(node.parts) == 2:
            return self.compared(node)
        return SUMS.get(node.operator, f" {node.operator} ").join(
            self.say(part, inside=True) for part in node.parts
        )

    def asked(self, node: Node) -> Asked | None:
        """The question a path means."""
        if isinstance(node, Path) and not node.conditions:
            return self.outline.by_path.get(absolute(node.value, self.context))
        return None

    def name(self, path: Path) -> str:
        """What people know the answer by."""
        if path.value == ".":
            return "it"
        found = self.asked(path)
        if found:
            return f"“{found.title}”" if found.is_question else found.title
        if path.conditions:
            return self.filtered(path)
        return path.value.rsplit("/", 1)[-1]

    def filtered(self, path: Path) -> str:
        """A path with conditions: those of several answers that meet them."""
        found = self.outline.by_path.get(absolute(path.value, self.context))
        if not found:
            return self.formula(path.value)
        met = Wording(self.outline, found.path)
        return f"“{found.title}” where {' and '.join(met.say(each, inside=True) for each in path.conditions)}"

    def choice(self, node: Node, value: Node) -> str:
        """A value, by the words of the choice where it is one."""
        found = self.asked(node)
        if isinstance(value, (Text, Number)) and found and found.choices:
            name = value.value if isinstance(value, Text) else f"{value.value:g}"
            label = dict(found.choices).get(name)
            return f"“{label}”" if label else f"“{name}”"
        return self.say(value, inside=True)

    def compared(self, node: Joined) -> str:
        """A comparison."""
        left, right = node.parts
        operator = node.operator
        if isinstance(right, Path) and isinstance(left, (Text, Number)):
            left, right = right, left
            operator = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}.get(operator, operator)
        subject = self.say(left, inside=True)
        if isinstance(right, Text) and not right.value and operator in ("=", "!="):
            return f"{subject} is answered" if operator == "!=" else f"{subject} is not answered"
        found = self.asked(left)
        if isinstance(right, Number) and found and found.choices and operator not in ("=", "!="):
            return self.among_choices(subject, found, operator, right.value)
        dated = (found is not None and found.kind in DATES) or (
            isinstance(right, Call) and right.name in ("today", "now")
        )
        return f"{subject} {(DATED if dated else COMPARED)[operator].format(self.choice(left, right))}"

    def among_choices(self, subject: str, asked: Asked, operator: str, limit: float) -> str:
        """A limit on a choice whose names are numbers: the choices that meet it."""
        met = [label for name, label in asked.choices if _meets(name, operator, limit)]
        return (
            f"{subject} is {' or '.join(f'“{label}”' for label in met)}"
            if met
            else f"{subject} is none of its choices"
        )

    def call(self, call: Call, *, inside: bool = False) -> str:
        """A function."""
        special = SPECIAL.get(call.name)
        if special and (said := special(self, call)):
            return f"({said})" if inside and call.name == "if" else said
        words = [self.say(argument, inside=True) for argument in call.arguments]
        if template := CALLS.get(call.name):
            try:
                return template.format(*words, all=", ".join(words))
            except IndexError:
                pass
        return f"{call.name} of {', '.join(words)}" if words else call.name


def _selected(wording: Wording, call: Call, *, negated: bool = False) -> str:
    if len(call.arguments) != 2:
        return ""
    where, what = call.arguments
    if isinstance(where, Text):  # selected('a b', ${question}): one of these is chosen
        found = wording.asked(what)
        labels = dict(found.choices) if found else {}
        names = " or ".join(f"“{labels.get(name, name)}”" for name in where.value.split())
        return f"{wording.say(what)} is {'not ' if negated else ''}{names}"
    verb = "is not selected" if negated else "is selected"
    return f"{wording.choice(where, what)} {verb} in {wording.say(where)}"


def _not(wording: Wording, call: Call) -> str:
    if len(call.arguments) != 1:
        return ""
    inner = call.arguments[0]
    if isinstance(inner, Call) and inner.name == "selected":
        return _selected(wording, inner, negated=True)
    if isinstance(inner, Joined) and inner.operator in ("=", "!="):
        return wording.compared(Joined("!=" if inner.operator == "=" else "=", inner.parts))
    if isinstance(inner, Joined) and inner.operator == "and":
        return f"not all of this at once: {wording.say(inner)}"
    return f"not ({wording.say(inner)})"


def _if(wording: Wording, call: Call) -> str:
    if len(call.arguments) != 3:
        return ""
    condition, then, otherwise = call.arguments
    return f"{wording.say(then)} if {wording.say(condition)}, otherwise {wording.say(otherwise)}"


def _count(wording: Wording, call: Call) -> str:
    what = call.arguments[0] if call.arguments else None
    if not isinstance(what, Path):
        return ""
    found = wording.asked(what)
    is_repeat = found is not None and found.kind == "repeat"
    return (
        f"how many entries of “{found.title}” there are"
        if found and is_repeat
        else f"how many there are of {wording.say(what)}"
    )


def _meets(name: str, operator: str, limit: float) -> bool:
    try:
        number = float(name)
    except ValueError:
        return False
    return {"<": number < limit, "<=": number <= limit, ">": number > limit, ">=": number >= limit}[operator]


def _regex(wording: Wording, call: Call) -> str:
    if len(call.arguments) == 2 and isinstance(call.arguments[1], Text):
        return f"{wording.say(call.arguments[0])} has the form {call.arguments[1].value}"
    return ""


SPECIAL: Mapping[str, Callable[[Wording, Call], str]] = {
    "selected": _selected,
    "not": _not,
    "regex": _regex,
    "if": _if,
    "count": _count,
}
