"""Who may open which screen, and who may change something there: one row for every address.

A screen without a row fails the build. A row says who gets the screen, at which stage of a fictional
inspection it is asked for, and, where it takes a form, which form was filled in well and whose counts.
Everybody else must get "not found" or a refusal, and visitors the sign-in page; nothing may change for them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.factories import World
from tests.house import sent, where
from tests.house.worlds import VISITOR

OUTSIDE = frozenset({"outsider", "analyst", "other_lead"})
INSPECTORATE = frozenset({"manager", "lead", "inspector", "support", "ci_signatory", "link"}) | OUTSIDE
OTHER_PARTNERSHIP = frozenset({"other_coordinator", "other_head"})
# Those who read records or receive concerns have no part in documents, drafts or plans.
SENIOR = frozenset({"senior_manager"})
LOCAL_READER = frozenset({"local_reader"})
PARTNERSHIP = (
    frozenset({"coordinator", "contributor", "council_head"}) | SENIOR | LOCAL_READER | OTHER_PARTNERSHIP
)
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
# A frame holds pseudonyms; still only those who draw and read see it.
READS_RECORDS = frozenset({"lead", "inspector", "support"})
MANAGER = frozenset({"manager"})
ANALYST = frozenset({"analyst"})
LINK = frozenset({"link"})
LEAD = frozenset({"lead"})
LEAD_OR_SUPPORT = frozenset({"lead", "support"})
BUILDS_TEAM = frozenset({"manager", "lead", "support"})
THEIR_OWN = PARTNERSHIP - OTHER_PARTNERSHIP
PLANS = THEIR_OWN - SENIOR - LOCAL_READER
# Whoever raised the concern of these worlds is an inspector; another inspector does not learn of it.
SEES_CONCERN = frozenset({"manager", "lead", "inspector"})
HANDS_OVER = frozenset({"coordinator", "contributor"})
COORDINATOR = frozenset({"coordinator"})
HEAD = frozenset({"council_head"})
WORKS_TO_IT = frozenset({"lead", "inspector", "support", "ci_signatory", "coordinator"})
READS_EMBARGOED = frozenset({"coordinator", "council_head"})


@dataclass(frozen=True)
class Row:
    """Who gets one screen, how its address is filled in, and at which stage it is asked for.

    ``by`` are those whose well-filled form ``form`` changes something; None where nothing can be changed.
    ``is_lone_post`` marks an address that is nothing but a form's destination: ``open_to`` reaches it.
    """

    open_to: frozenset[str]
    address: Callable[[World], where.Address] = where.nothing
    stage: str = "planned"
    by: frozenset[str] | None = None
    form: Callable[[World], sent.Fields] = sent.nothing
    is_lone_post: bool = False


def _post(
    open_to: frozenset[str],
    address: Callable[[World], where.Address],
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
    "reading_worker": Row(EVERYBODY),
    "privacy": Row(EVERYBODY),
    "public_area": Row(EVERYBODY, where.area, "areas"),
    "public_areas": Row(EVERYBODY),
    "public_enquiry": Row(EVERYBODY, where.followed_area, "area followed", EVERYBODY, sent.enquiry),
    "public_practice": Row(EVERYBODY, where.practice, "area followed"),
    "public_practices": Row(EVERYBODY),
    "public_consultation": Row(EVERYBODY, where.consultation, "consulting"),
    "public_consultation_content": Row(EVERYBODY, where.consultation, "consultation answered"),
    "public_consultation_part": Row(
        EVERYBODY, where.part_of_draft, "consulting", EVERYBODY, sent.comment_on_draft
    ),
    "public_open_work": Row(EVERYBODY),
    "public_programme": Row(EVERYBODY, where.programme, "consultation answered"),
    "public_home": Row(EVERYBODY),
    "question_gallery": Row(EVERYBODY),
    "published_report": Row(EVERYBODY, where.publication, "plan opened"),
    "published_report_content": Row(EVERYBODY, where.publication, "plan opened"),
    "published_edition": Row(EVERYBODY, where.edition, "corrected"),
    "published_edition_content": Row(EVERYBODY, where.edition, "corrected"),
    "published_progress_review": Row(EVERYBODY, where.published_review, "review published"),
    "published_review_content": Row(EVERYBODY, where.published_review, "review published"),
    "published_reports": Row(EVERYBODY),
    "reading_events": Row(frozenset({"inspector"}), where.reading, "reading", is_lone_post=True),
    "reading_file": Row(frozenset({"inspector"}), where.reading_file, "reading"),
    "reading_state": Row(frozenset({"inspector"}), where.reading, "reading"),
    "put_aside": Row(SIGNED_IN),
    "words_not_sent": Row(SIGNED_IN),
    "send_again": Row(SIGNED_IN),
    "sign_in": Row(EVERYBODY),
    "start": Row(EVERYBODY),
    "my_calendar": Row(SIGNED_IN, stage="feeds", by=SIGNED_IN, form=sent.feed),
    "end_feed": _post(SIGNED_IN, where.nothing, "feeds", SIGNED_IN),
    "diary_date": Row(frozenset({"lead"}), where.diary_date, "feeds"),
    "feed": Row(EVERYBODY, where.feed, "feeds"),
    "sign_out": Row(SIGNED_IN, is_lone_post=True),
    "words": Row(SIGNED_IN, is_lone_post=True),
}

OFFICE = {
    "area": Row(INSPECTORATE, where.area, "areas"),
    "area_facts": Row(INSPECTORATE, where.area, "areas"),
    "areas": Row(INSPECTORATE),
    "framework": Row(INSPECTORATE, where.framework),
    "framework_workbook": Row(INSPECTORATE, where.framework),
    "frameworks": Row(INSPECTORATE),
    "import_framework": Row(
        frozenset({"manager", "analyst"}), by=frozenset({"manager", "analyst"}), form=sent.framework
    ),
    "import_programme": Row(
        frozenset({"manager", "analyst"}), by=frozenset({"manager", "analyst"}), form=sent.programme
    ),
    "choosing": Row(INSPECTORATE, where.phase, "another partnership", MANAGER, sent.choosing),
    "set_choice_aside": _post(INSPECTORATE, where.choice, "chosen", MANAGER, sent.setting_aside),
    "ministers_request": _post(INSPECTORATE, where.phase, "planned", MANAGER, sent.ministers_request),
    "approved_timetable": _post(INSPECTORATE, where.request, "chosen", MANAGER, sent.approved_timetable),
    "phase_method": Row(INSPECTORATE, where.phase),
    "programme_template": Row(INSPECTORATE),
    "programme_workbook": Row(INSPECTORATE, where.programme),
    "my_work": Row(INSPECTORATE),
    "phase": Row(INSPECTORATE, where.phase),
    "plan_inspection": Row(MANAGER, where.phase, "another partnership", MANAGER, sent.planned_inspection),
    "programme_by_month": Row(INSPECTORATE, where.programme),
    "programmes": Row(INSPECTORATE),
    "who_may_do_what": Row(INSPECTORATE),
    "questionnaires": Row(INSPECTORATE),
    "questionnaire": Row(INSPECTORATE, where.template, "templates"),
    "questionnaire_version": Row(INSPECTORATE, where.template_version, "templates", ANALYST, sent.retiring),
    "questionnaire_workbook": Row(INSPECTORATE, where.template_version, "templates"),
    "check_questionnaire": Row(ANALYST, stage="templates", by=ANALYST, form=sent.workbook_to_check),
    "checked_questionnaire": Row(INSPECTORATE, where.checked_template, "templates", ANALYST, sent.publishing),
    "preview_questionnaire": Row(INSPECTORATE, where.checked_template, "templates"),
    "questionnaire_logic": Row(INSPECTORATE, where.checked_template, "templates"),
}

# The link inspector of the area, and the service manager, who look after it.
FOLLOWS = frozenset({"link", "manager"})
# Those of the same scrutiny body as the link inspector, who wrote the note for their own body.
OWN_BODY = frozenset({"manager", "lead", "support", "ci_signatory", "link", "outsider", "analyst"})

CAPACITY = {
    "adopt_capacity_plan": _post(MANAGER, where.scenario, "capacity planned", MANAGER, sent.adopting),
    "capacity_plan": Row(MANAGER, where.scenario, "capacity planned", MANAGER, sent.planning_again),
    "capacity_plan_file": Row(MANAGER, where.scenario, "capacity planned"),
    "area_holidays": Row(MANAGER, stage="holidays kept", by=MANAGER, form=sent.holidays),
    "take_holiday_out": Row(MANAGER, where.holiday, "holidays kept", MANAGER, sent.taking_scrutiny_out),
    "capacity_plans": Row(MANAGER, stage="capacity planned"),
    "compare_capacity_plans": Row(MANAGER, where.scenarios, "capacity planned"),
    "make_capacity_plan": Row(MANAGER, where.phase, "another partnership", MANAGER, sent.scenario),
}

KEEPS_CALENDAR = frozenset({"manager", "lead", "link", "outsider", "other_lead"})
SCRUTINY = {
    "bring_scrutiny_in": Row(
        KEEPS_CALENDAR, stage="scrutiny noted", by=KEEPS_CALENDAR, form=sent.calendar_file
    ),
    "scrutiny_calendar": Row(INSPECTORATE, stage="scrutiny noted", by=KEEPS_CALENDAR, form=sent.scrutiny),
    "scrutiny_calendar_file": Row(INSPECTORATE, stage="scrutiny noted"),
    "scrutiny_file": Row(KEEPS_CALENDAR - {"other_lead"}, where.scrutiny_file, "calendar handed in"),
    "take_scrutiny_out": Row(
        INSPECTORATE,
        where.scrutiny,
        "scrutiny noted",
        KEEPS_CALENDAR - {"other_lead"},
        sent.taking_scrutiny_out,
    ),
}

LOOKS_AFTER_METHODS = frozenset({"manager", "analyst"})
# Anybody of a scrutiny body who holds a role everywhere.
HOLDS_A_ROLE = frozenset({"manager", "lead", "link", "outsider", "analyst", "other_lead"})
OF_THE_COUNCIL = COORDINATOR | HEAD | SENIOR
IN_THE_OPEN = {
    "consultation": Row(
        INSPECTORATE, where.consultation, "comments in", LOOKS_AFTER_METHODS, sent.closing_day
    ),
    "consultation_answer": Row(
        INSPECTORATE, where.consultation, "decided", LOOKS_AFTER_METHODS, sent.publish_answer
    ),
    "consultation_group": Row(
        INSPECTORATE,
        where.group_of_comments,
        "comments grouped",
        LOOKS_AFTER_METHODS,
        sent.decision_on_comments,
    ),
    "consultations": Row(INSPECTORATE, stage="consulting", by=LOOKS_AFTER_METHODS, form=sent.consultation),
    "engagement": Row(INSPECTORATE, where.engagement, "consulting", HOLDS_A_ROLE, sent.engagement_done),
    "engagement_workbook": Row(INSPECTORATE, where.programme, "consulting"),
    "involvement": Row(
        INSPECTORATE, where.involvement, "consulting", LOOKS_AFTER_METHODS, sent.publish_involvement
    ),
    "partnership_consultation": Row(PARTNERSHIP, where.consultation, "consulting"),
    "partnership_consultation_part": Row(
        PARTNERSHIP, where.part_of_draft, "consulting", PARTNERSHIP, sent.comment_on_draft
    ),
    "partnership_consultations": Row(PARTNERSHIP),
    "working_openly": Row(INSPECTORATE, where.programme, "consulting", LOOKS_AFTER_METHODS, sent.aims),
}

# Strategic inspectors everywhere, and the service manager.
CHECKS = frozenset({"manager", "lead", "link", "outsider", "other_lead"})
IMPORTS = frozenset({"manager", "analyst"})
# Strategic inspectors, service managers and analysts of any body; those who are only in a team may not.
DISMISSES = frozenset({"manager", "lead", "link", "outsider", "other_lead", "analyst"})

NUMBERS = {
    "area_numbers": Row(INSPECTORATE, where.area, "areas"),
    "bring_in_numbers": Row(IMPORTS, stage="numbers", by=IMPORTS, form=sent.numbers_file),
    "indicator": Row(INSPECTORATE, where.measured, "numbers"),
    "numbers": Row(INSPECTORATE),
    "numbers_file": Row(IMPORTS, where.numbers_file, "numbers", IMPORTS, sent.columns),
    "bring_in_services": Row(IMPORTS, stage="numbers", by=IMPORTS, form=sent.services_file),
    "services_file": Row(IMPORTS, where.services_file, "numbers"),
    "services_month": Row(INSPECTORATE, where.services_month, "numbers"),
    "signal": Row(INSPECTORATE, where.signal, "numbers", DISMISSES, sent.dismissal),
    "signals": Row(INSPECTORATE, stage="numbers"),
    "vintage": Row(INSPECTORATE, where.vintage, "numbers"),
}

AREAS = {
    "area_factor": Row(OWN_BODY, where.factor, "area followed", FOLLOWS, sent.factor_gone),
    "area_handover": Row(FOLLOWS, where.followed_area, "area followed", MANAGER, sent.handover),
    "area_risk": Row(OWN_BODY, where.risk, "area followed", FOLLOWS, sent.forecast),
    "area_risks": Row(INSPECTORATE, where.followed_area, "area followed", FOLLOWS, sent.barrier),
    "enquiry": Row(FOLLOWS, where.enquiry, "area followed", FOLLOWS, sent.answer_to_enquiry),
    "forecasting": Row(INSPECTORATE),
    "area_sharing": Row(INSPECTORATE, where.followed_area, "area followed", FOLLOWS, sent.sharing),
    "area_support": Row(INSPECTORATE, where.followed_area, "area followed", FOLLOWS, sent.support_offer),
    "support_offer": Row(
        INSPECTORATE, where.support_offer, "support accepted", FOLLOWS, sent.support_session
    ),
    "risk_conversations": Row(INSPECTORATE, where.followed_area, "area followed", FOLLOWS, sent.conversation),
    "risk_conversation": Row(
        OWN_BODY | frozenset({"inspector"}),
        where.conversation,
        "bodies meet",
        CHECKS & OWN_BODY | FOLLOWS,
        sent.view,
    ),
    "area_summaries": Row(INSPECTORATE, where.followed_area, "area followed", FOLLOWS, sent.summary),
    "area_summary": Row(INSPECTORATE, where.summary, "summary sent", FOLLOWS, sent.taken_back),
    "summary_item": Row(INSPECTORATE, where.summary_item, "summary sent", FOLLOWS, sent.item_words),
    "partnership_summaries": Row(PARTNERSHIP, stage="summary sent"),
    "partnership_summary": Row(COORDINATOR | HEAD, where.summary, "summary sent"),
    "partnership_summary_item": Row(
        COORDINATOR | HEAD, where.summary_item, "summary sent", COORDINATOR | HEAD, sent.item_answer
    ),
    "partnership_support": Row(PARTNERSHIP, stage="support offered"),
    "partnership_offer": Row(
        HANDS_OVER | HEAD, where.support_offer, "support offered", COORDINATOR | HEAD, sent.support_answer
    ),
    "area_team": Row(INSPECTORATE, where.followed_area, "area followed", FOLLOWS, sent.intensity),
    "contact_note": Row(OWN_BODY, where.note, "area followed"),
    "finish_next_step": _post(OWN_BODY, where.next_step, "area followed", FOLLOWS),
    "my_areas": Row(INSPECTORATE),
    "note_events": Row(INSPECTORATE, stage="area followed", is_lone_post=True),
    "note_state": Row(INSPECTORATE),
    "practice": Row(INSPECTORATE, where.practice, "area followed", CHECKS, sent.agreement),
    "practices": Row(INSPECTORATE, stage="area followed", by=INSPECTORATE, form=sent.topics),
    "partnership_practice": Row(
        PARTNERSHIP, where.practice_elsewhere, "area followed", PARTNERSHIP, sent.uptake
    ),
    "partnership_practices": Row(PARTNERSHIP, stage="area followed", by=PARTNERSHIP, form=sent.topics),
    "put_away": _post(INSPECTORATE, where.nothing, "area followed", INSPECTORATE, sent.seen_line),
    "partnership_area": Row(INSPECTORATE, where.partnership),
    "write_note": Row(INSPECTORATE, stage="area followed", by=FOLLOWS, form=sent.contact),
}

INSPECTION = {
    "history": Row(BUILDS_TEAM, where.inspection),
    "inspection": Row(TEAM, where.inspection),
    "letters": Row(TEAM, where.inspection, by=LEAD_OR_SUPPORT),
    "letters_of_kind": Row(TEAM, where.letter, "pack", LEAD_OR_SUPPORT),
    "remind_of_letters": _post(TEAM, where.notification, "told", LEAD_OR_SUPPORT),
    "mark_milestone": _post(LEAD_OR_SUPPORT, where.inspection, "lodged", LEAD_OR_SUPPORT, sent.milestone),
    "put_weeks_back": Row(BUILDS_TEAM, where.left_out, "weeks left out", BUILDS_TEAM, sent.putting_back),
    "shift_timetable": _post(BUILDS_TEAM, where.inspection, "lodged", BUILDS_TEAM, sent.shift),
    "stand_down": _post(TEAM, where.member, "planned", BUILDS_TEAM),
    "team": Row(TEAM, where.inspection, by=BUILDS_TEAM, form=sent.appointment),
    "timetable_changed": Row(
        TEAM,
        where.inspection,
        "timetable changed",
        WORKS_TO_IT - COORDINATOR,
        sent.known,
    ),
    "partnership_timetable_changed": Row(
        COORDINATOR, where.inspection, "timetable changed", COORDINATOR, sent.known
    ),
    "timetable_by_month": Row(TEAM, where.inspection, "pack"),
    "timetable": Row(TEAM, where.inspection, by=BUILDS_TEAM, form=sent.pause),
}

SEES_PACK = TEAM - {"ci_signatory"}
READS_BRIEFING = frozenset({"coordinator", "contributor", "council_head"})
PACK = {
    "answer_pack_question": _post(
        SEES_PACK, where.pack_question, "question asked", LEAD_OR_SUPPORT | JUDGES, sent.pack_answer
    ),
    "phase_pack_document": Row(
        INSPECTORATE, where.phase_briefing, "document released", LOOKS_AFTER_METHODS, sent.common_version
    ),
    "pack": Row(SEES_PACK, where.inspection, "document released"),
    "pack_document": Row(SEES_PACK, where.briefing, "document released"),
    "pack_document_day": _post(SEES_PACK, where.briefing, "pack", LEAD_OR_SUPPORT, sent.pack_day),
    "pack_document_version": _post(
        SEES_PACK, where.briefing, "document released", LEAD_OR_SUPPORT, sent.pack_version
    ),
    "pack_file": Row(SEES_PACK, where.pack_file, "question answered"),
    "pack_question": Row(SEES_PACK, where.pack_question, "question asked"),
    "release_pack_document": _post(SEES_PACK, where.briefing, "pack", LEAD_OR_SUPPORT, sent.pack_release),
    "remind_of_receipts": _post(SEES_PACK, where.briefing, "document released", LEAD_OR_SUPPORT),
    "share_pack_answer": _post(
        SEES_PACK, where.pack_question, "question answered", LEAD_OR_SUPPORT, sent.pack_share
    ),
    "partnership_acknowledge_document": _post(
        READS_BRIEFING, where.briefing, "document released", READS_BRIEFING, sent.pack_receipt
    ),
    "partnership_ask_about_document": _post(
        READS_BRIEFING, where.briefing, "document released", READS_BRIEFING, sent.pack_asking
    ),
    "partnership_pack": Row(THEIR_OWN, where.inspection, "document released"),
    "partnership_pack_document": Row(READS_BRIEFING, where.briefing, "document released"),
    "partnership_pack_file": Row(READS_BRIEFING, where.pack_file, "question answered"),
}

GATHERING = {
    "accept_document": _post(READS_DOCUMENTS, where.document, "handed over", LEAD_OR_SUPPORT | JUDGES),
    "ask_again": _post(
        READS_DOCUMENTS, where.document, "handed over", LEAD_OR_SUPPORT | JUDGES, sent.asking_again
    ),
    "ask_for_documents": Row(READS_DOCUMENTS, where.inspection, "notified", LEAD_OR_SUPPORT, sent.documents),
    "document": Row(READS_DOCUMENTS, where.document, "handed over"),
    "document_file": Row(READS_DOCUMENTS, where.document_file, "handed over"),
    "documents": Row(READS_DOCUMENTS, where.inspection, "handed over"),
    "evidence": Row(READS_EVIDENCE, where.inspection, "lodged"),
    "evidence_item": Row(READS_EVIDENCE, where.evidence, "lodged", JUDGES, sent.why),
    "lodge_evidence": Row(READS_EVIDENCE, where.inspection, "lodged", JUDGES, sent.evidence),
    "lodge_from_document": _post(
        READS_DOCUMENTS, where.document, "handed over", JUDGES, sent.evidence_from_document
    ),
    "take_position": Row(READS_EVIDENCE, where.indicator, "lodged", JUDGES, sent.position),
}

RECORDS = {
    "draw_sample": Row(READS_RECORDS, where.inspection, "framed", LEAD_OR_SUPPORT, sent.draw),
    "frame_template": Row(READS_RECORDS, where.inspection, "framed"),
    "frame_workbook": Row(READS_RECORDS, where.inspection, "framed"),
    "import_frame": Row(READS_RECORDS, where.inspection, "framed", LEAD_OR_SUPPORT, sent.frame),
    "record_frame": Row(READS_RECORDS, where.inspection, "framed"),
    "records": Row(READS_RECORDS, where.inspection, "sampled"),
    "sample_receipt": Row(READS_RECORDS, where.inspection, "sampled"),
    "sampled_records": Row(READS_RECORDS, where.inspection, "sampled"),
    "set_aside_record": Row(READS_RECORDS, where.sampled, "sampled", LEAD_OR_SUPPORT, sent.why),
}

EVALUATION = {
    "consolidate": _post(READS_EVIDENCE, where.evaluated, "found", LEAD, sent.team_judgement),
    "evaluate": Row(READS_EVIDENCE, where.evaluated, "evaluating", JUDGES, sent.own_judgement),
    "evaluations": Row(READS_EVIDENCE, where.inspection, "evaluating"),
    "findings": Row(READS_EVIDENCE, where.inspection, "found"),
    "open_evaluation": _post(READS_EVIDENCE, where.inspection, "lodged", LEAD),
    "record_finding": Row(READS_EVIDENCE, where.evaluated, "found", JUDGES, sent.finding),
    # Only those who have an evaluation of their own can take it back, and until all are in.
    "reopen_evaluation": _post(JUDGES, where.evaluated, "some submitted", JUDGES, sent.reopening),
    "reopen_for_inspector": _post(READS_EVIDENCE, where.evaluated, "found", LEAD, sent.reopening_for),
    "withdraw_finding": Row(READS_EVIDENCE, where.finding, "found", JUDGES, sent.why),
}

REPORT = {
    "answer_comment": Row(TEAM, where.first, "responding", LEAD, sent.answer),
    "bring_in_findings": _post(WRITES, where.inspection, "drafted", JUDGES),
    "decline_sign_off": _post(TEAM, where.inspection, "signing", frozenset({"ci_signatory"}), sent.declining),
    "embargo": Row(TEAM, where.inspection, "ready", LEAD_OR_SUPPORT, sent.embargo),
    "factual_accuracy": Row(TEAM, where.inspection, "signed off", LEAD_OR_SUPPORT, sent.due_day),
    "keep_signed_version": _post(TEAM, where.inspection, "answered", LEAD),
    "publish": Row(TEAM, where.inspection, "embargoed", LEAD_OR_SUPPORT),
    "correction": Row(TEAM, where.inspection, "plan opened", LEAD, sent.correction),
    "give_up_correction": _post(TEAM, where.inspection, "being corrected", LEAD, sent.give_up),
    "publish_correction": _post(TEAM, where.inspection, "correction signed", LEAD_OR_SUPPORT),
    "report": Row(TEAM, where.inspection, "signing"),
    "report_section": Row(JUDGES, where.section, "drafted", JUDGES, sent.section),
    "report_version": Row(TEAM, where.first, "signing"),
    "send_for_sign_off": _post(WRITES, where.inspection, "drafted", LEAD),
    "sign_off": Row(TEAM, where.inspection, "signing", frozenset({"ci_signatory"}), sent.signature),
    "conclude_area": _post(READS_EVIDENCE, where.inspection, "area found", LEAD),
    "bring_in_areas": _post(READS_EVIDENCE, where.inspection, "national", JUDGES),
    "start_report": _post(TEAM, where.inspection, "consolidated", LEAD),
    "take_back_report": _post(TEAM, where.inspection, "signing", LEAD, sent.back_reason),
}

PLAN = {
    "agree_plan": _post(TEAM, where.inspection, "submitted", LINK),
    "claim_file": Row(TEAM, where.claim_file, "claimed"),
    "complete_progress_review": _post(TEAM, where.inspection, "facts checked", LEAD),
    "complete_review_and_go_on": _post(TEAM, where.inspection, "facts checked", LEAD),
    "review_facts": Row(TEAM, where.inspection, "judged", LEAD_OR_SUPPORT, sent.review_due_day),
    "answer_on_review": Row(TEAM, where.first, "review commented", LEAD, sent.answer),
    "decline_progress_review": _post(
        TEAM, where.inspection, "review complete", frozenset({"ci_signatory"}), sent.review_declining
    ),
    "sign_progress_review": _post(
        TEAM, where.inspection, "review complete", frozenset({"ci_signatory"}), sent.review_signature
    ),
    "publish_progress_review": _post(TEAM, where.inspection, "review signed", LEAD_OR_SUPPORT),
    "improvement_plan": Row(TEAM, where.inspection, "claimed"),
    "judge_area": Row(TEAM, where.part, "under review", JUDGES, sent.progress),
    "progress_review": Row(TEAM, where.inspection, "agreed", frozenset({"lead", "link"}), sent.review_start),
    "return_plan": _post(TEAM, where.inspection, "submitted", LINK, sent.back_reason),
    "verify_claim": Row(TEAM, where.claim, "claimed", LINK, sent.verdict),
}

CONCERNS = {
    "ask_about_concern": _post(SEES_CONCERN, where.concern, "concern acted on", LEAD, sent.more),
    "close_concern": _post(SEES_CONCERN, where.concern, "concern acted on", LEAD, sent.theme),
    "concern": Row(SEES_CONCERN, where.concern, "concern raised"),
    "concerns": Row(TEAM, where.inspection, "concern raised"),
    "concerns_nationally": Row(MANAGER, stage="concern acted on"),
    "decide_on_concern": _post(SEES_CONCERN, where.concern, "concern raised", LEAD, sent.decision),
    "raise_concern": Row(TEAM, where.inspection, "concern raised", TEAM, sent.concern),
    "partnership_acknowledge_concern": _post(SENIOR, where.concern, "concern passed", SENIOR),
    "partnership_name_senior_manager": Row(
        COORDINATOR, where.inspection, "told", COORDINATOR, sent.senior_manager
    ),
    "partnership_concern": Row(SENIOR, where.concern, "concern passed"),
    "partnership_concerns": Row(SENIOR | LOCAL_READER, where.inspection, "concern passed"),
    "partnership_raise_concern": Row(
        LOCAL_READER, where.inspection, "concern passed", LOCAL_READER, sent.concern
    ),
    "partnership_say_what_was_done": _post(
        SENIOR, where.concern, "concern acknowledged", SENIOR, sent.what_was_done
    ),
}

SEES_PROGRESS = JUDGES | frozenset({"support"})
INSPECTOR = frozenset({"inspector"})
RECONCILES = frozenset({"inspector", "lead"})
RECORD_READING = {
    "allocate_records": _post(SEES_PROGRESS, where.exercise, "reading", LEAD_OR_SUPPORT),
    "finish_reconciling": _post(RECONCILES, where.settled_pair, "reading", RECONCILES),
    "lodge_figure": Row(SEES_PROGRESS, where.figure, "reading", JUDGES, sent.figure),
    "my_records": Row(JUDGES, where.inspection, "reading"),
    "one_reading": Row(SEES_PROGRESS, where.one_reading, "reading", LEAD_OR_SUPPORT, sent.taking_back),
    "partnership_finish_reconciling": _post(LOCAL_READER, where.settled_pair, "reading", LOCAL_READER),
    "partnership_my_records": Row(LOCAL_READER, where.inspection, "reading"),
    "partnership_pick_answer": _post(LOCAL_READER, where.our_reading, "reading", LOCAL_READER, sent.our_pick),
    "partnership_reading": Row(
        LOCAL_READER, where.our_allocated_reading, "reading", LOCAL_READER, sent.declaration
    ),
    "partnership_reading_hand_in": Row(LOCAL_READER, where.our_ready, "reading", LOCAL_READER),
    "partnership_reading_offline": Row(LOCAL_READER, where.our_reading, "reading"),
    "partnership_reading_offline_in": Row(LOCAL_READER, where.our_reading_in, "reading"),
    "partnership_reading_page": Row(LOCAL_READER, where.our_page, "reading", LOCAL_READER, sent.read_page),
    "partnership_reconcile": Row(LOCAL_READER, where.pair, "reading", LOCAL_READER, sent.settlement),
    "pick_answer": _post(INSPECTOR, where.one_reading, "reading", INSPECTOR, sent.pick),
    "reading": Row(INSPECTOR, where.allocated_reading, "reading", INSPECTOR, sent.declaration),
    "reading_agreement": Row(SEES_PROGRESS, where.exercise, "reading"),
    "reading_figures": Row(SEES_PROGRESS, where.exercise, "reading"),
    "reading_hand_in": Row(INSPECTOR, where.ready, "reading", INSPECTOR),
    "reading_offline": Row(INSPECTOR, where.one_reading, "reading"),
    "reading_offline_in": Row(INSPECTOR, where.one_reading_in, "reading"),
    "reading_page": Row(INSPECTOR, where.reading_page, "reading", INSPECTOR, sent.read_page),
    "reconcile": Row(RECONCILES, where.pair, "reading", RECONCILES, sent.settlement),
    "record_reading": Row(SEES_PROGRESS, where.inspection, "reading"),
    "start_reading": Row(SEES_PROGRESS, where.inspection, "reading", LEAD_OR_SUPPORT, sent.exercise),
}

OF_THE_PARTNERSHIP = {
    "partnership_change_action": Row(
        HANDS_OVER, where.planned, "actions planned", HANDS_OVER, sent.planned_action
    ),
    "partnership_claim": Row(HANDS_OVER, where.part, "agreed", HANDS_OVER, sent.claim),
    "partnership_claim_file": Row(PLANS, where.claim_file, "claimed"),
    "partnership_comment": Row(COORDINATOR, where.draft_section, "commented", COORDINATOR, sent.fact_comment),
    "partnership_document": Row(HANDS_OVER, where.document, "handed over"),
    "partnership_documents": Row(HANDS_OVER, where.inspection, "handed over"),
    "partnership_draft": Row(COORDINATOR, where.inspection, "commented"),
    "partnership_review": Row(COORDINATOR, where.inspection, "review with partnership"),
    "partnership_comment_on_review": Row(
        COORDINATOR, where.first, "review with partnership", COORDINATOR, sent.fact_comment
    ),
    "partnership_finish_review": _post(COORDINATOR, where.inspection, "review with partnership", COORDINATOR),
    "partnership_drop_action": _post(HANDS_OVER, where.planned, "actions planned", HANDS_OVER),
    "partnership_embargoed": Row(READS_EMBARGOED, where.inspection, "embargoed", READS_EMBARGOED),
    # The file is the council's; the contributor is of the NHS board.
    "partnership_file": Row(COORDINATOR, where.document_file, "handed over"),
    "partnership_finish_action": _post(HANDS_OVER, where.planned, "agreed", HANDS_OVER),
    "partnership_finish_comments": _post(COORDINATOR, where.inspection, "commented", COORDINATOR),
    "partnership_hand_over": _post(HANDS_OVER, where.document, "handed over", HANDS_OVER, sent.files),
    "partnership_home": Row(PARTNERSHIP, stage="handed over"),
    "partnership_by_month": Row(THEIR_OWN, where.inspection, "told"),
    "partnership_inspection": Row(THEIR_OWN, where.inspection, "told"),
    "partnership_letter": Row(
        frozenset({"council_head"}), where.inspection, "told", frozenset({"council_head"})
    ),
    "partnership_not_held": _post(HANDS_OVER, where.first, "handed over", HANDS_OVER, sent.not_held),
    "partnership_plan": Row(PLANS, where.inspection, "claimed"),
    "partnership_plan_action": Row(HANDS_OVER, where.part, "plan opened", HANDS_OVER, sent.planned_action),
    "partnership_frame_template": Row(COORDINATOR, where.inspection, "framed"),
    "partnership_records": Row(COORDINATOR, where.inspection, "framed", COORDINATOR, sent.frame),
    "partnership_submit_plan": _post(PLANS, where.inspection, "actions planned", COORDINATOR),
}

ROWS: dict[str, Row] = {
    **PUBLIC,
    **OFFICE,
    **AREAS,
    **CAPACITY,
    **SCRUTINY,
    **NUMBERS,
    **IN_THE_OPEN,
    **INSPECTION,
    **PACK,
    **GATHERING,
    **RECORDS,
    **EVALUATION,
    **REPORT,
    **PLAN,
    **CONCERNS,
    **RECORD_READING,
    **OF_THE_PARTNERSHIP,
}

# Forms that count for nobody but their sender: they change nothing that is audited.
UNGOVERNED = {
    "gallery",
    "note_events",
    "preview_questionnaire",
    "question_gallery",
    "reading_events",
    "reading_file",
    "put_aside",
    "send_again",
    "sign_in",
    "sign_out",
    "words",
    "words_not_sent",
}

# The same addresses earlier or later on the way, where somebody else gets them.
AT_OTHER_STAGES: list[tuple[str, Row]] = [
    ("partnership_inspection", Row(NOBODY, where.inspection, "planned")),
    ("partnership_by_month", Row(NOBODY, where.inspection, "planned")),
    # What is not public reaches those whose body is invited; nothing reaches anybody before it opens.
    ("public_consultation", Row(NOBODY, where.consultation, "by invitation")),
    ("partnership_consultation", Row(OF_THE_COUNCIL, where.consultation, "by invitation")),
    (
        "partnership_consultation_part",
        Row(OF_THE_COUNCIL, where.part_of_draft, "by invitation"),
    ),
    ("public_programme", Row(NOBODY, where.programme, "consulting")),
    ("partnership_documents", Row(NOBODY, where.inspection, "planned")),
    # Before it is released nobody of the partnership reads a document.
    ("partnership_pack_document", Row(NOBODY, where.briefing, "pack")),
    ("partnership_plan", Row(NOBODY, where.inspection, "planned")),
    ("sign_off", Row(NOBODY, where.inspection, "drafted")),
    ("report_section", Row(JUDGES, where.section, "commented")),
    ("report_version", Row(WRITES, where.first, "plan opened")),
    ("factual_accuracy", Row(WRITES, where.inspection, "drafted")),
    ("embargo", Row(WRITES, where.inspection, "drafted")),
    ("publish", Row(WRITES, where.inspection, "drafted")),
    ("correction", Row(NOBODY, where.inspection, "embargoed")),
    # What the partnership says while it is still writing is its own.
    ("answer_comment", Row(NOBODY, where.first, "commented")),
    ("judge_area", Row(NOBODY, where.part, "agreed")),
    ("reopen_evaluation", Row(NOBODY, where.evaluated, "evaluating", is_lone_post=True)),
    ("improvement_plan", Row(TEAM, where.inspection, "drafted")),
    ("partnership_comment", Row(NOBODY, where.draft_section, "signing")),
    ("partnership_comment", Row(NOBODY, where.draft_section, "embargoed")),
    ("partnership_finish_comments", Row(NOBODY, where.inspection, "signing", is_lone_post=True)),
    # There is nothing of a review to comment on before the judgements are sent, nor once it is complete.
    ("partnership_comment_on_review", Row(NOBODY, where.first, "judged")),
    ("partnership_comment_on_review", Row(NOBODY, where.first, "review complete")),
    # Its comments are its own until it has finished.
    ("answer_on_review", Row(NOBODY, where.first, "review with partnership")),
    ("history", Row(BUILDS_TEAM, where.inspection, "claimed")),
    # Before it is passed on, nobody of the partnership finds it.
    ("partnership_concern", Row(NOBODY, where.concern, "concern raised")),
    # Once the time has run out, the service manager decides in the lead's place.
    (
        "decide_on_concern",
        Row(SEES_CONCERN, where.concern, "concern overdue", form=sent.decision, is_lone_post=True),
    ),
]
