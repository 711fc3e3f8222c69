"""Who may open which screen: one row for every address. A screen without a row fails the build.

A row says who gets the screen, and which part of a world of ``tests.factories`` it is asked for.
Everybody else must get "not found" or a refusal, and visitors the sign-in page.
"""

from collections.abc import Callable
from dataclasses import dataclass

from speir.inspections.queries import team_of
from speir.partnerships.operations import load_reference_areas
from speir.people.operations import SYSTEM
from speir.reports.queries import publication_of
from tests.factories import NOW, World, make_world
from tests.reports.factories import published

VISITOR = "visitor"
INSPECTORATE = frozenset(
    {"manager", "lead", "inspector", "support", "ci_signatory", "link", "outsider", "analyst"}
)
PARTNERSHIP = frozenset({"coordinator", "contributor", "council_head", "other_coordinator"})
SIGNED_IN = INSPECTORATE | PARTNERSHIP
EVERYBODY = SIGNED_IN | {VISITOR}
# Those on the scrutiny side who take part in the inspection of the world, or oversee it.
TEAM = INSPECTORATE - {"outsider", "analyst"}
THEIR_OWN = PARTNERSHIP - {"other_coordinator"}


def _nothing(world: World) -> dict[str, str]:
    return {}


def _phase(world: World) -> dict[str, str]:
    return {"programme": world.phase.programme.slug, "phase": world.phase.slug}


def _inspection(world: World) -> dict[str, str]:
    return {"reference": world.inspection.reference}


def _member(world: World) -> dict[str, str]:
    member = team_of(world.inspection)[-1]
    return {"reference": world.inspection.reference, "member": str(member.pk)}


def _area(world: World) -> dict[str, str]:
    load_reference_areas(by=SYSTEM, at=NOW)
    return {"address": "aberdeen-city"}


def _framework(world: World) -> dict[str, str]:
    return {"key": world.phase.framework.key, "version": world.phase.framework.version}


def _publication(world: World) -> dict[str, str]:
    published_report = publication_of(world.inspection)
    assert published_report is not None
    return {"slug": published_report.publication.slug}


def published_world() -> World:
    """A world whose report is published."""
    return published()[0]


@dataclass(frozen=True)
class Row:
    """Who gets one screen, how its address is filled in, and how far the world must have come.

    For a ``post`` it says who reaches the screen; whether the operation then lets them is for its own tests.
    """

    open_to: frozenset[str]
    address: Callable[[World], dict[str, str]] = _nothing
    world: Callable[[], World] = make_world
    method: str = "get"


ROWS: dict[str, Row] = {
    # Everybody, signed in or not.
    "about": Row(EVERYBODY),
    "accessibility": Row(EVERYBODY),
    "gallery": Row(EVERYBODY),
    "healthz": Row(EVERYBODY),
    "privacy": Row(EVERYBODY),
    "public_area": Row(EVERYBODY, _area),
    "public_areas": Row(EVERYBODY),
    "public_home": Row(EVERYBODY),
    "published_report": Row(EVERYBODY, _publication, published_world),
    "published_report_content": Row(EVERYBODY, _publication, published_world),
    "published_reports": Row(EVERYBODY),
    "sign_in": Row(EVERYBODY),
    "start": Row(EVERYBODY),
    # Anybody who is signed in.
    "sign_out": Row(SIGNED_IN, method="post"),
    "words": Row(SIGNED_IN, method="post"),
    # The scrutiny bodies.
    "area": Row(INSPECTORATE, _area),
    "areas": Row(INSPECTORATE),
    "framework": Row(INSPECTORATE, _framework),
    "framework_workbook": Row(INSPECTORATE, _framework),
    "frameworks": Row(INSPECTORATE),
    "import_framework": Row(frozenset({"manager", "analyst"})),
    "my_work": Row(INSPECTORATE),
    "who_may_do_what": Row(INSPECTORATE),
    "phase": Row(INSPECTORATE, _phase),
    "plan_inspection": Row(frozenset({"manager"}), _phase),
    "programmes": Row(INSPECTORATE),
    # Those who take part in one inspection.
    "history": Row(frozenset({"manager", "lead", "support"}), _inspection),
    "inspection": Row(TEAM, _inspection),
    "letters": Row(TEAM, _inspection),
    "stand_down": Row(TEAM, _member, method="post"),
    "team": Row(TEAM, _inspection),
    "timetable": Row(TEAM, _inspection),
}
