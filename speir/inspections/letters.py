"""The words of the notification letter. Indicative: the official letter's text was not available to us."""

from collections.abc import Sequence

from speir.programmes.choices import PhaseKind

_FRAME = """\
{recipient}
{post}, {body}

{title}: {partnership}

%s

It starts on {starts_on}. We plan to publish what we found on {publishes_on}.
It asks how good the partnership is at: {questions}.

{lead} leads it and will be in touch with the partnership's inspection coordinator.
Please acknowledge this letter in Speir, and see that colleagues who need to know are told.

{lead}
Lead inspector
"""
_INSPECTED = {
    1: "We write to tell you that {partnership} will be inspected by {bodies}.",
    2: "We write to tell you that {partnership} will be inspected jointly by {bodies}.",
}
_OTHERWISE = {
    PhaseKind.THEMATIC: "We write about a thematic review by {bodies}, in which {partnership} takes part.",
    PhaseKind.INQUIRY: "We write to tell you that {bodies} will hold an inquiry in {partnership}.",
    PhaseKind.JOINT_REVIEW: "We write about a joint review by {bodies}, in which {partnership} takes part.",
    PhaseKind.SUPPORTED_SELF_EVALUATION: (
        "We write to welcome {partnership} to a supported self-evaluation with {bodies}."
    ),
    PhaseKind.VALIDATED_SELF_EVALUATION: (
        "We write to welcome {partnership} to a self-evaluation that {bodies} will support and validate."
    ),
}


def usual_letter(kind: str, bodies: int) -> str:
    """The letter of a method that brings no words of its own, by its kind and the number of bodies."""
    return _FRAME % _OTHERWISE.get(PhaseKind(kind), _INSPECTED[min(max(bodies, 1), 2)])


def in_words(names: Sequence[str]) -> str:
    """Names as people write them: one, two and three."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
