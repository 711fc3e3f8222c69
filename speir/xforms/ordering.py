"""In which order the nodes of a form are worked out, so that each finds what it hangs on done."""

from collections.abc import Iterable, Mapping

from speir.xforms.emitting import Names, Place, paths_in
from speir.xforms.evaluating import Expression
from speir.xforms.faults import Fault, FormFaults
from speir.xforms.parts import Question
from speir.xforms.walking import calls_in


def order(
    nodes: Mapping[Names, Question], children: Mapping[Names, tuple[Names, ...]], repeats: frozenset[Names]
) -> tuple[Names, ...]:
    """Every node after those it hangs on; raises FormFaults when some hang on each other in a ring."""
    needs = {names: _needs(question, nodes, children, repeats) for names, question in nodes.items()}
    done: dict[Names, bool] = {}
    found: list[Names] = []
    for names in nodes:
        _visit(names, needs, done, found)
    return tuple(found)


def _visit(
    start: Names, needs: Mapping[Names, set[Names]], done: dict[Names, bool], found: list[Names]
) -> None:
    waiting: list[tuple[Names, bool]] = [(start, False)]
    path: list[Names] = []
    while waiting:
        names, is_left = waiting.pop()
        if is_left:
            path.pop()
            done[names] = True
            found.append(names)
            continue
        if done.get(names):
            continue
        if names in done:
            _ring(path, names)
        done[names] = False
        path.append(names)
        waiting.append((names, True))
        for need in sorted(needs[names]):
            if need in done and not done[need]:
                _ring(path, need)
            if need not in done:
                waiting.append((need, False))


def _ring(path: list[Names], names: Names) -> None:
    ring = path[path.index(names) :] if names in path else [names]
    told = ", ".join("/" + "/".join(each) for each in ring[:6])
    raise FormFaults(
        Fault(
            f"/{'/'.join(names)}",
            f"These hang on each other in a ring: {told}.",
            "Let one of them stand alone.",
        )
    )


def _needs(
    question: Question,
    nodes: Mapping[Names, Question],
    children: Mapping[Names, tuple[Names, ...]],
    repeats: frozenset[Names],
) -> set[Names]:
    found: set[Names] = set()
    if len(question.names) > 1:
        found.add(question.names[:-1])
    for expression in (question.relevant, question.calculate, question.repeat_count):
        if expression is None:
            continue
        for path in _read_by(expression, question, nodes, repeats):
            if expression is question.relevant and _is_inside(path, question.names):
                continue  # nothing stands there before the group applies; publishing refuses it
            found |= _with_below(path, question.names, nodes, children)
    found.discard(question.names)
    return found


def _read_by(
    expression: Expression, question: Question, nodes: Mapping[Names, Question], repeats: frozenset[Names]
) -> set[Names]:
    """What an expression reads: also what stands within the words of a choice whose name it asks for."""
    found = paths_in(expression.tree, Place(question.names, repeats))
    if any(call.name == "jr:choice-name" for call in calls_in(expression.tree)):
        for names in list(found):
            for choice in nodes[names].choices if names in nodes else ():
                for pieces in choice.label.by_language.values():
                    for piece in pieces:
                        if not isinstance(piece, str):
                            found |= paths_in(piece.tree, Place(names, repeats))
    return found


def _is_inside(path: Names, around: Names) -> bool:
    return len(path) > len(around) and path[: len(around)] == around


def hang_on_own(nodes: Mapping[Names, Question], repeats: frozenset[Names]) -> dict[Names, list[Names]]:
    """Groups and repeats that apply or not by an answer inside themselves, with those answers."""
    found: dict[Names, list[Names]] = {}
    for names, question in nodes.items():
        if question.relevant is not None:
            for path in paths_in(question.relevant.tree, Place(names, repeats)):
                if path in nodes and _is_inside(path, names):
                    found.setdefault(names, []).append(path)
    return found


def refusals(around: Mapping[Names, list[Names]]) -> list[Fault]:
    """What publishing says of groups that hang on themselves."""
    return [
        Fault(
            f"/{'/'.join(names)}, relevant",
            f"this hangs on “{paths[0][-1]}” inside itself: once hidden, nobody can bring it back.",
            "ask that question before it, outside.",
        )
        for names, paths in around.items()
    ]


def _with_below(
    path: Names, own: Names, nodes: Mapping[Names, Question], children: Mapping[Names, tuple[Names, ...]]
) -> set[Names]:
    if path not in nodes:
        return set()
    found = {path}
    if own[: len(path)] != path:  # what it is itself inside is not worked out before it
        for child in children.get(path, ()):
            found |= _with_below(child, own, nodes, children)
    return found


def dependants(
    nodes: Mapping[Names, Question], everything: Iterable[Names], repeats: frozenset[Names]
) -> dict[Names, set[Names]]:
    """What reads each node, directly: for logic reports and for finding unused questions."""
    found: dict[Names, set[Names]] = {names: set() for names in everything}
    for names, question in nodes.items():
        expressions = (
            question.relevant, question.calculate, question.repeat_count, question.constraint,
            question.required, question.readonly, question.itemset.nodes if question.itemset else None,
        )  # fmt: skip
        for expression in expressions:
            if expression is not None:
                for path in paths_in(expression.tree, Place(names, repeats)):
                    found.setdefault(path, set()).add(names)
    return found
