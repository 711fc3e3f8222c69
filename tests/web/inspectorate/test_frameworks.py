"""Frameworks: the list, one whole, and one as a workbook."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from speir.frameworks.operations import import_shipped_frameworks, mark_used
from speir.frameworks.pages import FrameworkLine, FrameworkPage, PageItem, PageLevel, PageScale
from speir.frameworks.queries import framework as framework_at
from speir.frameworks.terms import Terms, TermWords
from speir.people.choices import BodyKind, Role
from speir.people.models import Person
from speir.people.operations import SYSTEM
from speir.web.inspectorate.frameworks import one_framework_page
from tests.factories import NOW, make_body, make_framework, make_person

PHASE_2 = {"key": "asp-phase-2", "version": "2023.1"}
IMPORTED = datetime(2026, 11, 2, 9, tzinfo=UTC)


def line(key: str, version: str) -> FrameworkLine:
    """One line of the list."""
    return FrameworkLine(key, version, key.title(), False, IMPORTED, None, 3)


def whole(*, indicative: bool = True, own: dict[str, TermWords] | None = None) -> FrameworkPage:
    """A framework of one key area with one indicator and one scale of two levels."""
    level = PageLevel("good", "Good", "Words", indicative, "Source")
    below = PageItem("1.1", "Inquiries", "Quality indicator", "", False, "", indicative, "", (level,), ())
    area = PageItem("1", "Processes", "Key area", "", True, "Six", indicative, "", (), (below,))
    scale = PageScale("Six", (level, PageLevel("weak", "Weak", "", False, "Source")))
    return FrameworkPage(
        key="asp",
        version="2",
        title="Adult support",
        purpose="",
        source="",
        is_indicative=indicative,
        imported_at=IMPORTED,
        used_at=None,
        items=(area,),
        scales=(scale,),
        terms=Terms(own or {}),
    )


@pytest.fixture
def inspector(db: None) -> Person:
    """Somebody of a scrutiny body who may read but not import."""
    return make_person(make_body("Care body", BodyKind.SCRUTINY), "", Role.STRATEGIC_INSPECTOR)


@pytest.fixture
def shipped(db: None) -> None:
    """The frameworks that come with Speir."""
    import_shipped_frameworks(by=SYSTEM, at=NOW)


def test_a_framework_is_counted_in_its_own_words() -> None:
    assert one_framework_page(whole(), []).contents == "1 key area, 1 quality indicator"
    own = {"key_area": TermWords("domain", "domains")}
    assert one_framework_page(whole(own=own), []).contents == "1 domain, 1 quality indicator"


def test_indicative_wording_is_counted_part_by_part() -> None:
    assert one_framework_page(whole(), []).wording.startswith("4 of 5 parts have indicative wording")
    assert one_framework_page(whole(indicative=False), []).wording.startswith("All wording is official")


def test_every_word_is_listed_and_the_frameworks_own_are_marked() -> None:
    own = {"area_for_improvement": TermWords("recommendation", "recommendations")}
    terms = {term.usual: term for term in one_framework_page(whole(own=own), []).terms}
    assert terms["area for improvement"].singular == "recommendation"
    assert [term.usual for term in terms.values() if term.is_own] == ["area for improvement"]
    assert terms["strength"].plural == "strengths"


def test_other_versions_are_those_of_the_same_framework() -> None:
    lines = [line("asp", "1"), line("asp", "2"), line("children", "1")]
    assert [other.version for other in one_framework_page(whole(), lines).other_versions] == ["1"]


def test_the_list_shows_every_version(client: Client, inspector: Person, shipped: None) -> None:
    client.force_login(inspector)
    words = client.get(reverse("frameworks")).content.decode()
    assert reverse("framework", kwargs=PHASE_2) in words
    assert "Partly indicative" in words
    assert "not used yet" in words


def test_an_empty_list_says_what_to_do(client: Client, inspector: Person) -> None:
    client.force_login(inspector)
    assert "No framework has been imported yet" in client.get(reverse("frameworks")).content.decode()


def test_who_may_not_import_sees_the_reason_beside_the_button(client: Client, inspector: Person) -> None:
    client.force_login(inspector)
    words = client.get(reverse("frameworks")).content.decode()
    assert "Only the methods analyst or service manager can do this." in words
    assert f'href="{reverse("import_framework")}"' not in words


def test_one_framework_shows_indicators_illustrations_scales_and_what_is_indicative(
    client: Client, inspector: Person, shipped: None
) -> None:
    client.force_login(inspector)
    words = client.get(reverse("framework", kwargs=PHASE_2)).content.decode()
    for told in ("We screen and triage concerns", "Six-point scale", "Very good and Weak illustrated"):
        assert told in words
    assert words.count(">Indicative</span>") > 16
    assert "not used yet" in words


def test_a_used_framework_says_since_when_and_that_it_does_not_change(
    client: Client, inspector: Person, shipped: None
) -> None:
    mark_used(framework=framework_at(**PHASE_2), by=SYSTEM, at=NOW)
    client.force_login(inspector)
    words = client.get(reverse("framework", kwargs=PHASE_2)).content.decode()
    assert "2 November 2026" in words
    assert "no: give a change a new version" in words


def test_the_workbook_can_be_opened_and_holds_the_framework(
    client: Client, inspector: Person, shipped: None
) -> None:
    client.force_login(inspector)
    answer = client.get(reverse("framework_workbook", kwargs=PHASE_2))
    assert 'filename="asp-phase-2-2023-1.xlsx"' in answer["Content-Disposition"]
    workbook = load_workbook(BytesIO(answer.content))
    assert {"framework", "items", "illustrations", "levels"} <= set(workbook.sheetnames)


@pytest.mark.parametrize("name", ["framework", "framework_workbook"])
@pytest.mark.parametrize("unknown", [{"key": "nothing", "version": "1"}, {**PHASE_2, "version": "9"}])
def test_an_unknown_framework_is_not_found(
    client: Client, inspector: Person, shipped: None, name: str, unknown: dict[str, str]
) -> None:
    client.force_login(inspector)
    assert client.get(reverse(name, kwargs=unknown)).status_code == 404


@pytest.mark.parametrize("name", ["frameworks", "framework", "framework_workbook"])
def test_only_inspectors_read_frameworks_and_nobody_posts_to_them(
    client: Client, inspector: Person, shipped: None, name: str
) -> None:
    address = reverse(name, kwargs=None if name == "frameworks" else PHASE_2)
    assert client.get(address)["Location"].startswith(reverse("sign_in"))
    client.force_login(make_person(make_body("A council")))
    assert client.get(address).status_code == 404
    client.force_login(inspector)
    assert client.post(address).status_code == 405


def test_more_frameworks_ask_no_more_of_the_database(client: Client, inspector: Person) -> None:
    client.force_login(inspector)
    make_framework()
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("frameworks"))
    make_framework()
    make_framework()
    with CaptureQueriesContext(connection) as three:
        client.get(reverse("frameworks"))
    assert len(one) == len(three)
