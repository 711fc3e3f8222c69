"""Printing a question once: the same question with the same answer is the same HTML, whoever is asked.

A question that is answered by choosing is kept as it was printed, with the very `Asked` that says all that
is printed, so nobody gets what was printed for another answer. Of one that is answered by typing only what
stands around the answer is kept, and the answer is written into it: nobody's own words stay in memory.
"""

from collections.abc import Callable

from markupsafe import Markup, escape

from speir.web.shared.questions.asked import Asked, Stencil

Macro = Callable[[Asked, bool], Markup]


def printed(macro: Macro, asked: Asked, is_off: bool) -> Markup:
    """A question as the macro prints it, hidden when it does not apply now."""
    if asked.stencil is not None:
        return _filled(macro, asked, asked.stencil, is_off)
    if asked.printed is None:
        return macro(asked, is_off)
    html = asked.printed.get(is_off)
    if html is None:
        html = asked.printed[is_off] = macro(asked, is_off)
    return html


def _filled(macro: Macro, asked: Asked, stencil: Stencil, is_off: bool) -> Markup:
    pieces = stencil.pieces.get(is_off)
    if pieces is None:
        pieces = stencil.pieces[is_off] = tuple(macro(stencil.asked, is_off).split(stencil.mark))
    values = [box.value for box in asked.boxes] if asked.control == "boxes" else [asked.value]
    if len(pieces) != len(values) + 1:
        # The author's own words hold the mark.
        return macro(asked, is_off)
    written = [pieces[0]]
    for value, piece in zip(values, pieces[1:], strict=True):
        written += escape(value), piece
    return Markup("".join(written))  # noqa: S704 (pieces that the macro printed, and answers escaped)
