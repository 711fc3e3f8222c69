"""Handing an area over: who takes it, the briefing that wrote itself and was edited, and its acceptance."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.area_monitoring import operations
from speir.area_monitoring.choices import HandoverStatus
from speir.area_monitoring.permissions import may_start_handover, may_write_briefing
from speir.area_monitoring.queries import handover_of, last_handover, may_read_briefing
from speir.area_monitoring.rules import briefing_says_something
from speir.area_teams.queries import standing_in
from speir.foundations.moves import moves_of
from speir.foundations.uk_clock import uk_today
from speir.partnerships.area_names import address_of
from speir.people.queries import people_of_bodies, scrutiny_bodies
from speir.web.inspectorate.area_scope import council_area_or_404, place_address, refused
from speir.web.inspectorate.choosing import set_choices
from speir.web.shared.forms import ButtonForm, EditForm, SpeirForm
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.showing import day
from speir.web.shared.small_forms import Given, Kinds, SmallForms

if TYPE_CHECKING:
    from speir.area_monitoring.models import Handover
    from speir.partnerships.models import Area
    from speir.people.models import Person


class StartForm(SpeirForm):
    """Who takes the area over."""

    person = forms.ChoiceField(
        label="New link inspector", error_messages={"required": "Choose who takes it over."}
    )


class BriefingForm(EditForm):
    """The briefing, with the revision that the writer saw."""

    briefing = forms.CharField(
        label="Briefing",
        widget=forms.Textarea,
        max_length=30_000,
        error_messages={"required": briefing_says_something.message},
    )
    base = forms.IntegerField(widget=forms.HiddenInput)  # type: ignore[assignment]


class AnswerForm(SpeirForm):
    """Whether the new link inspector takes the area with this briefing."""

    is_accepted = forms.ChoiceField(
        label="Your answer",
        choices=[("yes", "I take this area over"), ("no", "The briefing goes back")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the two."},
    )
    why = forms.CharField(label="What is missing, when it goes back", required=False, max_length=1000)


NOT_TO_READ = (
    "The briefing holds all that the team around the area knows. It is for that team and whoever takes over."
)


@dataclass(frozen=True)
class HandoverPage:
    """The handover of one area; each ``…_refused`` is "" when the reader may do that now."""

    name: str
    address: str
    is_fictional: bool
    is_under_way: bool
    is_offered: bool
    is_mine: bool
    stands: str
    briefing: str
    start_refused: str
    write_refused: str
    read_refused: str
    last: str
    missing: str


def handover_page(
    area: "Area", handover: "Handover | None", start: str, write: str, is_mine: bool, may_read: bool
) -> HandoverPage:
    """The page of one handover, or of none; the briefing is for those who may read all that it holds."""
    last = last_handover(area)
    briefing = handover.briefing if handover else last.briefing if last else ""
    return HandoverPage(
        name=area.name,
        address=place_address(area),
        is_fictional=area.is_fictional,
        is_under_way=handover is not None,
        is_offered=handover is not None and handover.status == HandoverStatus.OFFERED,
        is_mine=is_mine,
        stands=_stands(handover) if handover else "",
        briefing=briefing if may_read else "",
        start_refused=start,
        write_refused=write or ("" if may_read else NOT_TO_READ),
        read_refused="" if may_read else NOT_TO_READ,
        last=f"The last briefing, accepted by {last.to_person.full_name}" if last else "",
        missing=_missing(handover) if handover and may_read else "",
    )


def _missing(handover: "Handover") -> str:
    """What was said to be missing when the briefing came back the last time, or ""."""
    back = moves_of(handover).filter(step="send_back").last()
    return back.why if back else ""


def _stands(handover: "Handover") -> str:
    status = HandoverStatus.label_of(handover.status).lower()
    begun = f"begun {day(handover.started_at)} by {handover.started_by.full_name}"
    return f"To {handover.to_person.full_name}, {begun}: {status}"


@inspectorate_screen(methods=READ_AND_CHANGE)
def handover(request: SignedInRequest, address: str) -> HttpResponseBase:
    """Hand an area over; for its team, service managers, and whoever takes it over."""
    area = council_area_or_404(address)
    found = handover_of(area)
    standing = standing_in(request.user, [area], uk_today())
    start, write = refused(standing, may_start_handover), refused(standing, may_write_briefing)
    is_mine = found is not None and found.to_person_id == request.user.pk
    if write and not is_mine:
        raise Http404
    people = {str(one.pk): one for one in people_of_bodies([body.pk for body in scrutiny_bodies()])}
    kinds = _kinds(request.user, area, found, people)
    sent = SmallForms(request, kinds)
    if sent.is_done:
        return redirect("area_handover", address=address_of(area.kind, area.name))
    may_read = is_mine or may_read_briefing(request.user, area, found, uk_today())
    if may_read:
        _fill(sent, found)
    page = handover_page(area, found, start, write, is_mine, may_read)
    return render_page(request, "inspectorate/handover.html.jinja", page, form=sent.failed, forms=sent.shown)


BEGUN = "The handover has begun, and its briefing is drafted from the log."


def _kinds(by: "Person", area: "Area", found: "Handover | None", people: "dict[str, Person]") -> Kinds:
    def start(given: Given) -> object:
        person = people[given["person"]]
        return operations.start_handover(area=area, to_person=person, by=by, at=timezone.now())

    if found is None:
        return {
            "start": (lambda *given, **options: _offer(StartForm(*given, **options), people), start, BEGUN)
        }
    handover = found

    def write(given: Given) -> object:
        return operations.write_briefing(
            handover=handover, briefing=given["briefing"], base=given["base"], by=by, at=timezone.now()
        )

    def answer(given: Given) -> object:
        is_accepted = given["is_accepted"] == "yes"
        operations.answer_handover(
            handover=handover, is_accepted=is_accepted, why=given["why"], by=by, at=timezone.now()
        )
        return "The area is yours from now." if is_accepted else "It has gone back with what is missing."

    return {
        "write": (BriefingForm, write, "The briefing is kept."),
        "offer": (
            ButtonForm,
            lambda given: operations.offer_handover(handover=handover, by=by, at=timezone.now()),
            "Offered. Whoever takes the area over reads the briefing now.",
        ),
        "withdraw": (
            ButtonForm,
            lambda given: operations.withdraw_handover(handover=handover, by=by, at=timezone.now()),
            "The handover is taken back. The area stays where it was.",
        ),
        "answer": (AnswerForm, answer, str),
    }


def _offer(form: StartForm, people: "dict[str, Person]") -> StartForm:
    named = [(pk, f"{one.full_name}, {one.body.short_name}") for pk, one in people.items()]
    set_choices(form, "person", [("", "Choose"), *named])
    return form


def _fill(sent: SmallForms, found: "Handover | None") -> None:
    if found is None:
        return
    if isinstance(sent.failed, BriefingForm):
        sent.failed.start_from(str(found.revision))
    else:
        initial = {"briefing": found.briefing, "base": found.revision}
        sent.shown["write"] = BriefingForm(prefix="write", initial=initial)


ADDRESSES = [path("office/areas/<str:address>/handover/", handover, name="area_handover")]
