"""Whose turn it is because of a frame."""

from speir.inspections.turns import Turn
from speir.people.choices import Role


def to_draw() -> Turn:
    """The line between a frame that is there and the draw."""
    return Turn(
        key="draw_sample",
        title="Draw the sample of records",
        why="The frame of records is there; nothing has been drawn from it.",
        roles=frozenset({Role.LEAD_INSPECTOR, Role.SUPPORT_OFFICER}),
    )
