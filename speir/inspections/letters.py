"""The words of the notification letter. Indicative: the official letter's text was not available to us."""

INDICATIVE_TEXT = """\
{recipient}
{post}, {body}

{title}: {partnership}

We write to tell you that {partnership} will be inspected jointly by {bodies}.

The inspection starts on {starts_on}. We plan to publish our report on {publishes_on}.
It asks how good the partnership is at: {questions}.

{lead} leads the inspection and will be in touch with the partnership's inspection coordinator.
Please acknowledge this letter in Speir, and see that colleagues who need to know are told.

{lead}
Lead inspector
"""


def letter_text(**words: str) -> str:
    """The letter to one head, from the words of the inspection."""
    return INDICATIVE_TEXT.format(**words)
