"""Forms of the judgement page: one's own, reopening it, and the team's."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms

from speir.evaluations.rules import (
    evidence_is_cited,
    level_is_on_the_scale,
    rationale_is_written,
    reason_is_given,
)
from speir.web.inspectorate.evidence_lines import EvidenceLine
from speir.web.shared.forms import EditForm, SpeirForm

if TYPE_CHECKING:
    from speir.frameworks.models import ScaleLevel
    from speir.people.models import Person


class LevelForm(EditForm):
    """A level and why."""

    level = forms.ChoiceField(
        label="Level",
        widget=forms.RadioSelect,
        error_messages={"required": level_is_on_the_scale.message},
    )
    rationale = forms.CharField(
        label="Rationale",
        widget=forms.Textarea,
        help_text="Why this level and not the one above or below it. Say what you set aside, and why.",
        error_messages={"required": rationale_is_written.message},
    )

    def __init__(self, *args: Any, levels: Sequence["ScaleLevel"], **options: Any) -> None:
        super().__init__(*args, **options)
        self._levels = {level.key: level for level in levels}
        self.fields["level"].choices = [(level.key, level.label) for level in levels]  # type: ignore[attr-defined]
        if any(level.is_indicative for level in levels):
            self.fields["level"].help_text = "The wording of these levels is indicative."

    @property
    def chosen(self) -> "ScaleLevel":
        """The level that was chosen."""
        return self._levels[self.cleaned_data["level"]]


class OwnForm(LevelForm):
    """One inspector's own judgement, with the evidence it rests on."""

    evidence = forms.MultipleChoiceField(
        label="Evidence it rests on",
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick every item that your rationale leans on, for and against.",
        error_messages={"required": evidence_is_cited.message},
    )

    def __init__(self, *args: Any, lines: Sequence[EvidenceLine], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["evidence"].choices = cited_choices(lines)  # type: ignore[attr-defined]


class TeamForm(LevelForm):
    """The team's judgement, which people choose and nobody computes."""


class ReopenForm(SpeirForm):
    """Why a submitted evaluation is taken back."""

    why = forms.CharField(
        label="Why you take it back",
        widget=forms.Textarea,
        help_text="What you submitted is kept, and shown beside the new version.",
        error_messages={"required": reason_is_given.message},
    )


class ReopenForForm(SpeirForm):
    """Whose evaluation the lead reopens, and why."""

    inspector = forms.ChoiceField(
        label="Whose evaluation",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whose evaluation to reopen."},
    )
    why = forms.CharField(
        label="Why it is reopened",
        widget=forms.Textarea,
        help_text="Both versions are kept and shown, with this reason and that the others' could be read.",
        error_messages={"required": reason_is_given.message},
    )

    def __init__(self, *args: Any, people: Sequence["Person"], **options: Any) -> None:
        super().__init__(*args, **options)
        self._people = {str(person.pk): person for person in people}
        self.fields["inspector"].choices = [(pk, person.full_name) for pk, person in self._people.items()]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> "Person":
        """Whose."""
        return self._people[self.cleaned_data["inspector"]]


def cited_choices(lines: Sequence[EvidenceLine]) -> list[tuple[str, str]]:
    """Items of evidence as choices: number, indicator, source and bearing."""
    return [(line.id, _cited_words(line)) for line in lines]


def _cited_words(line: EvidenceLine) -> str:
    return f"E{line.number} on {line.indicator}: {line.kind.label.lower()}, {line.bearing.label.lower()}"


def cited_hints(lines: Sequence[EvidenceLine], longest: int = 160) -> dict[str, str]:
    """What each item says, shortened at a word."""
    return {line.id: shortened(line.says, longest) for line in lines}


def shortened(text: str, longest: int) -> str:
    """The text on one line, cut between words and marked when it is longer."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[:longest].rsplit(" ", 1)[0] + " …"
