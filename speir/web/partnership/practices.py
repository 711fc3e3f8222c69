"""Good practice for partnerships: what works elsewhere, and what one's own partnership made of it."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.foundations.uk_clock import uk_today
from speir.good_practice import operations, queries
from speir.good_practice.choices import Topic, UptakeKind
from speir.good_practice.rules import uptake_names_the_partnership, uptake_says_the_result
from speir.web.shared.forms import SpeirForm
from speir.web.shared.good_practice import (
    PracticeLine,
    PracticeShown,
    TopicsForm,
    chosen,
    practice_lines,
    practice_shown,
)
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, partnership_screen
from speir.web.shared.small_forms import Given, SmallForms

if TYPE_CHECKING:
    from speir.partnerships.models import Partnership


class UptakeForm(SpeirForm):
    """What one's own partnership made of it; which one is asked of whoever belongs to more than one."""

    kind = forms.ChoiceField(
        label="What we did", choices=UptakeKind.choices(), error_messages={"required": "Choose what you did."}
    )
    result = forms.CharField(
        label="With what result",
        help_text="It stands beside the practice with your partnership's name, also in public.",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": uptake_says_the_result.message},
    )


@dataclass(frozen=True)
class PracticesPage:
    """What is checked and has not expired."""

    lines: tuple[PracticeLine, ...]


@partnership_screen(methods=READ_AND_CHANGE)
def partnership_practices(request: SignedInRequest) -> HttpResponseBase:
    """What works elsewhere; the topics one reads of."""

    def choose(given: Given) -> object:
        topics = {Topic(topic) for topic in given["topics"]}
        operations.choose_topics(topics=topics, by=request.user, at=timezone.now())
        return chosen(topics)

    sent = SmallForms(request, {"topics": (TopicsForm, choose, str)})
    if sent.is_done:
        return redirect("partnership_practices")
    sent.shown["topics"].initial["topics"] = sorted(queries.topics_of(request.user))
    page = PracticesPage(practice_lines(queries.current_practices(uk_today()), uk_today()))
    return render_page(request, "partnership/practices.html.jinja", page, form=sent.failed, forms=sent.shown)


@dataclass(frozen=True)
class PracticePage:
    """One practice, and whether what one's own partnership made of it can be recorded."""

    shown: PracticeShown
    is_from_elsewhere: bool


@partnership_screen(methods=READ_AND_CHANGE)
def partnership_practice(request: SignedInRequest, practice_id: UUID) -> HttpResponseBase:
    """One practice, and recording what one's own partnership made of it."""
    found = queries.current_practice(practice_id, uk_today())
    if found is None:
        raise Http404

    own = {each.slug: each for each in queries.partnerships_elsewhere(request.user, found)}

    def record(given: Given) -> object:
        kind, where = UptakeKind(given.pop("kind")), own.get(given.pop("partnership", ""))
        return operations.record_uptake(
            practice=found, kind=kind, partnership=where, by=request.user, at=timezone.now(), **given
        )

    done = "Recorded. It stands beside the practice now."
    sent = SmallForms(request, {"uptake": (partial(_uptake_form, own), record, done)})
    if sent.is_done:
        return redirect("partnership_practice", practice_id=practice_id)
    page = PracticePage(practice_shown(found, uk_today(), is_named=False), bool(own))
    return render_page(request, "partnership/practice.html.jinja", page, form=sent.failed, forms=sent.shown)


def _uptake_form(own: "dict[str, Partnership]", *given: Any, **options: Any) -> UptakeForm:
    form = UptakeForm(*given, **options)
    if len(own) > 1:
        named = [(slug, each.full_name) for slug, each in own.items()]
        asked = {"required": uptake_names_the_partnership.message}
        form.fields["partnership"] = forms.ChoiceField(
            label="Which partnership", choices=[("", "Choose"), *named], error_messages=asked
        )
    return form


ADDRESSES = [
    path("practice-elsewhere/", partnership_practices, name="partnership_practices"),
    path(
        "practice-elsewhere/<uuid:practice_id>/",
        partnership_practice,
        name="partnership_practice",
    ),
]
