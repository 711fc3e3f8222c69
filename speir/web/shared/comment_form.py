"""The form with which somebody comments on one part of a draft framework, signed in or not."""

from typing import TYPE_CHECKING

from django import forms
from django.http import HttpRequest
from django.utils import timezone

from speir.consultations.choices import WHOLE_FRAMEWORK, SpeaksAs, Stance
from speir.consultations.operations import comment
from speir.consultations.queries import draft_item, levels_to_illustrate
from speir.people.operations import VISITOR
from speir.web.shared.forms import SpeirForm, perform
from speir.web.shared.sender_marks import sender_mark

if TYPE_CHECKING:
    from speir.consultations.models import Consultation
    from speir.frameworks.models import FrameworkItem
    from speir.people.models import Person

THANKS = "Thank you. Your comment is kept."


class CommentForm(SpeirForm):
    """What somebody thinks of one part; ``website`` is seen by programs alone."""

    level = forms.ChoiceField(required=False)  # of the item that is commented on
    stance = forms.ChoiceField(
        label="What you think",
        choices=Stance.choices(),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you think."},
    )
    text = forms.CharField(
        label="In your own words",
        help_text="What is unclear, or what you would change and why. Please name nobody.",
        widget=forms.Textarea,
        max_length=4000,
        required=False,
    )
    speaks_as = forms.ChoiceField(label="You speak as", choices=SpeaksAs.choices(), required=False)
    may_be_quoted = forms.BooleanField(
        label="My words may be published as I wrote them, without my name", required=False
    )
    may_be_named = forms.BooleanField(
        label="The name of my organisation may stand beside them", required=False
    )
    website = forms.CharField(label="Leave this empty", required=False, max_length=200)

    def of(self, item: "FrameworkItem | None", *, is_signed_in: bool) -> "CommentForm":
        """The form for one part of the draft."""
        levels = levels_to_illustrate(item) if item else []
        offered = [(key, f"What “{label}” looks like") for key, label in levels]
        self.fields["level"] = forms.ChoiceField(
            label="What your comment is about", choices=[("", "All of it"), *offered], required=False
        )
        if not levels:
            del self.fields["level"]
        if not is_signed_in:
            del self.fields["may_be_named"]
        self.fields["speaks_as"].initial = SpeaksAs.NOT_SAID.value
        return self


def part_of(consultation: "Consultation", number: str) -> tuple[bool, "FrameworkItem | None"]:
    """Whether that part of the draft exists, and its item; all of the draft has none."""
    if number == WHOLE_FRAMEWORK:
        return True, None
    item = draft_item(consultation, number)
    return item is not None, item


def send_comment(
    request: HttpRequest,
    form: CommentForm,
    consultation: "Consultation",
    item: "FrameworkItem | None",
    person: "Person | None",
) -> bool:
    """Keep what was sent; True when it is kept."""
    given = form.cleaned_data
    return perform(
        request,
        form,
        lambda: comment(
            consultation=consultation,
            item=item,
            level_key=given.get("level", ""),
            stance=Stance(given["stance"]),
            text=given["text"],
            speaks_as=SpeaksAs(given["speaks_as"] or SpeaksAs.NOT_SAID),
            may_be_quoted=given["may_be_quoted"],
            may_be_named=given.get("may_be_named", False),
            filled_in=given["website"],
            sender_mark="" if person else sender_mark(request.META.get("REMOTE_ADDR", "")),
            by=person or VISITOR,
            at=timezone.now(),
            once=form.once_key,
        ),
        done=THANKS,
    )
