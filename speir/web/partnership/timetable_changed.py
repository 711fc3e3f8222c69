"""What moved in a timetable, for the partnership: its own milestones and publication, nobody else's."""

from dataclasses import dataclass

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path

from speir.inspections.permissions import may_acknowledge_timetable
from speir.inspections.queries import milestones_of
from speir.inspections.timetable_queries import as_the_partnership_may_see, changes_to_acknowledge
from speir.web.partnership.inspection_header import InspectionHeader, inspection_header
from speir.web.partnership.opened import open_inspection
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, partnership_screen
from speir.web.shared.timetable_changes import ChangeShown, changes_shown, know_form, said_to_know


@dataclass(frozen=True)
class ChangedPage:
    """What moved since the coordinator last said that they know."""

    header: InspectionHeader
    changes: tuple[ChangeShown, ...]


@partnership_screen(methods=READ_AND_CHANGE)
def changed(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """See what moved; sending the page says that one knows."""
    inspection, standing = open_inspection(request, reference, may_acknowledge_timetable)
    if request.method == "POST" and said_to_know(request, inspection):
        return redirect("partnership_inspection", reference=reference)
    waiting = changes_to_acknowledge(request.user, inspection)
    changes = as_the_partnership_may_see(waiting, milestones_of(inspection))
    header = inspection_header(inspection, standing, here="partnership_timetable_changed")
    page = ChangedPage(header, changes_shown(changes))
    button = know_form(changes) if changes else None
    return render_page(request, "partnership/timetable_changed.html.jinja", page, button=button)


ADDRESSES = [
    path(
        "partnership/<slug:reference>/timetable-changed/",
        changed,
        name="partnership_timetable_changed",
    )
]
