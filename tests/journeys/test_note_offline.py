"""A contact note written on a phone without a connection, recorded once when the connection is back."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from speir.area_monitoring.models import ContactNote
from speir.area_monitoring.queries import indicators_touched
from speir.area_teams.choices import AreaRole
from speir.area_teams.operations import appoint_to_area
from speir.demo.cast import Cast
from speir.indicators.models import Indicator
from speir.partnerships.queries import areas_of
from speir.people.operations import SYSTEM
from tests.journeys.actors import Actor

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SignIn = Callable[..., Actor]
PHONE = {"width": 320, "height": 640}
KEPT = "This page is kept on this device"


def write(link: Actor, who_with: str, result: str) -> None:
    """Fill in what a note needs."""
    link.picks("Area", "Ardmore")
    link.picks("How", "Telephone")
    link.fills("Who with", who_with)
    link.picks("What it was about", "Risks")
    link.fills("What came of it", result)


def test_a_note_without_a_connection_arrives_once(cast: Cast, sign_in: SignIn, complaints: list[str]) -> None:
    from playwright.sync_api import expect  # here, since most tests need no browser

    for place in ("ardmore", "lochend"):
        appoint_to_area(
            area=areas_of(cast.partnerships[place])[0],
            role=AreaRole.LINK_INSPECTOR,
            person=cast.person("link"),
            by=SYSTEM,
            at=timezone.now(),
        )
    for code in ("NI-3", "NI-19"):
        Indicator.objects.create(collection="core-suite", code=code, name=f"Indicator {code}", unit="%")
    link = sign_in("link", **PHONE)
    link.opens("/office/notes/new/")
    page = link.page
    page.get_by_text(KEPT).wait_for(timeout=60_000)

    page.context.set_offline(True)
    page.reload()
    page.get_by_role("heading", name="Contact note").wait_for()
    write(link, "Lead officer", "Two posts are vacant.")
    page.get_by_text("Purpose and indicators").click()
    link.ticks("NI-19:")
    page.reload()  # the phone is put away and taken out again
    expect(page.get_by_label("What came of it", exact=True)).to_have_value("Two posts are vacant.")
    expect(page.get_by_label("NI-19:")).to_be_checked()
    expect(page.get_by_label("NI-19:")).to_be_visible()  # the fold that holds it is open
    expect(page.get_by_label("NI-3:")).not_to_be_checked()
    page.get_by_role("button", name="Record this contact").click()
    page.get_by_text("Kept on this device only").wait_for()
    page.reload()
    page.get_by_text("Lead officer,").wait_for()
    assert ContactNote.objects.count() == 0

    page.context.set_offline(False)
    page.get_by_text("Recorded on the server at").wait_for(timeout=60_000)
    page.reload()
    page.get_by_text(KEPT).wait_for(timeout=60_000)
    [arrived] = ContactNote.objects.all()
    assert arrived.result == "Two posts are vacant."
    assert [each.code for each in indicators_touched(arrived)] == ["NI-19"]

    # What the server does not take stays here, with the reason, until it is changed.
    write(link, "Lead officer", "No")
    page.get_by_text("Purpose and indicators").click()
    for code in ("NI-3", "NI-19"):
        link.ticks(f"{code}:")
    page.get_by_role("button", name="Record this contact").click()
    page.get_by_role("button", name="Change it").wait_for(timeout=60_000)
    link.sees("Say what came of the contact, in a sentence or two.")
    page.get_by_role("button", name="Change it").click()
    expect(page.get_by_label("Who with", exact=True)).to_be_focused()  # the note is back in the form
    for code in ("NI-3", "NI-19"):
        expect(page.get_by_label(f"{code}:")).to_be_checked()
        expect(page.get_by_label(f"{code}:")).to_be_visible()
    link.fills("What came of it", "Nobody applied.")
    page.get_by_role("button", name="Record this contact").click()
    page.get_by_text("Recorded on the server at").wait_for(timeout=60_000)
    [changed] = ContactNote.objects.filter(result="Nobody applied.")
    assert {each.code for each in indicators_touched(changed)} == {"NI-3", "NI-19"}
    link.opens("/office/areas/ardmore/")
    link.sees("Nobody applied.", "Two posts are vacant.")
    # Chromium reports every request that the missing connection refused.
    complaints[:] = [each for each in complaints if "ERR_INTERNET_DISCONNECTED" not in each]
