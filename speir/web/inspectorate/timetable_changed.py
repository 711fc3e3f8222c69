"""What moved in a timetable, for the team: each says that they know the new days."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path

from speir.inspections.permissions import may_acknowledge_timetable
from speir.inspections.queries import inspection_for, standing_of
from speir.inspections.timetable_queries import changes_to_acknowledge, who_knows
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.showing import moment
from speir.web.shared.timetable_changes import ChangeShown, changes_shown, know_form, said_to_know

if TYPE_CHECKING:
    from speir.inspections.models import TimetableNotice


@dataclass(frozen=True)
class ChangedPage:
    """What moved since the reader last said that they know, and who knows of the latest change."""

    header: InspectionHeader
    changes: tuple[ChangeShown, ...]
    who_knows: tuple[tuple[str, str], ...]


@inspectorate_screen(methods=READ_AND_CHANGE)
def changed(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """See what moved; sending the page says that one knows."""
    inspection = inspection_for(request.user, reference)
    standing = standing_of(request.user, inspection)
    if request.method == "POST":
        may_acknowledge_timetable.check(standing)
        if said_to_know(request, inspection):
            return redirect("timetable", reference=reference)
    changes = changes_to_acknowledge(request.user, inspection)
    page = ChangedPage(
        inspection_header(inspection, standing, here="timetable", heading="What moved in the timetable"),
        changes_shown(changes),
        tuple(_knows(notice) for notice in who_knows(inspection)),
    )
    button = know_form(changes) if changes else None
    return render_page(request, "inspectorate/timetable_changed.html.jinja", page, button=button)


def _knows(notice: "TimetableNotice") -> tuple[str, str]:
    said = f"knows since {moment(notice.seen_at)}" if notice.seen_at else "has not said so yet"
    return f"{notice.person.full_name}, {notice.person.body.short_name or notice.person.body.name}", said


ADDRESSES = [path("inspections/<slug:reference>/timetable/changed/", changed, name="timetable_changed")]
