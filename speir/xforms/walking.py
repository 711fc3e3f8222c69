"""Going through a syntax tree."""

from collections.abc import Iterator

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


def calls_in(tree: Node) -> Iterator[Call]:
    """Every call of a tree."""
    return (node for node in everything_in(tree) if isinstance(node, Call))
