"""What a new scenario takes in from what is known: running inspections, and other bodies' scrutiny."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from speir.capacity_plans.holidays import for_the_planner
from speir.capacity_plans.queries import holidays_between
from speir.inspections.choices import InspectionStatus
from speir.inspections.queries import leads_of, visible_to
from speir.inspections.timetable_queries import pauses_of_several
from speir.national_overview.queries import chosen_for
from speir.partnerships.queries import areas_of
from speir.scheduling.calendars import months_later
from speir.scrutiny_calendar.queries import to_be_planned_around
from speir.web.inspectorate.capacity_form import Fixed, ScenarioForm
from speir.web.shared.showing import day

if TYPE_CHECKING:
    from speir.inspections.models import Inspection
    from speir.partnerships.models import Partnership
    from speir.people.models import Person
    from speir.programmes.models import Phase

OVER = (InspectionStatus.PUBLISHED, InspectionStatus.IMPROVING, InspectionStatus.CLOSED)
BEFORE = timedelta(days=366)


def running_lines(person: "Person", phase: "Phase", today: date, teams: int) -> str:
    """The inspections of a phase that are not published yet, as lines, with a team for each."""
    ahead = running_in(person, phase, today)
    leads = leads_of(ahead)
    by_lead = [leads[each.pk].pk if each.pk in leads else None for each in ahead]
    # Fewer leads than teams say nothing of who has which; then the teams take turns.
    who = by_lead if len(set(by_lead)) >= teams else [each.pk for each in ahead]
    team_of = {pk: f"Team {number % teams + 1}" for number, pk in enumerate(dict.fromkeys(who))}
    return "\n".join(
        f"{each.partnership.full_name}; {team_of[whose]}; {day(each.starts_on)}"
        for each, whose in zip(ahead, who, strict=True)
    )


def running_in(person: "Person", phase: "Phase", today: date) -> list["Inspection"]:
    """The inspections of a phase that are not published yet, as far as this person may know of them."""
    found = [each for each in visible_to(person).filter(phase=phase) if each.status not in OVER]
    return [each for each in found if each.publishes_on >= today]


def chosen_to_be_laid(person: "Person", phase: "Phase") -> list[str]:
    """The partnerships chosen for a phase, not set aside and without an inspection in it, by slug."""
    planned = set(visible_to(person).filter(phase=phase).values_list("partnership_id", flat=True))
    return [
        each.partnership.slug
        for each in chosen_for(phase)
        if each.set_aside_at is None and each.partnership_id not in planned
    ]


def left_out_lines(person: "Person", phase: "Phase", today: date) -> str:
    """The weeks left out of the timetables of running inspections, as lines."""
    ahead = running_in(person, phase, today)
    pauses = pauses_of_several(ahead)
    return "\n".join(
        "; ".join(
            [each.partnership.full_name, day(pause.first_day), day(pause.last_day), in_a_line(pause.reason)]
        )
        for each in ahead
        for pause in pauses[each.pk]
    )


def in_a_line(reason: str) -> str:
    """A reason as one part of a line: semicolons and line ends would begin another part."""
    return " ".join(reason.replace(";", ",").split())


def fixed_of(form: ScenarioForm, offered: Mapping[str, "Partnership"]) -> list[Fixed]:
    """The running inspections of a form; a partnership that is not known becomes a fault beside it."""
    known = {name: each for each in offered.values() for name in (each.full_name.lower(),)}
    found = []
    for line in form.cleaned_data["running"]:
        partnership = known.get(line["partnership"].lower())
        if partnership is None:
            form.add_error("running", f"There is no partnership “{line['partnership']}”.")
        else:
            found.append(Fixed(partnership, line["team"], line["starts_on"]))
    return found


def kept_holidays(given: Mapping[str, Any], chosen: Sequence["Partnership"]) -> dict[str, dict[str, Any]]:
    """What is kept of the holidays in the areas and months of a plan, by the name of the area."""
    if not given["kept_holidays"]:
        return {}
    areas = {area.pk: area.name for each in chosen for area in areas_of(each)}
    first, last = given["start"] - BEFORE, months_later(given["start"], given["months"])
    found = holidays_between(list(areas), first, last)
    return {areas[area]: for_the_planner(kept) for area, kept in found.items()}


def shared_scrutiny(
    person: "Person", given: Mapping[str, Any], chosen: Sequence["Partnership"]
) -> list[dict[str, Any]]:
    """What the shared calendar holds for the areas and months of a plan, as the planner takes it."""
    if not given["shared_scrutiny"]:
        return []
    areas = {area.pk: area.name for each in chosen for area in areas_of(each)}
    first, last = given["start"] - BEFORE, months_later(given["start"], given["months"])
    return [
        {
            "area": areas[area.pk],
            "body": entry.scrutiny.body_name,
            "first_day": entry.scrutiny.first_day.isoformat(),
            "last_day": entry.scrutiny.last_day.isoformat(),
            "reason": entry.scrutiny.what,
        }
        for entry in to_be_planned_around(person, list(areas), first, last)
        for area in entry.areas
        if area.pk in areas
    ]
