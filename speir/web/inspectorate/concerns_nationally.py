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
    from collections.abc import Sequence

    from speir.concerns.picture import Counted, Picture


@dataclass(frozen=True)
class Row:
    """One line: how many in words, and how long its bar is against the longest; None is not shown."""

    label: str
    number: str
    length: int | None


@dataclass(frozen=True)
class Shown:
    """The picture of one group of places, drawn."""

    title: str
    total: str
    by_status: tuple[Row, ...]
    by_theme: tuple[Row, ...]

    @property
    def total_is_told(self) -> bool:
        """Whether the number of all is large enough to be told."""
        return self.total.isdigit()

    @property
    def tells_any(self) -> bool:
        """Whether any part may be told; a table of nothing told says nothing."""
        return any(row.length is not None for row in (*self.by_status, *self.by_theme))


@dataclass(frozen=True)
class NationalPage:
    """The real places, and the invented ones of a demonstration apart from them."""

    pictures: tuple[Shown, ...]


def shown(title: str, picture: "Picture") -> Shown:
    """A picture with its bars, which say no more than the numbers that may be told."""
    return Shown(title, picture.total, rows(picture.by_status), rows(picture.by_theme))


def rows(lines: "Sequence[Counted]") -> tuple[Row, ...]:
    """The lines with bars from nought to the largest number told."""
    told = [int(line.number) if line.number.isdigit() else None for line in lines]
    most = max((number for number in told if number), default=0)
    lengths = [None if number is None else round(100 * number / max(most, 1)) for number in told]
    return tuple(Row(line.label, line.number, length) for line, length in zip(lines, lengths, strict=True))


@inspectorate_screen()
def concerns_nationally(request: SignedInRequest) -> HttpResponseBase:
    """How many concerns there were, and about what."""
    may_see_concerns_nationally.check(standing_everywhere(request.user))
    invented = national_picture(is_fictional=True)
    found = [shown("Partnerships", national_picture(is_fictional=False))]
    if not invented.is_empty:
        found.append(shown("Fictional partnerships (demonstration)", invented))
    page = NationalPage(tuple(found))
    return render_page(request, "inspectorate/concerns_nationally.html.jinja", page)


ADDRESSES = [path("concerns/", concerns_nationally, name="concerns_nationally")]
