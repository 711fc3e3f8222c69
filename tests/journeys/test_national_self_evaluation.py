"""The national self-evaluation: 32 councils, one of them validated too, and one report that names none."""

from collections.abc import Callable

import pytest

from tests.journeys.walking import CERTAIN, UNCERTAIN, Walk, written

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
Begin = Callable[..., Walk]
NATIONAL = "community-justice/national-self-evaluation"
VALIDATION = "community-justice/national-self-evaluation-validation"
# As many as there are councils in Scotland; none of these is one of them.
PLACES = [
    f"{begins}{ends}"
    for begins in ("Glen", "Inver", "Strath", "Kin", "Loch", "Auch", "Bal", "Dun")
    for ends in ("firth", "quoich", "beg", "laven")
]
FOUND = "Managers should use what measures show when they plan."
OF_A_REPORT = ("Sign-off", "Embargo", "Answers and final version")
SCALES = ("Very good", "Effective with", "progress made")


def test_32_councils_evaluate_themselves_and_one_report_names_none(begin: Begin) -> None:
    # Given the national exercise, and 32 councils that take part in it
    national = begin(NATIONAL, "national", "Fictional Scotland")
    first = begin(NATIONAL, "justice_social_work", PLACES[0])
    day_of_the_report = written(national.made.now().publishes_on)
    national.made.notify()
    # When one council gets its letter, the day it is told is the national report's
    first.notify(f"{day_of_the_report}, in a national report that names no area")
    _has_only_the_steps_of_an_area(first, day_of_the_report)
    # And evaluates itself: documents, evidence, a position, findings, and the work there is concluded
    first.ask_and_hand_over()
    first.lodge_on_everything()
    first.take_position(_indicator(first), CERTAIN, "What the council cites agrees with what staff say.")
    first.close_gathering()
    first.find(FOUND)
    first.lead.opens("/my-work/")
    first.lead.follows("Conclude the work in this area")
    first.lead.sees("2. Conclusion")
    first.lead.photographs("self-evaluation-to-conclude")
    first.lead.presses("Conclude the work in this area")
    first.coordinator.opens(first.partnership)
    first.coordinator.sees("Concluded", f"names no area: planned for {day_of_the_report}")
    first.coordinator.does_not_see("Read the published report")
    # And 31 others do the same
    for place in PLACES[1:]:
        begin(NATIONAL, "justice_social_work", place).made.found_and_concluded()
    _all_of_them_stand_in_the_phase(national)
    # And one of them is validated as well, with a letter of its own
    validated = begin(VALIDATION, "justice_social_work", PLACES[0], beside=first)
    _is_validated(validated)
    # Then what 32 councils found is brought in without a name, settled, and reported once
    national.made.gather()
    national.bring_in(FOUND, PLACES)
    national.close_gathering()
    national.find("Councils should use what measures show when they plan.")
    national.draft()
    national.sign()
    national.check_facts()
    national.publish()
    national.is_read_in_public(("We give no grades.", "no improvement plan"), (*PLACES, *SCALES))
    # And each council is led to it
    first.coordinator.opens(first.partnership)
    first.coordinator.follows("Read the published report")
    first.coordinator.sees("Fictional Scotland", "SHA-256")
    first.lead.opens(f"{first.home}report/")
    first.lead.follows("3. National report")
    first.lead.sees("Fictional Scotland", "SHA-256")


def _indicator(walk: Walk) -> str:
    """The number of the one indicator."""
    (item,) = walk.indicators()
    return item.number


def _has_only_the_steps_of_an_area(area: Walk, day: str) -> None:
    area.lead.opens(area.home)
    area.lead.sees(f"an area of a national exercise, national report planned for {day}")
    area.lead.opens(f"{area.home}report/")
    area.lead.sees("1. What is found", "2. Conclusion", "3. National report", f"planned for {day}")
    area.lead.does_not_see(*OF_A_REPORT, "Start the report")
    area.lead.is_whole_at(320)
    area.lead.photographs("self-evaluation-area")
    area.lead.opens(f"{area.home}timetable/")
    area.lead.sees("Work in this area concluded")
    area.lead.does_not_see("National report drafted", "National report published", "Embargoed")
    area.coordinator.opens(area.partnership)
    area.coordinator.does_not_see("National report published")


def _all_of_them_stand_in_the_phase(national: Walk) -> None:
    manager = national.browsers.of(national.made.manager)
    manager.opens("/programmes/community-justice/national-self-evaluation/")
    manager.sees(*PLACES, "Fictional Scotland")
    manager.photographs("self-evaluation-phase")


def _is_validated(walk: Walk) -> None:
    """Validated: only what is uncertain is followed up, feedback is given, and a letter is published."""
    walk.notify("support and validate")
    walk.ask_and_hand_over()
    walk.lodge_on_everything()
    number = _indicator(walk)
    walk.take_position(number, UNCERTAIN, "The documents do not show who uses the measures.")
    walk.close_gathering()
    walk.find("The council should say who uses its measures.")
    walk.lead.opens(f"{walk.home}report/")
    walk.lead.sees("The team is still uncertain")
    walk.lodge(number, "Managers told us that each team looks at the measures every month.")
    walk.take_position(number, CERTAIN, "A focus group with staff settled it.")
    walk.lead.opens(f"{walk.home}timetable/")
    walk.lead.sees("erbal feedback")
    walk.draft()
    walk.sign()
    walk.check_facts()
    walk.publish()
    walk.is_read_in_public(
        ("This letter", "We give no grades.", "The council should say who uses its measures."), SCALES
    )
    walk.reader.photographs("self-evaluation-validation-letter")
