"""Good practice for inspectors: writing it down, checking it, publishing it when its partnership agrees."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.foundations.uk_clock import uk_today
from speir.good_practice import operations, queries
from speir.good_practice.choices import Topic
from speir.good_practice.permissions import may_check_practice, may_write_practice
from speir.partnerships.queries import partnerships
from speir.people.queries import standing_everywhere
from speir.web.design_system.fields import DayField
from speir.web.inspectorate.area_scope import refused
from speir.web.inspectorate.choosing import set_choices
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
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.small_forms import Given, SmallForms

if TYPE_CHECKING:
    from speir.good_practice.models import Practice
    from speir.partnerships.models import Partnership
    from speir.people.models import Person


def long_text(label: str, missing: str, help_text: str = "") -> forms.CharField:
    """A field for a few sentences."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5000,
        required=bool(missing),
        error_messages={"required": missing},
    )


class PracticeForm(SpeirForm):
    """What a practice needs before a colleague can check it."""

    partnership = forms.ChoiceField(label="Where it works", error_messages={"required": "Choose where."})
    topic = forms.ChoiceField(
        label="About", choices=Topic.choices(), error_messages={"required": "Choose a topic."}
    )
    title = forms.CharField(label="In a few words", max_length=200, error_messages={"required": "Name it."})
    what = long_text("What it is", "Say what it is.")
    evidence = long_text("What shows that it works", "Say what shows that it works.")
    conditions = long_text("Under which conditions", "Say what it needs to work.")
    replaced = long_text("What it replaced", "")
    contact = forms.CharField(
        label="Whom to ask",
        max_length=300,
        help_text="A post.",
        error_messages={"required": "Say whom to ask."},
    )


class CheckForm(SpeirForm):
    """A check by somebody else."""

    seen = long_text("Which evidence I saw", "Say which evidence you saw yourself.")
    expires_on = DayField(label="It holds until", error_messages={"required": "Enter until when it holds."})


class AgreeForm(SpeirForm):
    """The partnership agrees."""

    agreed_by = forms.CharField(
        label="Who agreed for the partnership",
        max_length=200,
        error_messages={"required": "Say who agreed: a post is enough."},
    )


class WithdrawForm(SpeirForm):
    """Why it is withdrawn."""

    why = forms.CharField(
        label="Why", max_length=500, error_messages={"required": "Say why it is withdrawn."}
    )


@dataclass(frozen=True)
class PracticesPage:
    """The list with what a reader may do."""

    lines: tuple[PracticeLine, ...]
    write_refused: str


@inspectorate_screen(methods=READ_AND_CHANGE)
def practices(request: SignedInRequest) -> HttpResponseBase:
    """Every practice that is not withdrawn; writing one down; the topics one reads of."""
    offered = {each.slug: each for each in partnerships()}

    def write(given: Given) -> object:
        where, topic = offered[given.pop("partnership")], Topic(given.pop("topic"))
        return operations.write_practice(
            partnership=where, topic=topic, by=request.user, at=timezone.now(), **given
        )

    def choose(given: Given) -> object:
        topics = {Topic(topic) for topic in given["topics"]}
        operations.choose_topics(topics=topics, by=request.user, at=timezone.now())
        return chosen(topics)

    written = "Written down. A colleague checks it before anybody else reads it."
    sent = SmallForms(
        request,
        {
            "write": (
                lambda *given, **options: _offer(PracticeForm(*given, **options), offered),
                write,
                written,
            ),
            "topics": (TopicsForm, choose, str),
        },
    )
    if sent.is_done:
        return redirect("practices")
    sent.shown["topics"].initial["topics"] = sorted(queries.topics_of(request.user))
    write_refused = refused(standing_everywhere(request.user), may_write_practice)
    page = PracticesPage(practice_lines(queries.practices(), uk_today()), write_refused)
    return render_page(request, "inspectorate/practices.html.jinja", page, form=sent.failed, forms=sent.shown)


def _offer(form: PracticeForm, offered: "dict[str, Partnership]") -> PracticeForm:
    named = [
        (slug, each.full_name + (" (fictional)" if each.is_fictional else ""))
        for slug, each in offered.items()
    ]
    set_choices(form, "partnership", [("", "Choose"), *named])
    return form


@dataclass(frozen=True)
class PracticePage:
    """One practice with what a reader may do."""

    shown: PracticeShown
    is_own: bool
    check_refused: str
    is_public: bool


def practice_page(found: "Practice", by: "Person") -> PracticePage:
    """The page of one practice."""
    return PracticePage(
        shown=practice_shown(found, uk_today(), is_named=True),
        is_own=found.written_by_id == by.pk,
        check_refused=refused(standing_everywhere(by), may_check_practice),
        is_public=found.agreed_at is not None,
    )


@inspectorate_screen(methods=READ_AND_CHANGE)
def practice(request: SignedInRequest, practice_id: UUID) -> HttpResponseBase:
    """One practice: checking, publishing and withdrawing it."""
    found = queries.practice(practice_id)
    if found is None:
        raise Http404
    by = request.user

    def check(given: Given) -> object:
        return operations.check_practice(practice=found, by=by, at=timezone.now(), **given)

    def agree(given: Given) -> object:
        agreed_by = given["agreed_by"]
        return operations.agree_to_publish(practice=found, agreed_by=agreed_by, by=by, at=timezone.now())

    def withdraw(given: Given) -> object:
        return operations.withdraw_practice(practice=found, why=given["why"], by=by, at=timezone.now())

    sent = SmallForms(
        request,
        {
            "check": (CheckForm, check, "Checked. It stands among what works until the day you gave."),
            "agree": (AgreeForm, agree, "Public now: anybody can read it."),
            "withdraw": (WithdrawForm, withdraw, "Withdrawn."),
        },
    )
    if sent.is_done:
        return redirect("practice", practice_id=practice_id)
    page = practice_page(found, by)
    return render_page(request, "inspectorate/practice.html.jinja", page, form=sent.failed, forms=sent.shown)


ADDRESSES = [
    path("office/good-practice/", practices, name="practices"),
    path("office/good-practice/<uuid:practice_id>/", practice, name="practice"),
]
