"""Reviews of the whole country: what areas found comes in without their names, and one report names none."""

from collections.abc import Callable

import pytest

from speir.handovers.operations import bring_in_what_areas_found
from tests.factories import later
from tests.journeys.walking import CERTAIN, Walk

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
Begin = Callable[..., Walk]
SCALES = ("Very good", "Effective with", "progress made")


def test_a_joint_review_ends_in_recommendations_to_agencies(begin: Begin) -> None:
    # Given a joint review of four inspectorates, in one area of which something was found
    name = "community-justice/joint-justice-review"
    begin(name, "community_justice", "Glenfirth").made.found_and_concluded()
    national = begin(name, "national", "Fictional Scotland")
    made = national.made
    made.notify()
    made.gather()
    bring_in_what_areas_found(inspection=made.now(), by=made.lead, at=later(days=60))
    # When findings are recorded, the word for what must improve is the review's own
    national.close_gathering()
    national.lead.opens(f"{national.home}findings/")
    national.lead.sees("Recommendations")
    national.lead.does_not_see("rea for improvement", "reas for improvement")
    national.lead.photographs("joint-findings")
    national.find("Police and prosecutors should say why they divert.")
    national.draft()
    national.lead.does_not_see("rea for improvement", "reas for improvement")
    national.sign()
    national.check_facts()
    national.publish()
    # Then four bodies have signed recommendations, and nothing in print calls them anything else
    national.is_read_in_public(
        ("Recommendation 1", "HM Inspectorate of Prosecution in Scotland", "We give no grades."),
        ("rea for improvement", "reas for improvement", "Glenfirth", *SCALES),
    )
    national.reader.photographs("joint-published")


def test_a_thematic_review_reports_on_its_theme_and_on_no_area(begin: Begin) -> None:
    # Given a theme that is looked at in an area, told by letter, and in the country as a whole
    name = "other-scrutiny/thematic-review"
    area = begin(name, "health_and_social_care", "Glenfirth")
    area.notify()
    area.ask_and_hand_over()
    area.lodge_on_everything()
    for item in area.indicators():
        area.take_position(item.number, CERTAIN, "What we read and heard agrees.")
    area.close_gathering()
    area.find("Partners should write plans with people.")
    # When the work in the area is concluded, it has no report of its own
    area.lead.opens(f"{area.home}report/")
    area.lead.does_not_see("Start the report")
    area.lead.presses("Conclude the work in this area")
    national = begin(name, "national", "Fictional Scotland")
    national.made.notify()
    national.made.gather()
    national.bring_in("Partners should write plans with people.", ["Glenfirth"])
    national.close_gathering()
    national.find("Plans should be written with people everywhere.")
    national.draft()
    national.sign()
    national.check_facts()
    national.publish()
    # Then the country's report is read, with no area's name in it, and nothing follows from it
    national.is_read_in_public(
        ("We give no grades.", "Plans should be written with people everywhere."), ("Glenfirth", *SCALES)
    )
    national.lead.opens(national.home)
    national.lead.sees("Closed")
