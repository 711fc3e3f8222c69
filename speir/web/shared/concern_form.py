"""The form in which somebody of either side raises a concern, and what every page says of one."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django import forms
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils import timezone

from speir.concerns.choices import ConcernSource
from speir.concerns.operations import raise_concern
from speir.concerns.queries import times_raised
from speir.concerns.rules import says_what_was_seen, says_why_it_worries
from speir.inspections.queries import lead_of
from speir.web.shared import words
from speir.web.shared.forms import SpeirForm, perform

if TYPE_CHECKING:
    from speir.inspections.models import Inspection
    from speir.web.shared.screens import SignedInRequest

# Whoever came from here wants to be at the list afterwards.
NOT_BACK_TO = {"raise_concern", "partnership_raise_concern", "sign_in", "start"}
NAME_NOBODY = "Name nobody. The partnership finds the person by the record's reference."


class GuardedForm(SpeirForm):
    """A form whose words must name nobody; the box to tick is shown once something looked like a name."""

    is_checked = forms.BooleanField(label="I have checked: what I wrote names nobody", required=False)

    @property
    def shows_check(self) -> bool:
        """Whether something has been found that may name somebody."""
        return bool(self.is_bound and (self.errors.get("is_checked") or self.data.get(self._check_name)))

    @property
    def _check_name(self) -> str:
        return self.add_prefix("is_checked")


class RaiseForm(GuardedForm):
    """What was seen, where, and why it worries."""

    seen = forms.CharField(
        label="What you saw, read or heard",
        widget=forms.Textarea,
        help_text=NAME_NOBODY,
        error_messages={"required": says_what_was_seen.message},
    )
    worry = forms.CharField(
        label="Why it worries you",
        widget=forms.Textarea,
        error_messages={"required": says_why_it_worries.message},
    )
    source_kind = forms.ChoiceField(
        label="Where you came upon it",
        choices=ConcernSource.choices,
        initial=ConcernSource.OTHER.value,
        error_messages={"required": "Choose where you came upon it."},
    )
    source_reference = forms.CharField(
        label="Reference of the record",
        required=False,
        max_length=60,
        help_text="As in the sample, for example NB-0042. Never a CHI number.",
    )
    is_immediate = forms.BooleanField(
        label="Somebody may be in danger now. I have also told the emergency or duty social work team.",
        required=False,
    )
    back = forms.CharField(widget=forms.HiddenInput, required=False)
    field_order = ["seen", "worry", "source_kind", "source_reference", "is_immediate", "is_checked"]


def kept_words(request: "SignedInRequest", inspection: "Inspection") -> dict[str, words.Kept]:
    """What was typed into the form and not yet sent; a concern that was sent does not come back."""
    version = times_raised(inspection, request.user)
    return {
        name: words.kept(f"concern:{inspection.pk}:{name}", version=version, by=request.user)
        for name in ("seen", "worry")
    }


def raise_form(request: "SignedInRequest", kept: dict[str, words.Kept]) -> RaiseForm:
    """The form, with what the page before it knows: ``?from=reading&record=NB-0042``."""
    given: dict[str, Any] = {name: one.or_else("") for name, one in kept.items()}
    if request.GET.get("from") in {kind.value for kind in ConcernSource}:
        given["source_kind"] = request.GET["from"]
    given["source_reference"] = request.GET.get("record", "")[:60]
    given["back"] = own_path(request, request.headers.get("Referer", ""))
    return RaiseForm(request.POST or None, initial=given)


def own_path(request: HttpRequest, address: str) -> str:
    """The path of a page of ours that can be opened again; "" for anything else."""
    parts = urlsplit(address)
    if parts.netloc and f"{parts.scheme}://{parts.netloc}" != f"{request.scheme}://{request.get_host()}":
        return ""
    try:
        found = resolve(parts.path)
    except Resolver404:
        return ""
    opens = "GET" in getattr(found.func, "methods", ()) and found.url_name not in NOT_BACK_TO
    return parts._replace(scheme="", netloc="", fragment="").geturl() if opens else ""


def raise_with(request: "SignedInRequest", form: RaiseForm, inspection: "Inspection") -> bool:
    """Raise what the form says; True when it is raised."""
    if not form.is_valid():
        return False
    return perform(request, form, _raising(request, form, inspection), done=raised_words(inspection))


def _raising(request: "SignedInRequest", form: RaiseForm, inspection: "Inspection") -> Callable[[], object]:
    given = form.cleaned_data
    return lambda: raise_concern(
        inspection=inspection,
        source_kind=ConcernSource(given["source_kind"]),
        source_reference=given["source_reference"],
        seen=given["seen"],
        worry=given["worry"],
        is_immediate=given["is_immediate"],
        is_checked=given["is_checked"],
        by=request.user,
        at=timezone.now(),
        once=form.once_key,
    )


def raised_words(inspection: "Inspection") -> str:
    """What is said when a concern has been raised."""
    lead = lead_of(inspection)
    told = (
        f"{lead.full_name}, the lead inspector, has been told"
        if lead
        else "The service manager has been told"
    )
    return f"Concern raised. {told} and decides today. You find it under Concerns."
