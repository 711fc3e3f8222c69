"""The invented people, bodies and partnerships of the demonstration."""

from dataclasses import dataclass, field
from datetime import datetime

from speir.demo.sign_ins import PASSWORD, SIGN_INS, email_of
from speir.partnerships.choices import AreaKind, PartnershipKind
from speir.partnerships.models import Partnership
from speir.partnerships.operations import (
    appoint_link_inspector,
    register_fictional_area,
    register_partnership,
)
from speir.people.choices import BodyKind, Role
from speir.people.models import Body, Person
from speir.people.operations import SYSTEM, give_role, register_body, register_person

CARE = "Care Inspectorate"
HEALTH = "Healthcare Improvement Scotland"
POLICE = "HM Inspectorate of Constabulary in Scotland"

# Which body each of the scrutiny side's people works for, with the post, and the roles held everywhere.
SCRUTINY_PEOPLE: dict[str, tuple[str, str, tuple[Role, ...]]] = {
    "manager": (CARE, "Service manager, strategic scrutiny", (Role.SERVICE_MANAGER,)),
    "lead": (CARE, "Strategic inspector", (Role.STRATEGIC_INSPECTOR,)),
    "ci_inspector": (CARE, "Strategic inspector", (Role.STRATEGIC_INSPECTOR,)),
    "his_inspector": (HEALTH, "Senior inspector", (Role.STRATEGIC_INSPECTOR,)),
    "hmics_inspector": (POLICE, "Lead inspector", (Role.STRATEGIC_INSPECTOR,)),
    "support": (CARE, "Strategic support officer", (Role.SUPPORT_OFFICER,)),
    "ci_signatory": (CARE, "Chief inspector", ()),
    "his_signatory": (HEALTH, "Director", ()),
    "hmics_signatory": (POLICE, "Assistant inspector of constabulary", ()),
    "link": (CARE, "Strategic inspector", (Role.STRATEGIC_INSPECTOR,)),
    "analyst": (CARE, "Methods analyst", (Role.METHODS_ANALYST,)),
    "outsider": (CARE, "Strategic inspector", (Role.STRATEGIC_INSPECTOR,)),
}

BODIES = (
    ("NHS Carron", BodyKind.HEALTH_BOARD, "nhs_carron"),
    ("NHS Muirlands", BodyKind.HEALTH_BOARD, "nhs_muirlands"),
    ("Carron Division (police)", BodyKind.POLICE, "police_carron"),
    ("Muirlands Division (police)", BodyKind.POLICE, "police_muirlands"),
)
SHARED_PEOPLE = (
    ("nhs_carron_head", "Dr Hamish Tait", "Chief executive", "nhs_carron"),
    ("police_carron_head", "Lorna Bain", "Divisional commander", "police_carron"),
    ("nhs_muirlands_head", "Dr Aileen Frew", "Chief executive", "nhs_muirlands"),
    ("police_muirlands_head", "Robert Gunn", "Divisional commander", "police_muirlands"),
)


@dataclass(frozen=True)
class Place:
    """One invented partnership and who works in it."""

    name: str
    health: str
    police: str
    coordinator: str
    contributor: str
    chief_executive: str
    senior_manager: str
    operational_lead: str

    @property
    def key(self) -> str:
        """Its name in small letters."""
        return self.name.lower()


PLACES = (
    Place(
        "Strathcarron",
        "nhs_carron",
        "police_carron",
        "Anne Gillespie",
        "Neil Farquhar",
        "Margaret Orr",
        "Isobel Kemp",
        "Duncan Baxter",
    ),
    Place(
        "Eastmuir",
        "nhs_muirlands",
        "police_muirlands",
        "Callum Grieve",
        "Jean Pollock",
        "Iain Scobie",
        "Agnes Tolmie",
        "Sheila Ogilvie",
    ),
    Place(
        "Glenorrin",
        "nhs_carron",
        "police_carron",
        "Rhona Tulloch",
        "Peter Laidlaw",
        "Sandra Melrose",
        "Ronald Speirs",
        "Norman Geddes",
    ),
    Place(
        "Kinlaggan",
        "nhs_muirlands",
        "police_muirlands",
        "Eilidh Marr",
        "Tom Garvie",
        "Hugh Dalgleish",
        "Ishbel Cumming",
        "Lesley Rintoul",
    ),
    Place(
        "Ardmore",
        "nhs_carron",
        "police_carron",
        "Stuart Neilson",
        "Moira Petrie",
        "Kenneth Shaw",
        "Martin Heggie",
        "Gavin Pirie",
    ),
    Place(
        "Lochend",
        "nhs_muirlands",
        "police_muirlands",
        "Grace Imrie",
        "Andrew Cairns",
        "Helen Strang",
        "Elspeth Rankine",
        "Donna Whyte",
    ),
    Place(
        "Balnagorm",
        "nhs_carron",
        "police_carron",
        "Elaine Buchan",
        "Murdo Keir",
        "Wilma Galt",
        "Colin Ferrie",
        "Jessie Lockhart",
    ),
)


@dataclass
class Cast:
    """Everybody and everything by key."""

    people: dict[str, Person] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    partnerships: dict[str, Partnership] = field(default_factory=dict)

    def person(self, key: str) -> Person:
        """The person with that key."""
        return self.people[key]


def assemble(at: datetime) -> Cast:
    """Make everybody and everything; nothing of it exists yet."""
    cast = Cast()
    for one in SIGN_INS:
        if one.key in SCRUTINY_PEOPLE:
            _add_scrutiny(cast, one.key, one.name, at)
    for name, kind, key in BODIES:
        cast.bodies[key] = _body(name, kind, at)
    for key, name, post, body in SHARED_PEOPLE:
        cast.people[key] = _person(name, post, cast.bodies[body], at)
    for place in PLACES:
        _add_place(cast, place, at)
    return cast


def _body(name: str, kind: BodyKind, at: datetime) -> Body:
    return register_body(name=name, short_name=name, kind=kind, is_fictional=True, by=SYSTEM, at=at)


def _person(name: str, post: str, body: Body, at: datetime) -> Person:
    return register_person(
        email=email_of(name),
        full_name=name,
        post_title=post,
        body=body,
        password=PASSWORD,
        by=SYSTEM,
        at=at,
    )


def _add_scrutiny(cast: Cast, key: str, name: str, at: datetime) -> None:
    body_name, post, roles = SCRUTINY_PEOPLE[key]
    body = Body.objects.get(name=body_name)  # registered with the programme that it signs for
    cast.people[key] = _person(name, post, body, at)
    for role in roles:
        give_role(person=cast.people[key], role=role, by=SYSTEM, at=at)


def _add_place(cast: Cast, place: Place, at: datetime) -> None:
    council = _body(f"{place.name} Council", BodyKind.COUNCIL, at)
    cast.bodies[f"{place.key}_council"] = council
    area = register_fictional_area(kind=AreaKind.COUNCIL, name=place.name, by=SYSTEM, at=at)
    partnership = register_partnership(
        slug=place.key,
        name=place.name,
        kind=PartnershipKind.ADULT_PROTECTION,
        is_fictional=True,
        bodies=[council, cast.bodies[place.health], cast.bodies[place.police]],
        areas=[area],
        by=SYSTEM,
        at=at,
    )
    cast.partnerships[place.key] = partnership
    people = (
        ("coordinator", place.coordinator, "Adult protection lead officer", council),
        ("contributor", place.contributor, "Public protection lead nurse", cast.bodies[place.health]),
        ("council_head", place.chief_executive, "Chief executive", council),
        ("senior_manager", place.senior_manager, "Chief social work officer", council),
        ("operational_lead", place.operational_lead, "Head of adult services", council),
    )
    for key, name, post, body in people:
        cast.people[f"{place.key}_{key}"] = _person(name, post, body, at)
    appoint_link_inspector(partnership=partnership, person=cast.person("link"), by=SYSTEM, at=at)
