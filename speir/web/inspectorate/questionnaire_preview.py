"""Trying a template out: real pages with answers that nobody keeps."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.urls import path
from django.utils import timezone
from markupsafe import Markup

from speir.questionnaires.queries import form_of
from speir.questionnaires.sampling_answers import sample_answers
from speir.web.inspectorate.questionnaire_checking import found_or_404
from speir.web.shared.pages import render_page
from speir.web.shared.questions.answers import Pressed, changed_answers, names_of_files, pressed
from speir.web.shared.questions.asked import QuestionPage
from speir.web.shared.questions.shaping import question_page
from speir.web.shared.reading.scripted import for_the_browser
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.xforms.attached import attached
from speir.xforms.form import Form
from speir.xforms.languages import language_of
from speir.xforms.session import Session, UnknownAddress
from speir.xforms.sheet import AnswerSheet
from speir.xforms.shown import PageCount

if TYPE_CHECKING:
    from speir.questionnaires.models import CheckedTemplate

# Answers travel with the page, so that nothing of a preview is ever stored; nobody types this much.
LARGEST_SHEET = 500_000


@dataclass(frozen=True)
class PreviewPage:
    """One page of a template being tried out; ``sheet`` carries the answers to the next."""

    checked: "CheckedTemplate"
    asked: QuestionPage
    pages: tuple[PageCount, ...]
    next_key: str
    sheet: str
    brought_up: int
    language: str
    languages: tuple[str, ...]
    form_json: Markup

    @property
    def lang(self) -> str:
        """The code of the language shown, for screen readers: "gd" of "Gàidhlig (gd)", "" of others."""
        return language_of(self.language).code


@inspectorate_screen(methods=READ_AND_CHANGE)
def preview_questionnaire(request: SignedInRequest, checked: UUID) -> HttpResponseBase:
    """A template as readers will see it; answers may be typed, and nothing is kept."""
    found = found_or_404(checked)
    form, now = form_of(found), timezone.localtime()
    button = pressed(request.POST)
    language = request.POST.get("language", "")
    if language not in form.languages:
        language = form.default_language
    try:
        session = Session(form, _sheet(request, form, button, now), now=now, language=language)
        key = request.POST.get("page") or form.pages[0].key
        brought_up = _take(session, request, key, button)
        # Whoever has just come has not asked for anything to be checked.
        is_checked = request.method == "POST" and button.what == "save"
        where = _where(key, button, brought_up)
        page = preview_page(found, session, where, brought_up, with_faults=is_checked)
    except UnknownAddress as unknown:
        raise Http404 from unknown
    return render_page(request, "inspectorate/preview_questionnaire.html.jinja", page)


def preview_page(
    found: "CheckedTemplate", session: Session, key: str, brought_up: int, *, with_faults: bool
) -> PreviewPage:
    """What the page of a preview prints."""
    pages = [page for page in session.pages() if page.is_relevant]
    following = [page.key for page in pages]
    place = following.index(key) if key in following else -1
    return PreviewPage(
        checked=found,
        asked=question_page(session.page(key, with_faults=with_faults)),
        pages=tuple(pages),
        next_key=following[place + 1] if place + 1 < len(following) else "",
        sheet=session.sheet.to_json(),
        brought_up=brought_up,
        language=session.language,
        languages=tuple(session.form.languages),
        form_json=for_the_browser(session.form, session.language),
    )


def _sheet(request: SignedInRequest, form: Form, button: Pressed, now: datetime) -> AnswerSheet:
    """The answers that came with the page, made-up ones, or none."""
    if button.what == "fill":
        return sample_answers(form, now=now, number=len(request.POST.get("sheet", "")))
    told = request.POST.get("sheet", "")
    if button.what == "empty" or not told or len(told) > LARGEST_SHEET:
        return AnswerSheet()
    try:
        return AnswerSheet.from_json(told)
    except (ValueError, TypeError):
        return AnswerSheet()


def _take(session: Session, request: SignedInRequest, key: str, button: Pressed) -> int:
    """Take the answers of the page in; returns how many questions on it they brought up."""
    if request.method != "POST" or button.what in ("fill", "empty"):
        return 0
    before = question_page(session.page(key))
    for address, value in changed_answers(request.POST, before).items():
        session.answer(address, value)
    # A file is only called by its name here: nothing of it is sent or kept.
    for address, name in names_of_files(request.POST, before).items():
        session.answer(address, attached(uuid.uuid4(), name).written)
    if button.what == "take_out":
        session.answer(button.address, "")
    elif button.what == "add":
        session.add_item(button.address, uuid.uuid4().hex[:8])
    elif button.what == "remove":
        repeat, _, item = button.address.rpartition("[")
        session.remove_item(repeat, item.rstrip("]"))
    now_applying = _applying(question_page(session.page(key)))
    return len(now_applying - _applying(before)) if button.what == "next" else 0


def _applying(page: QuestionPage) -> set[str]:
    return {each.address for each in page.questions if each.is_relevant}


def _where(key: str, button: Pressed, brought_up: int) -> str:
    """The page to show: the one asked for, unless answers brought up questions on this one."""
    if brought_up:
        return key
    return button.address if button.what in ("next", "go") and button.address else key


ADDRESSES = [
    path(
        "questionnaires/checked/<uuid:checked>/preview/",
        preview_questionnaire,
        name="preview_questionnaire",
    )
]
