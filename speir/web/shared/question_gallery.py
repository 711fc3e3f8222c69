"""Every kind of question on one page, for people who build screens; not served in production."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase

from speir.web.shared.pages import render_page
from speir.web.shared.questions.answers import answers_from, pressed
from speir.web.shared.questions.asked import QuestionPage
from speir.web.shared.questions.sample import REPEAT, sample_page
from speir.web.shared.screens import READ_AND_CHANGE, public_screen

MOST_ITEMS = 9


@dataclass(frozen=True)
class QuestionGalleryPage:
    """The sample page, and what was just sent, as (address, answer)."""

    asked: QuestionPage
    sent: tuple[tuple[str, str], ...]


@public_screen(methods=READ_AND_CHANGE)
def question_gallery(request: HttpRequest) -> HttpResponseBase:
    """The sample; sending it shows the answers and what is missing, and keeps nothing."""
    if request.method != "POST":
        page = QuestionGalleryPage(sample_page(), ())
    else:
        keys = [key for key in request.POST.get("keys", "").split()[:MOST_ITEMS] if key.isalnum()]
        answers = answers_from(request.POST, sample_page(keys=keys))
        button = pressed(request.POST)
        if button.what == "add":
            keys = [*keys, next(f"k{n}" for n in range(99) if f"k{n}" not in keys)]
        keys = [key for key in keys if button.address != f"{REPEAT}[{key}]"]
        asked = sample_page(answers, keys, is_checked=button.what == "save")
        page = QuestionGalleryPage(asked, tuple(answers.items()))
    return render_page(request, "shared/question_gallery.html.jinja", page)
