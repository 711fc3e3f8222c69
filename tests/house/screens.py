"""Who may open which screen, and who may change something there: one row for every address.

A screen without a row fails the build. A row says who gets the screen, at which stage of a fictional
inspection it is asked for, and, where it takes a form, which form was filled in well and whose counts.
Everybody else must get "not found" or a refusal, and visitors the sign-in page; nothing may change for them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from speir.document_requests.queries import documents_of
from speir.evaluations.queries import findings_of
from speir.evidence.queries import ledger
from speir.improvement_plans.queries import actions_of, areas_of, claims_of, plan_of
from speir.inspections.queries import team_of
from speir.reports.queries import publication_of
from tests.factories import World
from tests.house import sent
from tests.house.worlds import VISITOR

OUTSIDE = frozenset({"outsider", "analyst", "other_lead"})
INSPECTORATE = frozenset({"manager", "lead", "inspector", "support", "ci_signatory", "link"}) | OUTSIDE
OTHER_PARTNERSHIP = frozenset({"other_coordinator", "other_head"})
PARTNERSHIP = frozenset({"coordinator", "contributor", "council_head"}) | OTHER_PARTNERSHIP
SIGNED_IN = INSPECTORATE | PARTNERSHIP
EVERYBODY = SIGNED_IN | {VISITOR}
NOBODY: frozenset[str] = frozenset()

# Those on the scrutiny side who take part in the inspection of the world, or oversee it.
TEAM = INSPECTORATE - OUTSIDE
# The link inspector advises the partnership and reads no evidence and no judgement before the report.
READS_EVIDENCE = TEAM - {"link"}
# The service manager oversees inspections and has no need of the partnership's documents.
READS_DOCUMENTS = READS_EVIDENCE - {"manager"}
# A draft is read by those who write it until it is frozen for those who sign.
WRITES = frozenset({"manager", "lead", "inspector", "support"})
JUDGES = frozenset({"lead", "inspector"})
LEAD = frozenset({"lead"})
LEAD_OR_SUPPORT = frozenset({"lead", "support"})
BUILDS_TEAM = frozenset({"manager", "lead", "support"})
THEIR_OWN = PARTNERSHIP - OTHER_PARTNERSHIP
HANDS_OVER = frozenset({"coordinator", "contributor"})
COORDINATOR = frozenset({"coordinator"})
READS_EMBARGOED = frozenset({"coordinator", "council_head"})

Address = dict[str, object]


def _nothing(world: World) -> Address:
    return {}


def _phase(world: World) -> Address:
    return {"programme": world.phase.programme.slug, "phase": world.phase.slug}


def _inspection(world: World) -> Address:
    return {"reference": world.inspection.reference}


def _member(world: World) -> Address:
    return {**_inspection(world), "member": team_of(world.inspection)[-1].pk}


def _area(world: World) -> Address:
    return {"address": "aberdeen-city"}


def _framework(world: World) -> Address:
    return {"key": world.phase.framework.key, "version": world.phase.framework.version}


def _publication(world: World) -> Address:
    found = publication_of(world.inspection)
    assert found is not None
    return {"slug": found.publication.slug}


def _document(world: World) -> Address:
    return {**_inspection(world), "number": documents_of(world.inspection)[-1].document.number}


def _document_file(world: World) -> Address:
    return {**_document(world), "handed_id": documents_of(world.inspection)[-1].files[0].pk}


def _evidence(world: World) -> Address:
    return {**_inspection(world), "number": max(item.number for item in ledger(world.inspection))}


def _indicator(world: World) -> Address:
    return {**_inspection(world), "number": world.indicators()[0].number}


def _evaluated(world: World) -> Address:
    return {**_inspection(world), "number": world.evaluated()[0].number}


def _finding(world: World) -> Address:
    return {**_inspection(world), "number": max(each.number for each in findings_of(world.inspection))}


def _section(world: World) -> Address:
    return {**_inspection(world), "key": "about"}


def _draft_section(world: World) -> Address:
    return {**_inspection(world), "section_key": "about"}


def _first(world: World) -> Address:
    """The first version, comment, or part of the plan."""
    return {**_inspection(world), "number": 1}


def _planned(world: World) -> Address:
    plan = plan_of(world.inspection)
    assert plan is not None
    return {**_inspection(world), "planned_id": actions_of(plan)[0].pk}


def _part(world: World) -> Address:
    plan = plan_of(world.inspection)
    assert plan is not None
    return {**_inspection(world), "number": areas_of(plan)[-1].number}


def _claim(world: World) -> Address:
    plan = plan_of(world.inspection)
    assert plan is not None
    return {**_inspection(world), "claim_id": claims_of(plan)[0].claim.pk}


def _claim_file(world: World) -> Address:
    plan = plan_of(world.inspection)
    assert plan is not None
    return {**_inspection(world), "file_id": claims_of(plan)[0].files[0].pk}


@dataclass(frozen=True)
class Row:
    """Who gets one screen, how its address is filled in, and at which stage it is asked for.

    ``by`` are those whose well-filled form ``form`` changes something; None where nothing can be changed.
    ``is_lone_post`` marks an address that is nothing but a form's destination: ``open_to`` reaches it.
    """

    open_to: frozenset[str]
    address: Callable[[World], Address] = _nothing
    stage: str = "planned"
    by: frozenset[str] | None = None
    form: Callable[[World], sent.Fields] = sent.nothing
    is_lone_post: bool = False


def _post(
    open_to: frozenset[str],
    address: Callable[[World], Address],
    stage: str,
    by: frozenset[str],
    form: Callable[[World], sent.Fields] = sent.nothing,
) -> Row:
    return Row(open_to, address, stage, by, form, is_lone_post=True)


PUBLIC = {
    "about": Row(EVERYBODY),
    "accessibility": Row(EVERYBODY),
    "gallery": Row(EVERYBODY),
    "healthz": Row(EVERYBODY),
    "privacy": Row(EVERYBODY),
    "public_area": Row(EVERYBODY, _area, "areas"),
    "public_areas": Row(EVERYBODY),
    "public_home": Row(EVERYBODY),
    "published_report": Row(EVERYBODY, _publication, "plan opened"),
    "published_report_content": Row(EVERYBODY, _publication, "plan opened"),
    "published_reports": Row(EVERYBODY),
    "sign_in": Row(EVERYBODY),
    "start": Row(EVERYBODY),
    "sign_out": Row(SIGNED_IN, is_lone_post=True),
    "words": Row(SIGNED_IN, is_lone_post=True),
}

OFFICE = {
    "area": Row(INSPECTORATE, _area, "areas"),
    "areas": Row(INSPECTORATE),
    "framework": Row(INSPECTORATE, _framework),
    "framework_workbook": Row(INSPECTORATE, _framework),
    "frameworks": Row(INSPECTORATE),
    "import_framework": Row(
        frozenset({"manager", "analyst"}), by=frozenset({"manager", "analyst"}), form=sent.framework
    ),
    "my_work": Row(INSPECTORATE),
    "phase": Row(INSPECTORATE, _phase),
    "plan_inspection": Row(
        frozenset({"manager"}), _phase, by=frozenset({"manager"}), form=sent.planned_inspection
    ),
    "programmes": Row(INSPECTORATE),
    "who_may_do_what": Row(INSPECTORATE),
}

INSPECTION = {
    "history": Row(BUILDS_TEAM, _inspection),
    "inspection": Row(TEAM, _inspection),
    "letters": Row(TEAM, _inspection, by=LEAD_OR_SUPPORT),
    "mark_milestone": _post(TEAM, _inspection, "lodged", LEAD_OR_SUPPORT, sent.milestone),
    "stand_down": _post(TEAM, _member, "planned", BUILDS_TEAM),
    "team": Row(TEAM, _inspection, by=BUILDS_TEAM, form=sent.appointment),
    "timetable": Row(TEAM, _inspection, by=BUILDS_TEAM, form=sent.pause),
}

GATHERING = {
    "accept_document": _post(READS_DOCUMENTS, _document, "handed over", LEAD_OR_SUPPORT | JUDGES),
    "ask_again": _post(
        READS_DOCUMENTS, _document, "handed over", LEAD_OR_SUPPORT | JUDGES, sent.asking_again
    ),
    "ask_for_documents": Row(READS_DOCUMENTS, _inspection, "notified", LEAD_OR_SUPPORT, sent.documents),
    "document": Row(READS_DOCUMENTS, _document, "handed over"),
    "document_file": Row(READS_DOCUMENTS, _document_file, "handed over"),
    "documents": Row(READS_DOCUMENTS, _inspection, "handed over"),
    "evidence": Row(READS_EVIDENCE, _inspection, "lodged"),
    "evidence_item": Row(READS_EVIDENCE, _evidence, "lodged", JUDGES, sent.why),
    "lodge_evidence": Row(READS_EVIDENCE, _inspection, "lodged", JUDGES, sent.evidence),
    "lodge_from_document": _post(
        READS_DOCUMENTS, _document, "handed over", JUDGES, sent.evidence_from_document
    ),
    "take_position": Row(READS_EVIDENCE, _indicator, "lodged", JUDGES, sent.position),
}

EVALUATION = {
    "consolidate": _post(READS_EVIDENCE, _evaluated, "found", LEAD, sent.team_judgement),
    "evaluate": Row(READS_EVIDENCE, _evaluated, "evaluating", JUDGES, sent.own_judgement),
    "evaluations": Row(READS_EVIDENCE, _inspection, "evaluating"),
    "findings": Row(READS_EVIDENCE, _inspection, "found"),
    "open_evaluation": _post(READS_EVIDENCE, _inspection, "lodged", LEAD),
    "record_finding": Row(READS_EVIDENCE, _evaluated, "found", JUDGES, sent.finding),
    # Only those who have an evaluation of their own can take it back.
    "reopen_evaluation": _post(JUDGES, _evaluated, "found", JUDGES, sent.reopening),
    "withdraw_finding": Row(READS_EVIDENCE, _finding, "found", JUDGES, sent.why),
}

REPORT = {
    "answer_comment": Row(TEAM, _first, "responding", LEAD, sent.answer),
    "bring_in_findings": _post(WRITES, _inspection, "drafted", JUDGES),
    "decline_sign_off": _post(TEAM, _inspection, "signing", frozenset({"ci_signatory"}), sent.declining),
    "embargo": Row(TEAM, _inspection, "ready", LEAD_OR_SUPPORT, sent.embargo),
    "factual_accuracy": Row(TEAM, _inspection, "signed off", LEAD_OR_SUPPORT, sent.due_day),
    "keep_signed_version": _post(TEAM, _inspection, "answered", LEAD),
    "publish": Row(TEAM, _inspection, "embargoed", LEAD_OR_SUPPORT),
    "report": Row(TEAM, _inspection, "signing"),
    "report_section": Row(JUDGES, _section, "drafted", JUDGES, sent.section),
    "report_version": Row(TEAM, _first, "signing"),
    "send_for_sign_off": _post(WRITES, _inspection, "drafted", LEAD),
    "sign_off": Row(TEAM, _inspection, "signing", frozenset({"ci_signatory"}), sent.signature),
    "start_report": _post(TEAM, _inspection, "consolidated", LEAD),
    "take_back_report": _post(TEAM, _inspection, "signing", LEAD, sent.back_reason),
}

PLAN = {
    "agree_plan": _post(TEAM, _inspection, "submitted", frozenset({"link"})),
    "claim_file": Row(TEAM, _claim_file, "claimed"),
    "complete_progress_review": _post(TEAM, _inspection, "judged", LEAD),
    "improvement_plan": Row(TEAM, _inspection, "claimed"),
    "judge_area": Row(TEAM, _part, "under review", JUDGES, sent.progress),
    "progress_review": Row(TEAM, _inspection, "agreed", frozenset({"lead", "link"}), sent.review_start),
    "return_plan": _post(TEAM, _inspection, "submitted", frozenset({"link"}), sent.back_reason),
    "verify_claim": Row(TEAM, _claim, "claimed", frozenset({"link"}), sent.verdict),
}

OF_THE_PARTNERSHIP = {
    "partnership_change_action": Row(
        HANDS_OVER, _planned, "actions planned", HANDS_OVER, sent.planned_action
    ),
    "partnership_claim": Row(HANDS_OVER, _part, "agreed", HANDS_OVER, sent.claim),
    "partnership_claim_file": Row(THEIR_OWN, _claim_file, "claimed"),
    "partnership_comment": Row(COORDINATOR, _draft_section, "commented", COORDINATOR, sent.fact_comment),
    "partnership_document": Row(HANDS_OVER, _document, "handed over"),
    "partnership_documents": Row(HANDS_OVER, _inspection, "handed over"),
    "partnership_draft": Row(COORDINATOR, _inspection, "commented"),
    "partnership_drop_action": _post(HANDS_OVER, _planned, "actions planned", HANDS_OVER),
    "partnership_embargoed": Row(READS_EMBARGOED, _inspection, "embargoed", READS_EMBARGOED),
    "partnership_file": Row(HANDS_OVER, _document_file, "handed over"),
    "partnership_finish_action": _post(HANDS_OVER, _planned, "agreed", HANDS_OVER),
    "partnership_finish_comments": _post(COORDINATOR, _inspection, "commented", COORDINATOR),
    "partnership_hand_over": _post(HANDS_OVER, _document, "handed over", HANDS_OVER, sent.files),
    "partnership_home": Row(PARTNERSHIP, stage="handed over"),
    "partnership_inspection": Row(THEIR_OWN, _inspection, "told"),
    "partnership_letter": Row(frozenset({"council_head"}), _inspection, "told", frozenset({"council_head"})),
    "partnership_not_held": _post(HANDS_OVER, _first, "handed over", HANDS_OVER, sent.not_held),
    "partnership_plan": Row(THEIR_OWN, _inspection, "claimed"),
    "partnership_plan_action": Row(HANDS_OVER, _part, "plan opened", HANDS_OVER, sent.planned_action),
    "partnership_submit_plan": _post(THEIR_OWN, _inspection, "actions planned", COORDINATOR),
}

ROWS: dict[str, Row] = {
    **PUBLIC,
    **OFFICE,
    **INSPECTION,
    **GATHERING,
    **EVALUATION,
    **REPORT,
    **PLAN,
    **OF_THE_PARTNERSHIP,
}

# What the people who are signed in do to themselves; nothing of it is about an inspection.
OF_ONESELF = {"sign_in", "sign_out", "words"}

# The same addresses earlier or later on the way, where somebody else gets them.
AT_OTHER_STAGES: list[tuple[str, Row]] = [
    ("partnership_inspection", Row(NOBODY, _inspection, "planned")),
    ("partnership_documents", Row(NOBODY, _inspection, "planned")),
    ("partnership_plan", Row(NOBODY, _inspection, "planned")),
    ("sign_off", Row(NOBODY, _inspection, "drafted")),
    ("report_section", Row(JUDGES, _section, "commented")),
    ("report_version", Row(WRITES, _first, "plan opened")),
    ("factual_accuracy", Row(WRITES, _inspection, "drafted")),
    ("embargo", Row(WRITES, _inspection, "drafted")),
    ("publish", Row(WRITES, _inspection, "drafted")),
    # What the partnership says while it is still writing is its own.
    ("answer_comment", Row(NOBODY, _first, "commented")),
    ("judge_area", Row(NOBODY, _part, "agreed")),
    ("reopen_evaluation", Row(NOBODY, _evaluated, "evaluating", is_lone_post=True)),
    ("improvement_plan", Row(TEAM, _inspection, "drafted")),
    ("partnership_comment", Row(NOBODY, _draft_section, "signing")),
    ("partnership_comment", Row(NOBODY, _draft_section, "embargoed")),
    ("partnership_finish_comments", Row(NOBODY, _inspection, "signing", is_lone_post=True)),
    ("history", Row(BUILDS_TEAM, _inspection, "claimed")),
]
