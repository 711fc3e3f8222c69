"""Going through a syntax tree."""

from collections.abc import Iterator
from dataclasses import replace

from speir.xforms.expressions import Binary, Call, Negative, Node, Path


def inner(node: Node) -> Iterator[Node]:
    """What stands directly inside a node."""
    match node:
        case Negative(operand):
            yield operand
        case Binary(_, left, right):
            yield left
            yield right
        case Call(_, arguments):
            yield from arguments
        case Path():
            if node.start is not None:
                yield node.start
            yield from node.start_predicates
            for step in node.steps:
                yield from step.predicates


def everything_in(tree: Node) -> Iterator[Node]:
    """Every node of a tree, itself first."""
    yield tree
    for node in inner(tree):
        yield from everything_in(node)


def replaced(tree: Node, call: str, by: Node) -> Node:
    """The tree with something else in the place of every call of a name that is given nothing."""
    match tree:
        case Call(name, ()) if name == call:
            return by
        case Negative(operand):
            return Negative(replaced(operand, call, by))
        case Binary(operator, left, right):
            return Binary(operator, replaced(left, call, by), replaced(right, call, by))
        case Call(name, arguments):
            return Call(name, _all_replaced(arguments, call, by))
        case Path():
            steps = [
                replace(step, predicates=_all_replaced(step.predicates, call, by)) for step in tree.steps
            ]
            start = None if tree.start is None else replaced(tree.start, call, by)
            conditions = _all_replaced(tree.start_predicates, call, by)
            return replace(tree, steps=tuple(steps), start=start, start_predicates=conditions)
    return tree


def _all_replaced(those: tuple[Node, ...], call: str, by: Node) -> tuple[Node, ...]:
    return tuple(replaced(each, call, by) for each in those)


def calls_in(tree: Node) -> Iterator[Call]:
    """Every call of a tree."""
    return (node for node in everything_in(tree) if isinstance(node, Call))
