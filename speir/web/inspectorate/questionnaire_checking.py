"""Checking an author's workbook: every fault by its cell, then findings, minutes, differences, publishing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.foundations.refusals import Reason, RuleBroken
from speir.people.queries import standing_everywhere
from speir.questionnaires.choices import TemplateKind
from speir.questionnaires.differences import Difference
from speir.questionnaires.operations import check_template, publish_template
from speir.questionnaires.permissions import may_publish_templates
from speir.questionnaires.queries import (
    checked_template,
    differences_between,
    logic_of,
    newest_version,
    published_from,
    questions_of,
    why_not_new,
)
from speir.questionnaires.trying import LARGEST
from speir.web.design_system.fields import FilesField
from speir.web.inspectorate.questionnaire_places import FaultAt, faults_at
from speir.web.shared.forms import SpeirForm, perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.showing import MEGABYTE, count, file_size
from speir.xforms.faults import FormFaults
from speir.xforms.logic_report import Line

if TYPE_CHECKING:
    from speir.questionnaires.models import CheckedTemplate, TemplateVersion

MOST = f"{LARGEST // MEGABYTE} MB"


class WorkbookForm(SpeirForm):
    """A workbook, the files it reads, and what it is for."""

    kind = forms.ChoiceField(
        label="What it is for",
        choices=TemplateKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the template is for."},
    )
    file = forms.FileField(
        label="Workbook",
        help_text=f"An XLSForm in Excel (.xlsx), at most {MOST}.",
        allow_empty_file=True,
        error_messages={"required": "Choose the workbook."},
    )
    lists = FilesField(
        label="Files it reads",
        help_text="CSV files that choices or values come from, if there are any.",
        required=False,
    )

    def clean_file(self) -> Any:
        """Refused before it is read when it is far too large."""
        given = self.cleaned_data["file"]
        if (given.size or 0) > LARGEST:
            words = f"This file is {file_size(given.size or 0)}. A workbook is at most {MOST}."
            raise forms.ValidationError(words)
        return given


class PublishForm(SpeirForm):
    """The last look before publishing."""

    is_looked_at = forms.BooleanField(
        label="I have looked at every finding that will be wrong sooner or later; each is meant so",
        required=False,
    )
    note = forms.CharField(
        label="What is new in this version",
        help_text="Read by everybody who begins to work with it.",
        widget=forms.Textarea,
        required=False,
        max_length=2000,
    )


@dataclass(frozen=True)
class CheckPage:
    """The upload page: the faults of the workbook just sent, if any."""

    file: str
    faults: tuple[FaultAt, ...]


@dataclass(frozen=True)
class CheckedPage:
    """One checked workbook: what was found, and what it changes."""

    checked: "CheckedTemplate"
    kind: str
    to_mend: tuple[FaultAt, ...]
    advice: tuple[FaultAt, ...]
    questions: int
    newest: "TemplateVersion | None"
    differences: tuple[Difference, ...]
    published: "TemplateVersion | None"
    publish_refused: str


@dataclass(frozen=True)
class LogicPage:
    """The logic of a form on paper."""

    checked: "CheckedTemplate"
    lines: Sequence[Line]


@inspectorate_screen(methods=READ_AND_CHANGE)
def check_questionnaire(request: SignedInRequest) -> HttpResponseBase:
    """Choose a workbook; after faults the same page lists them all, and nothing is kept."""
    may_publish_templates.check(standing_everywhere(request.user))
    form = WorkbookForm(request.POST or None, request.FILES or None)
    faults: list[FaultAt] = []
    made: list[CheckedTemplate] = []
    if (
        request.method == "POST"
        and form.is_valid()
        and perform(
            request,
            form,
            lambda: made.append(_take_in(request, form, faults)),
            done="The workbook is checked. Nobody works with it before it is published.",
        )
    ):
        return redirect("checked_questionnaire", checked=made[0].pk) if made else redirect("questionnaires")
    # A refused form has no clean file any more; its name is still the sender's.
    name = str(getattr(request.FILES.get("file"), "name", "")) if faults else ""
    page = CheckPage(name, tuple(faults))
    return render_page(request, "inspectorate/check_questionnaire.html.jinja", page, form=form)


def _take_in(request: SignedInRequest, form: WorkbookForm, faults: list[FaultAt]) -> "CheckedTemplate":
    file = form.cleaned_data["file"]
    try:
        return check_template(
            workbook=file,
            media=form.cleaned_data["lists"],
            kind=form.cleaned_data["kind"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        )
    except FormFaults as refused:
        faults.extend(faults_at(refused.faults))
        number = count(len(refused.faults), "fault")
        words = (
            f"{file.name} has {number}. Nothing was kept: mend what the table lists, then choose it again."
        )
        raise RuleBroken(Reason(words, "file")) from refused


@inspectorate_screen(methods=READ_AND_CHANGE)
def checked_questionnaire(request: SignedInRequest, checked: UUID) -> HttpResponseBase:
    """What was found in a checked workbook; it is published from here."""
    found = found_or_404(checked)
    form = PublishForm(request.POST or None)
    if form.is_valid() and perform(
        request,
        form,
        lambda: publish_template(
            checked=found,
            note=form.cleaned_data["note"],
            is_looked_at=form.cleaned_data["is_looked_at"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done="The version is published. It never changes; work that began on an earlier one finishes there.",
    ):
        return redirect("questionnaire_version", key=found.key, version=found.version)
    page = checked_page(request, found)
    return render_page(request, "inspectorate/checked_questionnaire.html.jinja", page, form=form)


def checked_page(request: SignedInRequest, found: "CheckedTemplate") -> CheckedPage:
    """What the page of a checked workbook prints."""
    newest = newest_version(found.key)
    findings = [(each["severity"], each) for each in found.findings]
    return CheckedPage(
        checked=found,
        kind=TemplateKind.label_of(found.kind),
        to_mend=faults_at(each for severity, each in findings if severity == "mend"),
        advice=faults_at(each for severity, each in findings if severity != "mend"),
        questions=len(questions_of(found)),
        newest=newest,
        differences=tuple(differences_between(newest, found)) if newest else (),
        published=published_from(found),
        publish_refused=_why_not(request, found),
    )


def _why_not(request: SignedInRequest, found: "CheckedTemplate") -> str:
    refused = may_publish_templates.reason_refused(standing_everywhere(request.user))
    not_new = why_not_new(found)
    return refused or (not_new.message if not_new else "")


def found_or_404(checked: UUID) -> "CheckedTemplate":
    """The checked workbook, or not found."""
    found = checked_template(checked)
    if found is None:
        raise Http404
    return found


@inspectorate_screen()
def questionnaire_logic(request: SignedInRequest, checked: UUID) -> HttpResponseBase:
    """Every question with when it is shown, what it must be and what it feeds, to print."""
    found = found_or_404(checked)
    page = LogicPage(found, logic_of(found))
    return render_page(request, "inspectorate/questionnaire_logic.html.jinja", page)


ADDRESSES = [
    path("questionnaires/check/", check_questionnaire, name="check_questionnaire"),
    path("questionnaires/checked/<uuid:checked>/", checked_questionnaire, name="checked_questionnaire"),
    path("questionnaires/checked/<uuid:checked>/logic/", questionnaire_logic, name="questionnaire_logic"),
]
