"""People with lived experience in planning: what they said, what changed, and making it public."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.engagement import involvement_operations as operations
from speir.engagement.choices import Answer, ChangedIn
from speir.engagement.involvement_queries import heard_in, involvement
from speir.engagement.permissions import may_publish_involvement, may_record_involvement
from speir.frameworks.queries import every_framework, indicators_that_stay
from speir.people.queries import standing_everywhere
from speir.programmes.queries import phases_of
from speir.questionnaires.queries import every_version
from speir.web.inspectorate.engagement_forms import ChangedForm, SaidForm
from speir.web.shared.forms import ButtonForm
from speir.web.shared.open_work import InvolvementShown, involvement_shown
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.small_forms import Given, Kinds, SmallForms

if TYPE_CHECKING:
    from speir.engagement.involvement_queries import InvolvementTold
    from speir.frameworks.models import Framework, FrameworkItem
    from speir.people.models import Person
    from speir.programmes.models import Phase
    from speir.questionnaires.models import TemplateVersion

    Linked = Framework | FrameworkItem | TemplateVersion | Phase
    Links = list[tuple[str, list[tuple[str, str, Linked]]]]

SHORT = 80


@dataclass(frozen=True)
class InvolvementPage:
    """One involvement; each ``…_refused`` is "" when the reader may do it."""

    shown: InvolvementShown
    programme: str
    programme_slug: str
    record_refused: str
    publish_refused: str


def involvement_page(told: "InvolvementTold", by: "Person") -> InvolvementPage:
    """What the page shows."""
    standing = standing_everywhere(by)
    return InvolvementPage(
        shown=involvement_shown(told, for_public=False),
        programme=told.involvement.programme.name,
        programme_slug=told.involvement.programme.slug,
        record_refused=may_record_involvement.reason_refused(standing) or "",
        publish_refused=may_publish_involvement.reason_refused(standing) or "",
    )


@inspectorate_screen(methods=READ_AND_CHANGE)
def involvement_screen(request: SignedInRequest, involvement_id: UUID) -> HttpResponseBase:
    """Who took part and what they said; a POST adds to it, answers it, or makes it public."""
    told = involvement(involvement_id)
    if told is None:
        raise Http404
    sent = SmallForms(request, _kinds(request, told))
    if sent.is_done:
        return redirect("involvement", involvement_id=involvement_id)
    page = involvement_page(told, request.user)
    return render_page(
        request, "inspectorate/involvement.html.jinja", page, form=sent.failed, forms=sent.shown
    )


def _kinds(request: SignedInRequest, told: "InvolvementTold") -> Kinds:
    links = _links(told)
    by_value = {value: linked for _, group in links for value, _, linked in group}

    def act(change: Any, **given: object) -> object:
        return change(involvement=told.involvement, by=request.user, at=timezone.now(), **given)

    def write(given: Given) -> object:
        themes = given["said"].replace("\r\n", "\n").split("\n\n")
        return act(operations.write_down_what_was_said, said=themes, once=given["once"])

    def answer(given: Given) -> object:
        found = heard_in(told.involvement, given.pop("heard"))
        if found is None:
            raise Http404
        given.update(kind=Answer(given["kind"]), linked_to=by_value.get(given["linked_to"]))
        return operations.say_what_changed(heard=found, by=request.user, at=timezone.now(), **given)

    return {
        "said": (SaidForm, write, "What they said is written down."),
        "changed": (_changed_form(told, links), answer, "What became of it is recorded."),
        "publish": (ButtonForm, lambda given: act(operations.publish_involvement), "It is public now."),
        "back": (
            ButtonForm,
            lambda given: act(operations.take_involvement_back),
            "It is no longer public.",
        ),
    }


def _changed_form(told: "InvolvementTold", links: "Links") -> Callable[..., ChangedForm]:
    offered = [(name, [(value, words) for value, words, _ in group]) for name, group in links if group]
    heard = [(str(each.heard.pk), _short(each.heard.said)) for each in told.heard]
    return lambda *given, **options: ChangedForm(*given, **options).offer(heard, offered)


def _links(told: "InvolvementTold") -> "Links":
    """What can have changed: frameworks, indicators, questionnaires, and the phases of this programme."""
    phases = phases_of(told.involvement.programme)
    kinds: list[tuple[ChangedIn, list[Linked]]] = [
        (ChangedIn.FRAMEWORK, [*every_framework()]),
        (ChangedIn.QUESTIONNAIRE, [*every_version()]),
        (ChangedIn.METHOD, [*phases]),
    ]
    links: Links = [
        (kind.label, [(f"{kind}:{each.pk}", str(each), each) for each in found]) for kind, found in kinds
    ]
    by_framework: dict[str, list[tuple[str, str, Linked]]] = {}
    for item in indicators_that_stay({phase.framework_id for phase in phases}):
        name = f"An indicator of {item.framework}"
        by_framework.setdefault(name, []).append((f"item:{item.pk}", str(item), item))
    return [*links, *by_framework.items()]


def _short(words: str) -> str:
    return words if len(words) <= SHORT else f"{words[:SHORT].rsplit(' ', 1)[0]} …"


ADDRESSES = [path("office/involvement/<uuid:involvement_id>/", involvement_screen, name="involvement")]
