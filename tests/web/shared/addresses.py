"""A handful of screens with known behaviour, so that these tests lean on nobody else's."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template import engines
from django.urls import include, path

from speir.foundations.refusals import AlreadyDone, NotAllowed, NotNow, Reason
from speir.web.shared import gallery, question_gallery
from speir.web.shared.forms import SpeirForm
from speir.web.shared.screens import (
    READ_AND_CHANGE,
    SignedInRequest,
    inspectorate_screen,
    partnership_screen,
    public_screen,
    signed_in_screen,
)
from speir.web.shared.words import kept


@public_screen()
def for_anybody(request: HttpRequest) -> HttpResponseBase:
    """Public."""
    return HttpResponse("public")


@inspectorate_screen(methods=READ_AND_CHANGE)
def for_inspectors(request: SignedInRequest) -> HttpResponseBase:
    """Scrutiny side."""
    return HttpResponse(f"for {request.user.full_name}")


@partnership_screen()
def for_partners(request: SignedInRequest) -> HttpResponseBase:
    """Partnership side."""
    return HttpResponse(f"for {request.user.full_name}")


@signed_in_screen()
def for_both(request: SignedInRequest) -> HttpResponseBase:
    """Both sides."""
    return HttpResponse(f"for {request.user.full_name}")


class NoteForm(SpeirForm):
    """One field whose words are kept."""

    says = forms.CharField(label="What it says", widget=forms.Textarea)


NOTE = """
{% extends "shared/base.html.jinja" %}
{% from "shared/navigation.html.jinja" import signed_in %}
{% block navigation %}{{ signed_in(person, csrf_input) }}{% endblock %}
{% block title %}Note{% endblock %}
{% block heading %}{{ ds.page_heading("Note") }}{% endblock %}
{% block main %}
{% call ds.form(form, csrf_input) %}
{{ ds.textarea(form.says, keep=keep) }}
{{ ds.button("Send") }}
{% endcall %}
{% endblock %}
"""


@inspectorate_screen(methods=READ_AND_CHANGE)
def note(request: SignedInRequest, version: int) -> HttpResponseBase:
    """A note whose record has been saved ``version`` times; version 2 says something already."""
    keep = kept("note", version=version, by=request.user)
    form = NoteForm(initial={"says": keep.or_else("the saved words" if version == 2 else "")})
    if request.method == "POST":
        form = NoteForm(request.POST)
        if form.is_valid() and "not this" not in form.cleaned_data["says"]:
            return redirect(f"/note/{version + 1}/")
    page = (
        engines["jinja2"]
        .from_string(NOTE)
        .render({"form": form, "keep": keep, "person": request.user}, request)
    )
    return HttpResponse(page)


RAISES = {
    "not-allowed": NotAllowed(Reason("Only the lead inspector can do this.")),
    "not-now": NotNow(Reason("This is planned. It must be notified first.")),
    "twice": AlreadyDone("some-id"),
    "missing": Http404(),
    "fault": ZeroDivisionError("secret inner words"),
}


@public_screen()
def raises(request: HttpRequest, what: str) -> HttpResponseBase:
    """Raise the thing that is asked for."""
    raise RAISES[what]


# The pages that the bars and feet of both sides lead to.
IN_THE_BARS = (
    *("my_areas", "programmes", "areas", "practices", "signals", "frameworks", "questionnaires"),
    *("who_may_do_what", "partnership_support", "partnership_summaries"),
    *("partnership_practices", "partnership_consultations"),
)
urlpatterns = [
    path("", include("speir.web.shared.urls")),
    path("design-system/", gallery.gallery, name="gallery"),
    path("design-system/questions/", question_gallery.question_gallery, name="question_gallery"),
    path("public/", for_anybody, name="public_home"),
    path("inspectors/", for_inspectors, name="my_work"),
    path("partners/", for_partners, name="partnership_home"),
    path("both/", for_both),
    path("note/<int:version>/", note),
    path("raises/<slug:what>/", raises),
    *(path(f"bar/{name}/", for_both, name=name) for name in IN_THE_BARS),
]
handler400 = "speir.web.shared.errors.bad_request"
handler403 = "speir.web.shared.errors.permission_denied"
handler404 = "speir.web.shared.errors.not_found"
handler500 = "speir.web.shared.errors.server_fault"
