"""From the page of a meeting to raising a concern: which inspections it can be raised in, and where."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse

from speir.concerns.choices import ConcernSource
from speir.concerns.permissions import may_raise_concern
from speir.inspections.queries import going_on_in, going_on_with, standings_of
from speir.partnerships.queries import partnerships_in

if TYPE_CHECKING:
    from speir.inspections.models import Inspection
    from speir.partnerships.models import Area
    from speir.people.models import Person
    from speir.programmes.models import Programme

# The partnership's name, and the address where a concern is raised in its inspection.
RaiseAddresses = tuple[tuple[str, str], ...]


def raise_in_area(person: "Person", area: "Area") -> RaiseAddresses:
    """Where a concern that came up in a meeting is raised: in each inspection that is on there."""
    return _addresses(person, going_on_with(person, partnerships_in(area)))


def raise_in_programme(person: "Person", programme: "Programme") -> RaiseAddresses:
    """Where a concern that came up in a programme's engagement is raised: in each inspection that is on."""
    return _addresses(person, going_on_in(person, programme))


def _addresses(person: "Person", on: Sequence["Inspection"]) -> RaiseAddresses:
    standings = standings_of(person, on)
    return tuple(
        (
            str(each.partnership.full_name),
            f"{reverse('raise_concern', args=[each.reference])}?from={ConcernSource.MEETING}",
        )
        for each in on
        if may_raise_concern.reason_refused(standings[each.pk]) is None
    )
