"""Forms about risks, and about barriers and enablers."""

from django import forms

from speir.area_risks.choices import SCORED, FactorKind, Impact, RiskStatus
from speir.area_risks.rules import (
    LEAST,
    MOST,
    likelihood_is_a_percentage,
    says_how_it_is_known,
    says_what_would_change_my_mind,
    says_why,
)
from speir.area_teams.choices import Tier
from speir.web.design_system.fields import DayField
from speir.web.shared.forms import SpeirForm

NOT_A_PERCENTAGE = dict.fromkeys(
    ("required", "invalid", "min_value", "max_value"), likelihood_is_a_percentage.message
)


def likelihood() -> forms.IntegerField:
    """A whole percentage."""
    return forms.IntegerField(
        label="How likely, in percent",
        min_value=LEAST,
        max_value=MOST,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages=NOT_A_PERCENTAGE,
    )


def why(label: str = "Why", missing: str = says_why.message) -> forms.CharField:
    """A reason in a sentence."""
    return forms.CharField(
        label=label, widget=forms.Textarea, max_length=2000, error_messages={"required": missing}
    )


def tier() -> forms.ChoiceField:
    """Who may read it."""
    return forms.ChoiceField(
        label="Who may read this",
        choices=Tier.choices(),
        initial=Tier.OWN_BODY.value,
        error_messages={"required": "Choose who may read this."},
    )


class RiskForm(SpeirForm):
    """A risk as a forecast."""

    statement = forms.CharField(
        label="What would have happened",
        help_text="So that somebody else can tell later whether it did.",
        max_length=1000,
        error_messages={"required": "Say what would have happened."},
    )
    horizon_on = DayField(label="By when", error_messages={"required": "Enter the day by which."})
    likelihood = likelihood()
    impact = forms.ChoiceField(
        label="What it would mean",
        choices=Impact.choices(),
        error_messages={"required": "Choose what it would mean."},
    )
    why = why()
    would_change = forms.CharField(
        label="What would change my mind",
        max_length=1000,
        error_messages={"required": says_what_would_change_my_mind.message},
    )
    tier = tier()


class ForecastForm(SpeirForm):
    """A further view of a risk."""

    likelihood = likelihood()
    why = why()


class ResolveForm(SpeirForm):
    """What became of a risk."""

    as_ = forms.ChoiceField(
        label="What became of it",
        choices=[(each.value, each.label) for each in (*SCORED, RiskStatus.VOID)],
        error_messages={"required": "Choose what became of it."},
    )
    outcome = why("How you know", says_how_it_is_known.message)


class FactorForm(SpeirForm):
    """A barrier or an enabler."""

    kind = forms.ChoiceField(
        label="Which", choices=FactorKind.choices(), error_messages={"required": "Choose which."}
    )
    text = forms.CharField(
        label="What it is",
        max_length=1000,
        error_messages={"required": "Say what it is, in a sentence."},
    )
    tier = tier()


class MoveFactorForm(SpeirForm):
    """What became of a barrier or an enabler."""

    to = forms.ChoiceField(label="It is now", error_messages={"required": "Choose how it stands now."})
    why = why()
