"""Who may do what in an inspection: the whole truth table."""

import pytest

from speir.document_requests import permissions as documents
from speir.evaluations import permissions as evaluations
from speir.evidence import permissions as evidence
from speir.foundations.access import Permission
from speir.inspections import permissions as inspections
from speir.people import permissions as people
from speir.people.choices import Role
from speir.people.standing import Standing
from tests.people_standings import allowed_roles, standing

R = Role
TABLE = [
    (people.may_appoint, {R.SERVICE_MANAGER}),
    (inspections.may_plan_inspection, {R.SERVICE_MANAGER}),
    (inspections.may_build_team, {R.SERVICE_MANAGER, R.LEAD_INSPECTOR, R.SUPPORT_OFFICER}),
    (inspections.may_change_timetable, {R.SERVICE_MANAGER, R.LEAD_INSPECTOR, R.SUPPORT_OFFICER}),
    (inspections.may_mark_milestone, {R.LEAD_INSPECTOR, R.SUPPORT_OFFICER}),
    (inspections.may_notify, {R.LEAD_INSPECTOR, R.SUPPORT_OFFICER}),
    (inspections.may_acknowledge_letter, {R.HEAD, R.OPERATIONAL_LEAD}),
    (inspections.may_see_history, {R.SERVICE_MANAGER, R.LEAD_INSPECTOR, R.SUPPORT_OFFICER}),
    (documents.may_ask_for_documents, {R.LEAD_INSPECTOR, R.SUPPORT_OFFICER}),
    (documents.may_hand_over, {R.COORDINATOR, R.CONTRIBUTOR}),
    (documents.may_receive_documents, {R.LEAD_INSPECTOR, R.INSPECTOR, R.SUPPORT_OFFICER}),
    (
        documents.may_read_documents,
        {R.LEAD_INSPECTOR, R.INSPECTOR, R.SUPPORT_OFFICER, R.SIGNATORY, R.COORDINATOR, R.CONTRIBUTOR},
    ),
    (evidence.may_lodge_evidence, {R.LEAD_INSPECTOR, R.INSPECTOR}),
    (
        evidence.may_read_evidence,
        {R.LEAD_INSPECTOR, R.INSPECTOR, R.SUPPORT_OFFICER, R.SIGNATORY, R.SERVICE_MANAGER},
    ),
    (evaluations.may_open_evaluation, {R.LEAD_INSPECTOR}),
    (evaluations.may_evaluate, {R.LEAD_INSPECTOR, R.INSPECTOR}),
    (evaluations.may_consolidate, {R.LEAD_INSPECTOR}),
    (evaluations.may_make_findings, {R.LEAD_INSPECTOR, R.INSPECTOR}),
    (
        evaluations.may_read_judgements,
        {R.LEAD_INSPECTOR, R.INSPECTOR, R.SUPPORT_OFFICER, R.SIGNATORY, R.SERVICE_MANAGER},
    ),
]


@pytest.mark.parametrize(("permission", "roles"), TABLE, ids=lambda value: getattr(value, "name", ""))
def test_only_these_roles_may(permission: Permission[Standing], roles: set[Role]) -> None:
    assert allowed_roles(permission) == roles


@pytest.mark.parametrize(("permission", "roles"), TABLE, ids=lambda value: getattr(value, "name", ""))
def test_nobody_may_without_a_role_and_hears_why(permission: Permission[Standing], roles: set[Role]) -> None:
    assert permission.reason_refused(standing())
