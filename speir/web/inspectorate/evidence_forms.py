"""Forms about evidence: lodging it and withdrawing it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms

from speir.evidence.choices import Bearing, SourceKind
from speir.evidence.rules import evidence_says_something, source_is_named, withdrawal_has_a_reason
from speir.web.shared.forms import SpeirForm

if TYPE_CHECKING:
    from speir.frameworks.models import FrameworkItem
    from speir.people.models import Body

# A document's evidence is lodged from the document itself, so that it leads back to the very file.
OTHER_KINDS = [(kind.value, kind.label) for kind in SourceKind if kind != SourceKind.DOCUMENT]
Grouped = list[tuple[str, object]]


def grouped(indicators: Sequence["FrameworkItem"]) -> Grouped:
    """Indicators as choices, under the key areas they belong to."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for item in indicators:
        above = f"{item.parent.number} {item.parent.title}" if item.parent else ""
        groups.setdefault(above, []).append((str(item.pk), f"{item.number} {item.title}"))
    alone: Grouped = list(groups.pop("", []))
    return alone + list(groups.items())


def agencies(bodies: Sequence["Body"]) -> list[tuple[str, str]]:
    """Bodies as choices, with nobody in particular first."""
    return [("", "Nobody in particular"), *[(str(body.pk), body.name) for body in bodies]]


class LodgeForm(SpeirForm):
    """What a source says about one indicator, and which way it bears."""

    item = forms.ChoiceField(
        label="Indicator", error_messages={"required": "Choose the indicator that this bears on."}
    )
    locator = forms.CharField(
        label="Where in it",
        required=False,
        max_length=200,
        help_text="For example: page 12, or section 3.2.",
    )
    says = forms.CharField(
        label="What it says",
        widget=forms.Textarea,
        help_text="Two or three sentences. Name nobody who receives care.",
        error_messages={"required": evidence_says_something.message},
    )
    bearing = forms.ChoiceField(
        label="Which way it bears",
        choices=Bearing.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose which way it bears on the indicator."},
    )
    agency = forms.ChoiceField(label="Body it is about", required=False)

    def __init__(
        self,
        *args: Any,
        indicators: Sequence["FrameworkItem"],
        bodies: Sequence["Body"],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self._indicators = {str(item.pk): item for item in indicators}
        self._bodies = {str(body.pk): body for body in bodies}
        self.fields["item"].choices = [("", "Choose an indicator"), *grouped(indicators)]  # type: ignore[attr-defined]
        self.fields["agency"].choices = agencies(bodies)  # type: ignore[attr-defined]

    @property
    def indicator(self) -> "FrameworkItem":
        """The indicator that was chosen."""
        return self._indicators[self.cleaned_data["item"]]

    @property
    def body(self) -> "Body | None":
        """The body that was chosen, if any."""
        return self._bodies.get(self.cleaned_data["agency"])

    @property
    def bears(self) -> Bearing:
        """Which way it bears."""
        return Bearing(self.cleaned_data["bearing"])


class LodgeFromDocumentForm(LodgeForm):
    """The same, read out of one of the files handed over for a document."""

    file = forms.ChoiceField(label="File", error_messages={"required": "Choose the file you read."})
    field_order = ["file", "item", "locator", "says", "bearing", "agency"]

    def __init__(self, *args: Any, files: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["file"].choices = files  # type: ignore[attr-defined]


class LodgeOtherForm(LodgeForm):
    """The same, from records, surveys and people."""

    source_kind = forms.ChoiceField(
        label="Source",
        choices=OTHER_KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the kind of source."},
    )
    source_title = forms.CharField(
        label="Which one",
        max_length=300,
        help_text="So that others can find it, for example: Records of adults at risk, 50 read.",
        error_messages={"required": source_is_named.message},
    )
    field_order = ["source_kind", "source_title", "item", "locator", "says", "bearing", "agency"]


class WithdrawEvidenceForm(SpeirForm):
    """Why an item is taken out of use."""

    why = forms.CharField(
        label="Why it is withdrawn",
        widget=forms.Textarea,
        help_text="The item stays readable, struck through, with your reason.",
        error_messages={"required": withdrawal_has_a_reason.message},
    )
