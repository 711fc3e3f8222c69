"""The shared risk conversations of an area: calling one, preparing, the record, signing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from speir.area_teams.queries import reader_of_areas, standing_in
from speir.foundations.uk_clock import uk_today
from speir.partnerships.area_names import address_of
from speir.people.queries import scrutiny_bodies
from speir.risk_conversations import operations, queries
from speir.risk_conversations.choices import ConversationStatus, LineKind
from speir.risk_conversations.permissions import (
    may_call_conversation,
    may_prepare_view,
    may_see_conversations,
    may_sign_record,
)
from speir.web.inspectorate.area_scope import council_area_or_404, place_address, refused
from speir.web.inspectorate.area_sharing import Thing, sharing, things_in, to_share
from speir.web.inspectorate.choosing import set_choices
from speir.web.inspectorate.conversation_forms import (
    ActionForm,
    CallForm,
    CallOffForm,
    FinishForm,
    LineForm,
    SendBackForm,
    SendForm,
    SignForm,
    TakeOutForm,
    ThereForm,
    ViewForm,
)
from speir.web.inspectorate.conversation_page import conversation_page
from speir.web.shared.forms import ButtonForm, SpeirForm
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.showing import day
from speir.web.shared.small_forms import Given, Kind, Kinds, SmallForms

if TYPE_CHECKING:
    from speir.partnerships.models import Area
    from speir.people.models import Body, Person
    from speir.risk_conversations.queries import ConversationFile


@dataclass(frozen=True)
class ConversationsPage:
    """The conversations about one area; ``may_not`` is "" for somebody who calls one."""

    name: str
    address: str
    is_fictional: bool
    conversations: tuple[tuple[str, str, str], ...]
    may_not: str


def conversations_address(area: "Area") -> str:
    """Where the conversations about an area stand."""
    return reverse("risk_conversations", kwargs={"address": address_of(area.kind, area.name)})


def _call_form(bodies: "dict[str, Body]", own: str, *given: Any, **options: Any) -> CallForm:
    form = CallForm(*given, **{"initial": {"bodies": [own]}, **options})
    set_choices(form, "bodies", [(pk, each.name) for pk, each in bodies.items()])
    return form


def conversations_page(area: "Area", reader: "Person", may_not: str) -> ConversationsPage:
    """The page of the conversations about one area."""
    return ConversationsPage(
        name=area.name,
        address=place_address(area),
        is_fictional=area.is_fictional,
        conversations=tuple(
            (
                f"{day(each.held_on)}: {each.purpose}",
                reverse("risk_conversation", kwargs={"conversation_id": each.pk}),
                ConversationStatus.label_of(each.status),
            )
            for each in queries.conversations_in([area], reader)
        ),
        may_not=may_not,
    )


CALLED = "Called. Each body can prepare its view now."


@inspectorate_screen(methods=READ_AND_CHANGE)
def risk_conversations(request: SignedInRequest, address: str) -> HttpResponseBase:
    """The conversations about an area in which one's own body takes part, and calling one."""
    area, by = council_area_or_404(address), request.user
    standing = standing_in(by, [area], uk_today())
    may_see_conversations.check(standing)
    bodies = {str(one.pk): one for one in scrutiny_bodies()}

    def call(given: Given) -> object:
        chosen = [bodies[pk] for pk in given.pop("bodies")]
        return operations.call_conversation(area=area, bodies=chosen, by=by, at=timezone.now(), **given)

    kind = (lambda *given, **options: _call_form(bodies, str(by.body_id), *given, **options), call, CALLED)
    sent = SmallForms(request, {"call": kind})
    if sent.is_done:
        return redirect(conversations_address(area))
    page = conversations_page(area, by, refused(standing, may_call_conversation))
    return render_page(
        request, "inspectorate/risk_conversations.html.jinja", page, form=sent.failed, forms=sent.shown
    )


@inspectorate_screen(methods=READ_AND_CHANGE)
def risk_conversation(request: SignedInRequest, conversation_id: UUID) -> HttpResponseBase:
    """One conversation; whoever is of a body that does not take part finds nothing here."""
    it = queries.conversation_seen(request.user, conversation_id)
    if it is None:
        raise Http404
    today = uk_today()
    file = queries.file_of(it, request.user)
    own = to_share(things_in(it.area, reader_of_areas(request.user, today)), request.user)
    sent = SmallForms(request, {**_kinds(file, request.user), "share": _share(file, own, request.user)})
    if sent.is_done:
        return redirect("risk_conversation", conversation_id=conversation_id)
    if isinstance(sent.failed, ViewForm):
        own_part = next(each.part for each in file.parts if each.part.body_id == request.user.body_id)
        sent.failed.start_from(str(own_part.revision))
    standing = standing_in(request.user, [it.area], today)
    reasons = (may_call_conversation, may_prepare_view, may_sign_record)
    why_not = tuple(refused(standing, each) for each in reasons)
    page = conversation_page(file, request.user, why_not, conversations_address(it.area), bool(own))  # type: ignore[arg-type]
    return render_page(
        request, "inspectorate/risk_conversation.html.jinja", page, form=sent.failed, forms=sent.shown
    )


def _share(file: "ConversationFile", own: dict[str, Thing], by: "Person") -> Kind:
    bodies = {
        str(each.part.body_id): each.part.body for each in file.parts if each.part.body_id != by.body_id
    }
    return sharing(own, bodies, by, occasion_id=file.conversation.pk)


def _with(kind: type[SpeirForm], options: dict[str, Iterable[tuple[str, str]]], **initial: object) -> Any:
    """A form whose lists offer these."""

    def make(*given: Any, **more: Any) -> SpeirForm:
        form = kind(*given, **{"initial": initial, **more})
        for name, offered in options.items():
            set_choices(form, name, [("", "Choose"), *offered])
        return form

    return make


def _kinds(file: "ConversationFile", by: "Person") -> Kinds:
    it, now = file.conversation, timezone.now
    bodies = {str(each.part.body_id): each.part.body for each in file.parts}
    named = [(pk, each.name) for pk, each in bodies.items()]
    lines = {str(each.pk): each for each in file.lines}
    mine = [
        each for each in (*file.actions, *file.carried) if each.body_id == by.body_id and not each.done_at
    ]
    actions = {str(each.pk): each for each in mine}
    own = next(each.part for each in file.parts if each.part.body_id == by.body_id)

    def view(given: Given) -> object:
        base = given["base"] or 0
        return operations.prepare_view(conversation=it, view=given["view"], base=base, by=by, at=now())

    def there(given: Given) -> object:
        body, attended = bodies[given["body"]], given["attended"]
        return operations.note_who_was_there(conversation=it, body=body, attended=attended, by=by, at=now())

    def line(given: Given) -> object:
        kind, body = LineKind(given.pop("kind")), bodies.get(given.pop("body"))
        return operations.add_line(conversation=it, kind=kind, body=body, by=by, at=now(), **given)

    def agree(given: Given) -> object:
        body = bodies[given.pop("body")]
        return operations.add_action(conversation=it, body=body, by=by, at=now(), **given)

    def finish(given: Given) -> object:
        done = actions[given["agreed"]]
        return operations.finish_action(agreed=done, outcome=given["outcome"], by=by, at=now())

    return {
        "view": (_with(ViewForm, {}, view=own.view, base=own.revision), view, "Your view is kept."),
        "there": (_with(ThereForm, {"body": named}), there, "Who was there is noted."),
        "line": (_with(LineForm, {"body": named}), line, "It stands in the record."),
        "out": (
            _with(TakeOutForm, {"line": [(pk, each.text[:120]) for pk, each in lines.items()]}),
            lambda given: operations.take_line_out(line=lines[given["line"]], by=by, at=now()),
            "It is out of the record.",
        ),
        "action": (_with(ActionForm, {"body": named}), agree, "The action is agreed."),
        "finish": (
            _with(FinishForm, {"agreed": [(pk, each.text) for pk, each in actions.items()]}),
            finish,
            "What came of the action is recorded.",
        ),
        **_steps(file, by),
    }


def _steps(file: "ConversationFile", by: "Person") -> Kinds:
    it, now = file.conversation, timezone.now
    return {
        "hold": (
            ButtonForm,
            lambda given: operations.hold_conversation(conversation=it, by=by, at=now()),
            "The conversation has begun: every view is open.",
        ),
        "cancel": (
            CallOffForm,
            lambda given: operations.cancel_conversation(conversation=it, why=given["why"], by=by, at=now()),
            "The conversation is called off.",
        ),
        "send": (
            SendForm,
            lambda given: operations.send_for_signing(
                conversation=it, next_on=given["next_on"], by=by, at=now()
            ),
            "The record is with each body to sign.",
        ),
        "sign": (
            _with(SignForm, {}, checksum=it.checksum),
            lambda given: operations.sign_record(
                conversation=it, checksum=given["checksum"], by=by, at=now()
            ),
            "Signed for your body.",
        ),
        "back": (
            SendBackForm,
            lambda given: operations.send_record_back(conversation=it, why=given["why"], by=by, at=now()),
            "The record has gone back to be changed.",
        ),
    }


ADDRESSES = [
    path("office/areas/<str:address>/conversations/", risk_conversations, name="risk_conversations"),
    path("office/conversations/<uuid:conversation_id>/", risk_conversation, name="risk_conversation"),
]
