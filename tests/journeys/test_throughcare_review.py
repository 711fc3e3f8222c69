"""The throughcare review: four areas find, each is concluded, and one national report names none."""

from collections.abc import Callable

import pytest

from tests.journeys.walking import CERTAIN, Walk

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
Begin = Callable[..., Walk]
PLACES = ("Glenfirth", "Inverquoich", "Strathbeg", "Kinlaven")
SCALES = ("Very good", "Effective with", "progress made")


def test_throughcare_is_reviewed_in_four_areas_and_reported_without_their_names(begin: Begin) -> None:
    # Given four areas of the review and the national exercise, each told by letter
    name = "community-justice/throughcare-review"
    first, *others = [begin(name, "justice_social_work", place) for place in PLACES]
    manager = first.browsers.of(first.made.manager)
    manager.opens("/programmes/community-justice/throughcare-review/method/")
    manager.sees("National report that names no area", "licence")
    manager.photographs("throughcare-method")
    first.notify()
    first.ask_and_hand_over()
    # When one area is walked by hand: evidence, positions, findings, and the area is concluded
    first.lodge_on_everything()
    for number in ("1", "2", "3", "4"):
        first.take_position(number, CERTAIN, "Records and staff agree.")
    first.close_gathering()
    first.find("Social workers should meet people before they leave custody.")
    first.lead.opens(f"{first.home}report/")
    first.lead.does_not_see("Start the report")
    first.lead.photographs("area-to-conclude")
    first.lead.presses("Conclude the work in this area")
    first.lead.opens(first.home)
    first.lead.sees("Closed")
    for area in others:
        area.made.found_and_concluded()
    national = begin(name, "national", "Fictional Scotland")
    national.made.notify()
    national.made.gather()
    # Then what four areas found is brought in without a name, settled, and reported
    national.bring_in("Social workers should meet people before they leave custody.", PLACES)
    national.lead.photographs("national-evidence")
    national.close_gathering()
    national.find("Areas should meet people before they leave custody.")
    national.draft()
    national.lead.sees("It names none of them.")
    national.sign()
    national.check_facts()
    national.publish()
    national.is_read_in_public(
        ("We give no grades.", "Area for improvement 1", "no improvement plan"), (*PLACES, *SCALES)
    )
    national.reader.photographs("national-published")
