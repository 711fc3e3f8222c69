"""Concerns in the country: how many, how they stand and about what, without a word of any."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpResponseBase
from django.urls import path

from speir.concerns.permissions import may_see_concerns_nationally
from speir.concerns.queries import national_picture
from speir.people.queries import standing_everywhere
from speir.web.shared.pages import render_page
from speir.web.shared.screens import SignedInRequest, inspectorate_screen

if TYPE_CHECKING:
    from speir.concerns.picture import Picture


@dataclass(frozen=True)
class NationalPage:
    """The real places, and the invented ones of a demonstration apart from them."""

    real: "Picture"
    invented: "Picture"


@inspectorate_screen()
def concerns_nationally(request: SignedInRequest) -> HttpResponseBase:
    """How many concerns there were, and about what."""
    may_see_concerns_nationally.check(standing_everywhere(request.user))
    page = NationalPage(national_picture(is_fictional=False), national_picture(is_fictional=True))
    return render_page(request, "inspectorate/concerns_nationally.html.jinja", page)


ADDRESSES = [path("concerns/", concerns_nationally, name="concerns_nationally")]
