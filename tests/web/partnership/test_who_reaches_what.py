"""What an inspected body can reach: a truth table by role, and nothing of the inspectorate's screens."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import URLPattern, reverse
from django.urls.resolvers import RoutePattern

from speir.foundations.models import AuditEntry
from speir.web.inspectorate.urls import urlpatterns as inspectorate
from speir.web.partnership.urls import urlpatterns as partnership
from tests.factories import World, evaluating, gathering, make_world, world_at
from tests.reports.factories import embargoed, published, with_partnership
from tests.web.partnership.reading import address, signed_in, words_of

ROLES = ("coordinator", "contributor", "council_head")
SAMPLES: dict[str, object] = {
    "path": "chronology/quality",
    "int": 1,
    "uuid": "8f14e45f-ceea-467f-a0e6-1d0f5f2ad7a5",
    "slug": "some-slug",
    "str": "some",
}


def sample(pattern: URLPattern, world: World) -> str:
    """An address of this screen, about the world's inspection where it takes a reference."""
    assert isinstance(pattern.pattern, RoutePattern)
    known = {
        "reference": world.inspection.reference,
        "programme": world.phase.programme.slug,
        "phase": world.phase.slug,
    }
    given = {}
    for name, converter in pattern.pattern.converters.items():
        kind = type(converter).__name__.replace("Converter", "").lower().replace("string", "str")
        given[name] = known.get(name, SAMPLES[kind])
    return reverse(str(pattern.name), kwargs=given)


@pytest.mark.parametrize("pattern", inspectorate, ids=lambda pattern: str(pattern.name))
def test_every_screen_of_the_inspectorate_is_not_found_by_the_partnership(pattern: URLPattern) -> None:
    world = world_at(evaluating)
    before = AuditEntry.objects.count()
    client = signed_in(world.coordinator)
    found = sample(pattern, world)
    answers = [client.get(found), client.post(found)]
    shown = [answer for answer in answers if answer.status_code != 405]
    assert shown
    assert {answer.status_code for answer in shown} == {404}
    for answer in shown:
        assert "you may not be on the team that it belongs to" in words_of(answer.content)
        assert world.partnership.name not in words_of(answer.content)
    assert AuditEntry.objects.count() == before + len(shown)


@pytest.mark.parametrize("pattern", partnership, ids=lambda pattern: str(pattern.name))
def test_every_screen_of_ours_is_for_the_partnership_alone(pattern: URLPattern) -> None:
    world = world_at(gathering)
    found = sample(pattern, world)
    for client, expected in ((signed_in(world.lead), {404}), (Client(), {302})):
        answers = [client.get(found), client.post(found)]
        assert {answer.status_code for answer in answers if answer.status_code != 405} == expected


@pytest.mark.parametrize(
    "pattern",
    [one for one in partnership if "<slug:reference>" in str(one.pattern)],
    ids=lambda one: str(one.name),
)
def test_another_partnership_finds_nothing_and_it_is_on_record(pattern: URLPattern) -> None:
    world, other = world_at(gathering), gathering(make_world("Elsewhere"))
    client = signed_in(other.coordinator)
    found = sample(pattern, world)
    answer = client.get(found)
    answer = client.post(found) if answer.status_code == 405 else answer
    assert answer.status_code == 404
    newest = AuditEntry.objects.order_by("-pk")[0]
    assert newest.by_name == other.coordinator.full_name
    assert newest.thread == str(world.inspection.pk)


PAGES = (
    # page, world, who gets it
    ("partnership_letter", gathering, {"council_head"}),
    ("partnership_documents", gathering, {"coordinator", "contributor"}),
    ("partnership_draft", gathering, {"coordinator"}),
    ("partnership_embargoed", gathering, {"coordinator", "council_head"}),
    ("partnership_plan", gathering, {"coordinator", "contributor", "council_head"}),
    ("partnership_inspection", gathering, {"coordinator", "contributor", "council_head"}),
)


@pytest.mark.parametrize(("name", "reach", "who"), PAGES)
@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_its_own_pages(
    name: str, reach: Callable[[World], World], who: set[str], role: str
) -> None:
    world = reach(make_world())
    answer = signed_in(world.people[role]).get(address(name, world))
    assert answer.status_code == (200 if role in who else 403)
    home = signed_in(world.people[role]).get(address("partnership_inspection", world)).content.decode()
    assert (f'href="{address(name, world)}"' in home) is (role in who)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("stage", [gathering, evaluating])
def test_no_page_shows_report_words_before_factual_accuracy(
    role: str, stage: Callable[[World], World]
) -> None:
    world = stage(make_world())
    for name in ("partnership_draft", "partnership_embargoed"):
        answer = signed_in(world.people[role]).get(address(name, world))
        assert "What the scrutiny bodies conclude" not in words_of(answer.content)


@pytest.mark.parametrize(
    ("name", "make", "who"),
    [
        ("partnership_draft", with_partnership, {"coordinator"}),
        ("partnership_embargoed", with_partnership, set()),
        ("partnership_draft", embargoed, set()),
        ("partnership_embargoed", embargoed, {"coordinator", "council_head"}),
        ("partnership_embargoed", published, set()),
    ],
)
def test_who_reads_which_copy(name: str, make: Callable[[], tuple[World, object]], who: set[str]) -> None:
    world, _ = make()
    for role in ROLES:
        answer = signed_in(world.people[role]).get(address(name, world))
        shown = "What the scrutiny bodies conclude" in words_of(answer.content)
        assert shown is (role in who), role


def test_every_name_of_ours_begins_alike() -> None:
    assert all(str(pattern.name).startswith("partnership_") for pattern in partnership)
