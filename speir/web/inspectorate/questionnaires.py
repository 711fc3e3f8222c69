"""Templates of questionnaires: the library, one version whole, its workbook, retiring."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.people.queries import standing_everywhere
from speir.questionnaires.choices import TemplateKind, TemplateStatus
from speir.questionnaires.differences import Difference, KeptQuestion, in_words
from speir.questionnaires.operations import bring_back_template, retire_template
from speir.questionnaires.permissions import may_publish_templates
from speir.questionnaires.queries import (
    TemplateLine,
    differences_between,
    history_of,
    newest_version,
    questions_of,
    rules_of,
    template_line,
    templates,
    version_before,
    version_of,
    waiting_to_be_published,
    workbook_of,
)
from speir.web.inspectorate.frameworks import WORKBOOK
from speir.web.shared.forms import SpeirForm, perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen

if TYPE_CHECKING:
    from speir.foundations.models import LifecycleMove
    from speir.questionnaires.models import CheckedTemplate, TemplateVersion


class ReasonForm(SpeirForm):
    """Why a template is retired, or brought back."""

    reason = forms.CharField(
        label="Reason", widget=forms.Textarea, error_messages={"required": "Say why, in a sentence."}
    )


@dataclass(frozen=True)
class KindOfTemplate:
    """The templates of one kind."""

    title: str
    lines: tuple[TemplateLine, ...]


@dataclass(frozen=True)
class TemplatesPage:
    """The library, and why this person may not add to it ("" when they may)."""

    kinds: tuple[KindOfTemplate, ...]
    waiting: "tuple[CheckedTemplate, ...]"
    check_refused: str


@dataclass(frozen=True)
class CountedQuestion:
    """One question of a version with how it is counted, in words."""

    number: int
    question: KeptQuestion
    counted: str


@dataclass(frozen=True)
class Section:
    """The questions that stand together."""

    title: str
    questions: tuple[CountedQuestion, ...]


@dataclass(frozen=True)
class VersionOfTemplatePage:
    """One published version whole."""

    line: TemplateLine
    version: "TemplateVersion"
    kind: str
    is_retired: bool
    sections: tuple[Section, ...]
    before: "TemplateVersion | None"
    differences: tuple[Difference, ...]
    history: "tuple[LifecycleMove, ...]"
    change_refused: str


def sections_of(version: "TemplateVersion") -> tuple[Section, ...]:
    """Every question with its counting rule, by section, numbered through."""
    rules = rules_of(version)
    found: dict[str, list[CountedQuestion]] = {}
    for number, question in enumerate(questions_of(version), 1):
        counted = in_words(rules.get(question.path), question.choices)
        found.setdefault(question.section, []).append(CountedQuestion(number, question, counted))
    return tuple(Section(title, tuple(questions)) for title, questions in found.items())


def templates_page(
    lines: Sequence[TemplateLine], waiting: "Sequence[CheckedTemplate]", refused: str
) -> TemplatesPage:
    """The library by kind; a kind without templates is left out."""
    kinds = [
        KindOfTemplate(kind.label, tuple(line for line in lines if line.template.kind == kind))
        for kind in TemplateKind
    ]
    return TemplatesPage(tuple(kind for kind in kinds if kind.lines), tuple(waiting), refused)


@inspectorate_screen()
def questionnaires(request: SignedInRequest) -> HttpResponseBase:
    """Every template by kind, and what was checked and waits to be published."""
    refused = may_publish_templates.reason_refused(standing_everywhere(request.user)) or ""
    waiting = [] if refused else waiting_to_be_published()
    page = templates_page(templates(), waiting, refused)
    return render_page(request, "inspectorate/questionnaires.html.jinja", page)


@inspectorate_screen()
def questionnaire(request: SignedInRequest, key: str) -> HttpResponseBase:
    """The newest version of a template."""
    newest = newest_version(key)
    if newest is None:
        raise Http404
    return redirect("questionnaire_version", key=key, version=newest.version)


@inspectorate_screen(methods=READ_AND_CHANGE)
def questionnaire_version(request: SignedInRequest, key: str, version: str) -> HttpResponseBase:
    """One published version: questions, how each is counted, what changed; the template is retired here."""
    page = version_page(request, key, version)
    form = ReasonForm(request.POST or None)
    change = bring_back_template if page.is_retired else retire_template
    if form.is_valid() and perform(
        request,
        form,
        lambda: change(
            template=page.line.template,
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done="The template is in use again." if page.is_retired else "The template is retired.",
    ):
        return redirect("questionnaire_version", key=key, version=version)
    return render_page(request, "inspectorate/questionnaire.html.jinja", page, form=form)


def version_page(request: SignedInRequest, key: str, number: str) -> VersionOfTemplatePage:
    """What the page of one version prints; unknown versions are not found."""
    line, version = template_line(key), version_of(key, number)
    if line is None or version is None:
        raise Http404
    before = version_before(version)
    return VersionOfTemplatePage(
        line=line,
        version=version,
        kind=TemplateKind.label_of(line.template.kind),
        is_retired=line.template.status == TemplateStatus.RETIRED,
        sections=sections_of(version),
        before=before,
        differences=tuple(differences_between(before, version)) if before else (),
        history=tuple(history_of(line.template)),
        change_refused=may_publish_templates.reason_refused(standing_everywhere(request.user)) or "",
    )


@inspectorate_screen()
def questionnaire_workbook(request: SignedInRequest, key: str, version: str) -> HttpResponseBase:
    """The author's workbook of a version, byte for byte."""
    found = version_of(key, version)
    if found is None:
        raise Http404
    return HttpResponse(
        workbook_of(found),
        content_type=WORKBOOK,
        headers={"Content-Disposition": f'attachment; filename="{key}-{version}.xlsx"'},
    )


ADDRESSES = [
    path("questionnaires/", questionnaires, name="questionnaires"),
    path("questionnaires/templates/<slug:key>/", questionnaire, name="questionnaire"),
    path(
        "questionnaires/templates/<slug:key>/<str:version>/",
        questionnaire_version,
        name="questionnaire_version",
    ),
    path(
        "questionnaires/templates/<slug:key>/<str:version>/workbook/",
        questionnaire_workbook,
        name="questionnaire_workbook",
    ),
]
