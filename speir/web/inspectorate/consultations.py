"""Consultations on draft frameworks: every one of them, and preparing one."""

from dataclasses import dataclass

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.consultations.operations import prepare_consultation
from speir.consultations.permissions import may_consult
from speir.consultations.queries import consultations, drafts_to_consult_on
from speir.foundations.uk_clock import uk_today
from speir.people.queries import standing_everywhere
from speir.programmes.queries import programmes
from speir.web.inspectorate.choosing import set_choices
from speir.web.inspectorate.consultation_forms import PrepareForm
from speir.web.shared.consulting import ConsultationLine, consultation_lines
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.small_forms import Given, SmallForms


@dataclass(frozen=True)
class ConsultationsPage:
    """The list; ``prepare_refused`` is "" when the reader may prepare one."""

    lines: tuple[ConsultationLine, ...]
    prepare_refused: str


PREPARED = "The consultation is prepared. Nobody outside sees it until it is opened."


@inspectorate_screen(methods=READ_AND_CHANGE)
def consultation_list(request: SignedInRequest) -> HttpResponseBase:
    """Every consultation; a POST prepares one."""
    drafts = {str(each.pk): each for each in drafts_to_consult_on()}
    known = {str(each.pk): each for each in programmes()}

    def form(*given: object, **options: object) -> PrepareForm:
        made = PrepareForm(*given, **options)  # type: ignore[arg-type]
        set_choices(made, "framework", [("", "Choose"), *((pk, str(each)) for pk, each in drafts.items())])
        set_choices(made, "programme", [("", "None"), *((pk, each.name) for pk, each in known.items())])
        return made

    def prepare(given: Given) -> object:
        given["framework"] = drafts[given["framework"]]
        given["programme"] = known.get(given["programme"])
        return prepare_consultation(by=request.user, at=timezone.now(), **given)

    sent = SmallForms(request, {"prepare": (form, prepare, PREPARED)})
    if sent.is_done:
        return redirect("consultations")
    refused = may_consult.reason_refused(standing_everywhere(request.user)) or ""
    page = ConsultationsPage(consultation_lines(consultations(), uk_today()), refused)
    return render_page(
        request, "inspectorate/consultations.html.jinja", page, form=sent.failed, forms=sent.shown
    )


ADDRESSES = [path("office/consultations/", consultation_list, name="consultations")]
