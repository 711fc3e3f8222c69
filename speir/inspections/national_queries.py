"""The national exercise of which an inspection is an area: where its report is made, and on what day."""

from collections.abc import Sequence
from uuid import UUID

from speir.inspections.models import Inspection
from speir.partnerships.choices import PartnershipKind


def national_exercises_of(inspections: Sequence[Inspection]) -> dict[UUID, Inspection]:
    """The national exercise of each that is an area of one, in one question; the newest of a phase."""
    areas = [one for one in inspections if one.is_area]
    if not areas:
        return {}
    found = Inspection.objects.with_names().filter(
        phase__in={one.phase_id for one in areas}, partnership__kind=PartnershipKind.NATIONAL
    )
    by_phase = {one.phase_id: one for one in found.order_by("starts_on", "reference")}
    return {one.pk: by_phase[one.phase_id] for one in areas if one.phase_id in by_phase}


def national_exercise_of(area: Inspection) -> Inspection | None:
    """The national exercise of one area; None while it is not planned, or for any other inspection."""
    return national_exercises_of([area]).get(area.pk)
