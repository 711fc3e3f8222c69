"""The pages of an inspector who reads records; what both sides share stands in shared.reading."""

from uuid import UUID

from django.http import HttpResponseBase
from django.urls import path

from speir.web.shared.reading import handing_in, my_records, offline, opening, page, reconciling, two_devices
from speir.web.shared.reading.frame import Side
from speir.web.shared.screens import CHANGE, READ_AND_CHANGE, SignedInRequest, inspectorate_screen

SIDE = Side("inspectorate/base.html.jinja", "", ("My work", "my_work"), "raise_concern")


@inspectorate_screen()
def mine(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """My records to read."""
    return my_records.answer(request, SIDE, reference)


@inspectorate_screen(methods=READ_AND_CHANGE)
def reading(request: SignedInRequest, reference: str, reading_id: UUID) -> HttpResponseBase:
    """The way into one record."""
    return opening.answer(request, SIDE, reference, reading_id)


@inspectorate_screen(methods=READ_AND_CHANGE)
def reading_page(
    request: SignedInRequest, reference: str, reading_id: UUID, page_key: str
) -> HttpResponseBase:
    """One page of a reading."""
    return page.answer(request, SIDE, reference, reading_id, page_key)


@inspectorate_screen(methods=READ_AND_CHANGE)
def reading_hand_in(request: SignedInRequest, reference: str, reading_id: UUID) -> HttpResponseBase:
    """Hand a reading in."""
    return handing_in.answer(request, SIDE, reference, reading_id)


@inspectorate_screen(methods=CHANGE)
def pick_answer(request: SignedInRequest, reference: str, reading_id: UUID) -> HttpResponseBase:
    """Pick one of the answers of two devices."""
    return two_devices.pick(request, SIDE, reference, reading_id)


@inspectorate_screen(methods=READ_AND_CHANGE)
def reconcile(request: SignedInRequest, reference: str, reading_id: UUID) -> HttpResponseBase:
    """Settle where two readers differ."""
    return reconciling.answer(request, SIDE, reference, reading_id)


@inspectorate_screen(methods=CHANGE)
def finish_reconciling(request: SignedInRequest, reference: str, reading_id: UUID) -> HttpResponseBase:
    """Close a reconciliation."""
    return reconciling.finish(request, SIDE, reference, reading_id)


@inspectorate_screen()
def reading_offline(request: SignedInRequest, reference: str, reading_id: UUID) -> HttpResponseBase:
    """A whole reading in one page that opens without a connection."""
    return offline.answer(request, SIDE, reference, reading_id)


@inspectorate_screen()
def reading_offline_in(
    request: SignedInRequest, reference: str, language: int, reading_id: UUID
) -> HttpResponseBase:
    """The same in one of the languages of its template."""
    return offline.answer(request, SIDE, reference, reading_id, language)


_HERE = "inspections/<slug:reference>/reading/"
_ONE = f"{_HERE}<uuid:reading_id>/"
# It ends like the page in the chosen language, since that is how the worker knows what to keep.
_IN = "inspections/<slug:reference>/language-<int:language>/reading/<uuid:reading_id>/offline/"
ADDRESSES = [
    path(f"{_HERE}mine/", mine, name="my_records"),
    path(_ONE, reading, name="reading"),
    path(f"{_ONE}offline/", reading_offline, name="reading_offline"),
    path(_IN, reading_offline_in, name="reading_offline_in"),
    path(f"{_ONE}hand-in/", reading_hand_in, name="reading_hand_in"),
    path(f"{_ONE}pick/", pick_answer, name="pick_answer"),
    path(f"{_ONE}reconcile/", reconcile, name="reconcile"),
    path(f"{_ONE}reconcile/finish/", finish_reconciling, name="finish_reconciling"),
    path(f"{_ONE}page/<str:page_key>/", reading_page, name="reading_page"),
]
