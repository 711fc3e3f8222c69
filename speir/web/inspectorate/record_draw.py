"""Drawing the sample: sizes, seed, and what the draw will do, before it is done."""

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.record_samples import rules
from speir.record_samples.choices import Population
from speir.record_samples.drawing import Asked, usually_asked
from speir.record_samples.operations import draw_sample
from speir.record_samples.permissions import may_draw_sample, may_see_samples
from speir.record_samples.queries import draw_of, frame_counts, frame_of, units_of
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.inspectorate.opened import open_inspection, why_not
from speir.web.shared.forms import SpeirForm, perform
from speir.web.shared.pages import render_page
from speir.web.shared.record_frames import CountLine, count_lines
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen

if TYPE_CHECKING:
    from speir.inspections.models import Inspection
    from speir.people.standing import Standing


def _number(label: str, hint: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=hint,
        min_value=0,
        max_value=rules.MOST,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


class DrawForm(SpeirForm):
    """Targets, reserves, the fewest from each locality, and the seed."""

    investigation = _number(
        f"{Population.INVESTIGATION.label}: how many", "A cap: a small group is read whole."
    )
    inquiry = _number(f"{Population.INQUIRY.label}: how many", "A cap as well.")
    reserves = _number("Reserves for each", "Drawn to stand in for records that cannot be read.")
    least = _number("Fewest from each locality", "0 leaves it to each locality’s share.")
    seed = forms.CharField(
        label="Seed",
        max_length=100,
        help_text="It decides who is drawn. Keep this one, or agree one together, such as thrown dice.",
    )
    why_again = forms.CharField(
        label="Why it is drawn again",
        widget=forms.Textarea,
        max_length=1000,
        help_text="The reason stands beside both draws for good.",
        error_messages={"required": rules.drawing_again_has_a_reason.message},
    )

    def __init__(self, *args: Any, is_drawn: bool, **options: Any) -> None:
        usual = usually_asked(secrets.token_hex(8))
        initial: dict[str, object] = {
            population.value: usual.targets[population] for population in Population
        }
        initial |= {"reserves": usual.reserves[Population.INQUIRY], "least": 0, "seed": usual.seed}
        super().__init__(*args, **{"initial": initial, **options})
        self.fields["why_again"].required = is_drawn

    @property
    def asked(self) -> Asked:
        """What is asked of the draw."""
        given = self.cleaned_data
        return Asked(
            given["seed"],
            {population: given[population] for population in Population},
            dict.fromkeys(Population, given["reserves"]),
            given["least"],
        )


@dataclass(frozen=True)
class DrawPage:
    """The form, beside what can be drawn from; ``refused`` is "" when this person may draw now."""

    header: InspectionHeader
    counts: tuple[CountLine, ...]
    is_drawn: bool
    refused: str


def draw_page(inspection: "Inspection", standing: "Standing") -> DrawPage:
    """What the page prints."""
    frame, draw = frame_of(inspection), draw_of(inspection)
    return DrawPage(
        header=inspection_header(inspection, standing, here="records", heading="Draw the sample"),
        counts=count_lines(frame_counts(units_of(frame))) if frame else (),
        is_drawn=draw is not None,
        refused=why_not(
            standing,
            may_draw_sample,
            rules.inspection_takes_a_frame.reason(inspection.status),
            rules.there_is_a_frame.reason(frame is not None),
            rules.reading_has_not_begun.reason(draw is not None and draw.closed_at is not None),
        ),
    )


@inspectorate_screen(methods=READ_AND_CHANGE)
def draw(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Choose sizes and seed, and draw."""
    inspection, standing = open_inspection(request, reference, may_see_samples)
    form = DrawForm(request.POST or None, is_drawn=draw_of(inspection) is not None)
    if form.is_valid() and perform(
        request,
        form,
        lambda: draw_sample(
            inspection=inspection,
            asked=form.asked,
            why_again=form.cleaned_data["why_again"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done="The sample is drawn. Anybody with the receipt and the frame can draw it again.",
    ):
        return redirect("records", reference=reference)
    page = draw_page(inspection, standing)
    return render_page(request, "inspectorate/draw_sample.html.jinja", page, form=form)


ADDRESSES = [path("inspections/<slug:reference>/records/draw/", draw, name="draw_sample")]
