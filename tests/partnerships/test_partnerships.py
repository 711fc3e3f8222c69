"""Registering partnerships and appointing link inspectors: who may, what must be true, what is kept."""

from datetime import timedelta

import pytest

from speir.foundations.access import Permission
from speir.foundations.models import AuditEntry
from speir.foundations.refusals import NotAllowed, RuleBroken
from speir.partnerships import permissions, queries, rules
from speir.partnerships.choices import AreaKind, PartnershipKind
from speir.partnerships.models import Area, LinkAppointment, Partnership, PartnershipMember
from speir.partnerships.operations import (
    appoint_link_inspector,
    end_link_appointment,
    load_reference_areas,
    register_fictional_area,
    register_partnership,
)
from speir.people.choices import BodyKind, Role, Side
from speir.people.models import Body
from speir.people.operations import SYSTEM
from speir.people.standing import Standing
from tests.partnerships import factories
from tests.partnerships.factories import AT

ONLY_SERVICE_MANAGERS = (
    permissions.may_load_reference_areas,
    permissions.may_register_partnership,
    permissions.may_appoint_link_inspector,
)


def _standing(role: Role, side: Side = Side.SCRUTINY) -> Standing:
    return Standing(person_id="p", side=side, body_id="b", roles=frozenset({role}))


@pytest.mark.parametrize("permission", ONLY_SERVICE_MANAGERS, ids=lambda permission: str(permission.name))
@pytest.mark.parametrize("role", Role)
def test_only_a_service_manager_looks_after_partnerships(
    permission: Permission[Standing], role: Role
) -> None:
    reason = permission.reason_refused(_standing(role))
    assert (reason is None) is (role == Role.SERVICE_MANAGER)
    assert reason in (None, "Only the service manager can do this.")


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("side", Side)
def test_only_scrutiny_bodies_see_the_names_of_link_inspectors(role: Role, side: Side) -> None:
    reason = permissions.may_see_link_inspector.reason_refused(_standing(role, side))
    assert (reason is None) is (side == Side.SCRUTINY)


def test_partnership_has_bodies() -> None:
    assert rules.partnership_has_bodies.holds([BodyKind.COUNCIL])
    assert not rules.partnership_has_bodies.holds([])


@pytest.mark.parametrize("missing", sorted(rules.NEEDED_FOR_ADULT_PROTECTION))
def test_adult_protection_has_its_three_agencies(missing: BodyKind) -> None:
    rule = rules.adult_protection_has_its_three_agencies
    assert rule.holds([*rules.NEEDED_FOR_ADULT_PROTECTION, BodyKind.HSCP])
    assert not rule.holds(sorted(rules.NEEDED_FOR_ADULT_PROTECTION - {missing}))


def test_inspected_bodies_only() -> None:
    assert rules.inspected_bodies_only.holds([BodyKind.COUNCIL])
    assert not rules.inspected_bodies_only.holds([BodyKind.COUNCIL, BodyKind.SCRUTINY])


def test_fictional_and_real_are_kept_apart() -> None:
    rule = rules.fictional_and_real_are_kept_apart
    assert rule.holds(True, [True, True])
    assert rule.holds(False, [False])
    assert not rule.holds(True, [True, False])
    assert not rule.holds(False, [True])


def test_slug_is_free() -> None:
    assert rules.slug_is_free.holds(False)
    assert not rules.slug_is_free.holds(True)


def test_link_inspector_works_for_a_scrutiny_body() -> None:
    assert rules.link_inspector_works_for_a_scrutiny_body.holds(Side.SCRUTINY)
    assert not rules.link_inspector_works_for_a_scrutiny_body.holds(Side.PARTNERSHIP)


def _register(
    *,
    name: str = "Strathfictional",
    bodies: list[Body],
    areas: list[Area] | None = None,
    is_fictional: bool = True,
) -> Partnership:
    return register_partnership(
        slug="strathfictional",
        name=name,
        kind=PartnershipKind.ADULT_PROTECTION,
        is_fictional=is_fictional,
        bodies=bodies,
        areas=areas or [],
        by=SYSTEM,
        at=AT,
    )


@pytest.mark.django_db
def test_registering_again_adds_only_what_is_new() -> None:
    first = _register(bodies=factories.three_agencies())
    again = _register(bodies=[*factories.three_agencies(), factories.body(BodyKind.THIRD_SECTOR)])
    assert first == again
    assert PartnershipMember.objects.filter(partnership=first).count() == 4


@pytest.mark.django_db
def test_a_taken_address_is_refused_and_nothing_changes() -> None:
    _register(bodies=factories.three_agencies())
    with pytest.raises(RuleBroken, match="already has this address"):
        _register(name="Another", bodies=factories.three_agencies())
    assert Partnership.objects.get().name == "Strathfictional"


@pytest.mark.django_db
def test_every_fault_of_a_partnership_is_told_at_once() -> None:
    with pytest.raises(RuleBroken) as refused:
        _register(bodies=[factories.body(BodyKind.SCRUTINY, is_fictional=False)])
    assert len(refused.value.reasons) == 3
    assert not Partnership.objects.exists()


@pytest.mark.usefixtures("scotland")
def test_a_fictional_partnership_cannot_take_a_real_area() -> None:
    with pytest.raises(RuleBroken, match="only fictional bodies and areas"):
        _register(bodies=factories.three_agencies(), areas=[queries.resolve_area("Fife")])


@pytest.mark.django_db
def test_a_fictional_area_answers_to_its_name_and_is_marked() -> None:
    for _ in range(2):
        area = register_fictional_area(
            kind=AreaKind.COUNCIL, name="Strathfictional", code="", by=SYSTEM, at=AT
        )
    assert queries.resolve_area("STRATHFICTIONAL") == area
    assert area.is_fictional
    assert Area.objects.count() == 1


@pytest.mark.usefixtures("scotland")
def test_a_real_area_cannot_be_registered_as_fictional() -> None:
    with pytest.raises(RuleBroken):
        register_fictional_area(kind=AreaKind.COUNCIL, name="Fife", by=SYSTEM, at=AT)


@pytest.mark.django_db
def test_the_newest_link_inspector_takes_over_and_the_earlier_one_stays_on_record() -> None:
    partnership = factories.partnership()
    first, second = factories.person("Isla First"), factories.person("Rab Second")
    later = AT + timedelta(days=30)
    appoint_link_inspector(partnership=partnership, person=first, by=SYSTEM, at=AT)
    appoint_link_inspector(partnership=partnership, person=second, by=SYSTEM, at=later)
    assert queries.link_inspector_of(partnership) == second
    assert queries.partnership_ids_linked_to(second) == {partnership.pk}
    assert queries.partnership_ids_linked_to(first) == set()
    assert [
        (row.person.full_name, row.from_on, row.until_on) for row in queries.link_appointments_of(partnership)
    ] == [("Isla First", AT.date(), later.date()), ("Rab Second", later.date(), None)]


@pytest.mark.django_db
def test_appointing_the_same_link_inspector_again_changes_nothing() -> None:
    partnership, isla = factories.partnership(), factories.person("Isla First")
    for _ in range(2):
        appoint_link_inspector(partnership=partnership, person=isla, by=SYSTEM, at=AT)
    assert LinkAppointment.objects.count() == 1
    assert queries.link_inspectors_of([partnership.pk]) == {partnership.pk: isla}


@pytest.mark.django_db
def test_ending_an_appointment_leaves_nobody() -> None:
    partnership = factories.partnership()
    appoint_link_inspector(partnership=partnership, person=factories.person("Isla First"), by=SYSTEM, at=AT)
    end_link_appointment(partnership=partnership, by=SYSTEM, at=AT)
    assert queries.link_inspector_of(partnership) is None
    assert AuditEntry.objects.filter(subject_id=str(partnership.pk), what="Link inspector ended").exists()


@pytest.mark.django_db
def test_somebody_of_the_partnership_cannot_be_its_link_inspector() -> None:
    insider = factories.person("Morag Inside", BodyKind.COUNCIL)
    with pytest.raises(RuleBroken, match="works for a scrutiny body"):
        appoint_link_inspector(partnership=factories.partnership(), person=insider, by=SYSTEM, at=AT)


@pytest.mark.django_db
def test_an_inspector_cannot_appoint_and_a_service_manager_can() -> None:
    partnership, isla = factories.partnership(), factories.person("Isla First")
    inspector = factories.person("Ivor Inspector", BodyKind.SCRUTINY, Role.STRATEGIC_INSPECTOR)
    manager = factories.person("Mairi Manager", BodyKind.SCRUTINY, Role.SERVICE_MANAGER)
    with pytest.raises(NotAllowed):
        appoint_link_inspector(partnership=partnership, person=isla, by=inspector, at=AT)
    with pytest.raises(NotAllowed):
        load_reference_areas(by=inspector, at=AT)
    appoint_link_inspector(partnership=partnership, person=isla, by=manager, at=AT)
    assert queries.link_inspector_of(partnership) == isla


@pytest.mark.parametrize("slug", ["", "nowhere", "../etc"])
@pytest.mark.django_db
def test_an_unknown_address_leads_to_no_partnership(slug: str) -> None:
    assert queries.partnership_by_slug(slug) is None
