"""Every address by everybody: nobody gets or changes what is not in their row; no screen is without a row."""

from uuid import UUID

import pytest
from django.urls import reverse

from speir.config.reference import addresses
from tests.house.asking import ask
from tests.house.screens import (
    AT_OTHER_STAGES,
    EVERYBODY,
    ROWS,
    SIGNED_IN,
    UNGOVERNED,
    Row,
)
from tests.house.where import nothing
from tests.house.worlds import OTHERS, STAGES, VISITOR, Worlds

SCREENS = {str(pattern.name): pattern for _, pattern in addresses()}
AUDIENCES = {"public", "inspectorate", "partnership", "signed_in"}
CHANGING = sorted(name for name, row in ROWS.items() if row.by is not None)


@pytest.fixture(scope="module")
def db(one_transaction: None) -> None:
    """One database for this whole file."""


def who_gets_it(worlds: Worlds, name: str, row: Row) -> set[str]:
    """Everybody who gets a screen."""
    world = worlds.at(row.stage)
    address = reverse(name, kwargs=row.address(world))
    return {
        who
        for who in EVERYBODY
        if ask(worlds, row.stage, who, address, row.form(world) if row.is_lone_post else None).is_open
    }


def test_every_address_has_a_name_and_a_row() -> None:
    assert set(SCREENS) == set(ROWS)


@pytest.mark.parametrize("name", sorted(SCREENS))
def test_every_screen_says_who_it_is_for(name: str) -> None:
    assert getattr(SCREENS[name].callback, "audience", None) in AUDIENCES


@pytest.mark.parametrize("name", sorted(ROWS))
def test_only_those_in_the_row_get_the_screen(name: str, worlds: Worlds) -> None:
    assert who_gets_it(worlds, name, ROWS[name]) == set(ROWS[name].open_to)


@pytest.mark.parametrize(("name", "row"), AT_OTHER_STAGES, ids=lambda each: getattr(each, "stage", each))
def test_earlier_or_later_somebody_else_gets_the_screen(name: str, row: Row, worlds: Worlds) -> None:
    assert who_gets_it(worlds, name, row) == set(row.open_to)


@pytest.mark.parametrize("name", sorted(set(ROWS) - UNGOVERNED))
def test_every_address_that_takes_a_form_says_whose_form_counts(name: str, worlds: Worlds) -> None:
    row = ROWS[name]
    address = reverse(name, kwargs=row.address(worlds.at(row.stage)))
    assert (worlds.browser(row.stage, VISITOR).post(address).status_code != 405) is (row.by is not None)


@pytest.mark.parametrize("name", CHANGING)
def test_only_the_forms_of_those_in_the_row_change_something(name: str, worlds: Worlds) -> None:
    row = ROWS[name]
    world = worlds.at(row.stage)
    address = reverse(name, kwargs=row.address(world))
    sent = {who: ask(worlds, row.stage, who, address, row.form(world)) for who in EVERYBODY}
    assert {who for who, asked in sent.items() if asked.changed} == set(row.by or ())
    refused = {who: asked for who, asked in sent.items() if asked.is_open and not asked.changed}
    assert [who for who, asked in refused.items() if not asked.says_why_not] == []


NAMED = (
    {"concern", "partnership_concern", "decide_on_concern", "partnership_acknowledge_concern"}
    | {"claim_file", "document_file", "partnership_claim_file", "partnership_file", "stand_down"}
    | {
        "partnership_change_action",
        "partnership_drop_action",
        "partnership_finish_action",
        "verify_claim",
    }
)
NUMBERED = {"document", "partnership_document", "evidence_item", "withdraw_finding"}


def from_elsewhere(worlds: Worlds, name: str) -> dict[str, object] | None:
    """An address under this inspection that names a thing of another one; None when it is the same here."""
    row = ROWS[name]
    here = row.address(worlds.at(row.stage))
    mixed = {**row.address(worlds.elsewhere), "reference": here["reference"]}
    return None if mixed == here else mixed


@pytest.mark.parametrize("name", sorted(NAMED | NUMBERED))
def test_nothing_of_another_inspection_is_found_under_this_one(name: str, worlds: Worlds) -> None:
    row, mixed = ROWS[name], from_elsewhere(worlds, name)
    assert mixed, "there must be a thing over there that is not here"
    fields = row.form(worlds.at(row.stage)) if row.by else None
    for who in row.open_to:
        asked = [ask(worlds, row.stage, who, reverse(name, kwargs=mixed), fields)]
        if not row.is_lone_post:
            asked.append(ask(worlds, row.stage, who, reverse(name, kwargs=mixed)))
        assert {each.answer.status_code for each in asked} == {404}, who
        assert not any(each.changed for each in asked)


def test_a_file_is_found_under_its_own_document_only(worlds: Worlds) -> None:
    for name, who in (("document_file", "lead"), ("partnership_file", "coordinator")):
        row = ROWS[name]
        address = reverse(name, kwargs={**row.address(worlds.at(row.stage)), "number": 1})
        assert ask(worlds, row.stage, who, address).answer.status_code == 404


@pytest.mark.parametrize("name", sorted(name for name in ROWS if ROWS[name].address != nothing))
def test_what_is_not_there_is_not_found(name: str, worlds: Worlds) -> None:
    row = ROWS[name]
    here = row.address(worlds.at(row.stage))
    for part, value in here.items():
        address = reverse(name, kwargs={**here, part: absent(value)})
        fields = row.form(worlds.at(row.stage)) if row.is_lone_post else None
        answers = {ask(worlds, row.stage, who, address, fields).answer.status_code for who in row.open_to}
        assert answers == {404}, part


def absent(value: object) -> object:
    """Something of the same kind that names nothing."""
    if isinstance(value, UUID):
        return UUID(int=7)
    return 99 if isinstance(value, int) else "99"


def test_everybody_of_the_matrix_exists(worlds: Worlds) -> None:
    people = [worlds.person(stage, who) for stage in STAGES for who in SIGNED_IN]
    assert all(people)
    assert set(OTHERS) < SIGNED_IN


def test_every_stage_is_used() -> None:
    used = {row.stage for row in ROWS.values()} | {row.stage for _, row in AT_OTHER_STAGES}
    assert used == set(STAGES)


def test_a_row_that_promises_too_much_is_noticed(worlds: Worlds) -> None:
    assert who_gets_it(worlds, "sign_in", Row(frozenset())) != set()
