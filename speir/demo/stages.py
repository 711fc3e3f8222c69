"""Takes one invented inspection to a stage, through the operations that people use."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from speir.demo.cast import PLACES, Cast, Place
from speir.demo.papers import paper
from speir.demo.story import story
from speir.document_requests.models import RequestedDocument
from speir.document_requests.operations import (
    Wanted,
    accept_document,
    ask_again,
    ask_for_documents,
    hand_over,
)
from speir.document_requests.queries import documents_of
from speir.evaluations.choices import FindingKind, Position
from speir.evaluations.operations import (
    consolidate,
    open_evaluation,
    record_finding,
    submit_evaluation,
    take_position,
)
from speir.evidence.choices import Bearing, SourceKind
from speir.evidence.models import EvidenceItem
from speir.evidence.operations import lodge_evidence
from speir.evidence.queries import evidence_for
from speir.foundations.uk_time import UK, uk_day
from speir.foundations.working_weeks import monday_of
from speir.frameworks.models import FrameworkItem, ScaleLevel
from speir.frameworks.queries import evaluated_items, indicators_of, level
from speir.inspections.models import Inspection
from speir.inspections.operations import (
    acknowledge_letter,
    appoint,
    leave_weeks_out,
    mark_milestone,
    plan_inspection,
    send_notification_letters,
    shift_timetable,
)
from speir.inspections.queries import letters_of, milestones_of, pauses_of, people_of_the_timetable
from speir.inspections.timetable import REACHED_BY_ITS_STEP
from speir.inspections.timetable_operations import acknowledge_timetable
from speir.people.choices import Role
from speir.people.models import Person
from speir.programmes.models import Phase
from speir.programmes.queries import documents_of as documents_usually_asked

JUDGES = ("lead", "ci_inspector", "his_inspector", "hmics_inspector")


@dataclass
class Exercise:
    """One invented inspection under way, and when it is now in its story."""

    cast: Cast
    place: Place
    phase: Phase
    start: date
    now: datetime
    inspection: Inspection

    def who(self, key: str) -> Person:
        """Somebody by key: of the place ("coordinator", "council_head"), or of everybody."""
        return self.cast.people.get(f"{self.place.key}_{key}") or self.cast.person(key)

    def at(self, day: int, hour: int = 10) -> datetime:
        """A moment that many days into the inspection, never later than now."""
        moment = datetime.combine(self.start + timedelta(days=day), time(hour), tzinfo=UK)
        return min(moment, self.now)

    def fresh(self) -> Inspection:
        """The inspection as it stands."""
        self.inspection = Inspection.objects.with_names().get(pk=self.inspection.pk)
        return self.inspection


def plan(cast: Cast, name: str, phase: Phase, weeks_ago: int, now: datetime) -> Exercise:
    """An inspection that began so many weeks ago, with its whole team; not yet notified."""
    place = next(place for place in PLACES if place.name == name)
    start = monday_of(uk_day(now)) - timedelta(weeks=weeks_ago)
    if weeks_ago == 0:
        start = monday_of(uk_day(now)) + timedelta(weeks=1)  # still to come
    planned_at = min(datetime.combine(start, time(9), tzinfo=UK), now)
    inspection = plan_inspection(
        phase=phase,
        partnership=cast.partnerships[place.key],
        starts_on=start,
        lead_inspector=cast.person("lead"),
        reason_chosen="Demonstration: never inspected in this programme, and due by rotation.",
        by=cast.person("manager"),
        at=planned_at,
    )
    exercise = Exercise(cast, place, phase, start, now, inspection)
    _appoint_team(exercise, planned_at)
    leave_out_festive_weeks(exercise)
    return exercise


def _appoint_team(exercise: Exercise, at: datetime) -> None:
    roles = {
        "ci_inspector": Role.INSPECTOR,
        "his_inspector": Role.INSPECTOR,
        "hmics_inspector": Role.INSPECTOR,
        "support": Role.SUPPORT_OFFICER,
        "ci_signatory": Role.SIGNATORY,
        "his_signatory": Role.SIGNATORY,
        "hmics_signatory": Role.SIGNATORY,
        "coordinator": Role.COORDINATOR,
        "contributor": Role.CONTRIBUTOR,
        "council_head": Role.HEAD,
        "senior_manager": Role.SENIOR_MANAGER,
        "operational_lead": Role.OPERATIONAL_LEAD,
        f"{exercise.place.health}_head": Role.HEAD,
        f"{exercise.place.police}_head": Role.HEAD,
    }
    for key, role in roles.items():
        appoint(
            inspection=exercise.inspection,
            person=exercise.who(key),
            role=role,
            by=exercise.who("lead"),
            at=at,
        )


def leave_out_a_week(exercise: Exercise, week: int, reason: str) -> None:
    """Leave one calendar week out of the timetable: this one, or the first after it that still counts."""
    monday = exercise.start + timedelta(weeks=week - 1)
    pauses = pauses_of(exercise.inspection)
    while any(each.first_day <= monday + timedelta(days=4) and monday <= each.last_day for each in pauses):
        monday += timedelta(weeks=1)
    leave_weeks_out(
        inspection=exercise.fresh(),
        first_day=monday,
        last_day=monday + timedelta(days=4),
        reason=reason,
        by=exercise.who("support"),
        at=exercise.at(0, 11),
    )
    everybody_knows(exercise)


def everybody_knows(exercise: Exercise) -> None:
    """The team says that it knows the new days; the partnership has not been told of any yet."""
    for person in people_of_the_timetable(exercise.fresh()):
        acknowledge_timetable(
            inspection=exercise.inspection, up_to=exercise.at(0, 11), by=person, at=exercise.at(0, 11)
        )


def come_later(exercise: Exercise) -> None:
    """The rest of the timetable comes a week later since yesterday; some know already."""
    yesterday = exercise.now - timedelta(days=1)
    shift_timetable(
        inspection=exercise.fresh(),
        from_key="evaluations_due",
        weeks=1,
        reason="Demonstration: records of one health centre could not be fetched in time",
        by=exercise.who("lead"),
        at=yesterday,
    )
    for key in ("support", "his_inspector"):
        acknowledge_timetable(
            inspection=exercise.inspection, up_to=yesterday, by=exercise.who(key), at=exercise.now
        )


def leave_out_festive_weeks(exercise: Exercise) -> None:
    """Leave the week of Christmas and the one after it out of the timetable, when they fall in it."""
    monday = monday_of(date(exercise.start.year, 12, 25))
    if exercise.start < monday < exercise.fresh().publishes_on:
        leave_weeks_out(
            inspection=exercise.inspection,
            first_day=monday,
            last_day=monday + timedelta(days=13),
            reason="Festive weeks",
            by=exercise.who("lead"),
            at=exercise.at(0, 11),
        )
        everybody_knows(exercise)


def notify(exercise: Exercise) -> None:
    """Send the letters; everybody acknowledges theirs within a week."""
    send_notification_letters(inspection=exercise.fresh(), by=exercise.who("lead"), at=exercise.at(0, 12))
    for days, letter in enumerate(letters_of(exercise.fresh()), 1):
        acknowledge_letter(letter=letter, by=letter.recipient, at=exercise.at(days))


def ask(exercise: Exercise) -> None:
    """Ask for the documents that the phase usually asks for."""
    wanted = [
        Wanted(document.title, document.why, document.is_position_statement)
        for document in documents_usually_asked(exercise.phase)
    ]
    ask_for_documents(
        inspection=exercise.fresh(),
        documents=wanted,
        due_on=exercise.start + timedelta(days=25),
        message="Please hand over what exists already. Nothing need be written for us but the statement.",
        by=exercise.who("support"),
        at=exercise.at(8),
    )


def receive(exercise: Exercise, all_but: int = 0) -> None:
    """The partnership hands over all documents but the last few; inspectors accept most of them."""
    lines = documents_of(exercise.fresh())
    for line in lines[: len(lines) - all_but]:
        hand_over(
            document=line.document,
            upload=paper(f"{exercise.place.name}: {line.document.title}"),
            note="",
            by=exercise.who("contributor" if line.document.number % 4 == 0 else "coordinator"),
            at=exercise.at(15 + line.document.number % 9),
        )
    received = RequestedDocument.objects.filter(
        request__inspection=exercise.inspection, status="received"
    ).select_related("request__inspection")
    for document in received.exclude(number=9):
        accept_document(document=document, by=exercise.who("ci_inspector"), at=exercise.at(28))


def ask_for_one_again(exercise: Exercise) -> None:
    """Document 9 came in without its appendix."""
    document = RequestedDocument.objects.select_related("request__inspection").get(
        request__inspection=exercise.inspection, number=9
    )
    ask_again(
        document=document,
        why="The appendix with the forms is missing. Please hand over the whole guidance.",
        due_on=_working_day(uk_day(exercise.now) + timedelta(days=5)),
        by=exercise.who("ci_inspector"),
        at=exercise.at(29),
    )


def _working_day(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def lodge(exercise: Exercise, indicators: tuple[str, ...] = ()) -> None:
    """Lodge the story's evidence, all of it or of some indicators."""
    items = {item.number: item for item in indicators_of(exercise.phase.framework)}
    day = 30
    for number, told in story()["evidence"].items():
        if indicators and number not in indicators:
            continue
        for kind, title, locator, bearing, says in told:
            day += 1
            lodge_evidence(
                inspection=exercise.fresh(),
                item=items[number],
                source_kind=SourceKind(kind),
                source_title=title,
                locator=locator,
                says=says,
                bearing=Bearing(bearing),
                by=exercise.who(JUDGES[day % len(JUDGES)]),
                at=exercise.at(day),
            )
    for number, (position, why) in story()["positions"].items():
        if not indicators or number in indicators:
            take_position(
                inspection=exercise.inspection,
                item=items[number],
                position=Position(position),
                why=why,
                by=exercise.who("lead"),
                at=exercise.at(62),
            )


def evaluate(exercise: Exercise, left_out: tuple[tuple[str, str], ...] = ()) -> None:
    """Open the evaluation; each judges alone, but for those left out (item number, who)."""
    open_evaluation(inspection=exercise.fresh(), by=exercise.who("lead"), at=exercise.at(85))
    for item in evaluated_items(exercise.phase.framework):
        cited = [str(evidence.pk) for evidence in evidence_for(exercise.inspection, item)]
        for judge in JUDGES:
            if (item.number, judge) in left_out:
                continue
            key, rationale = story()["evaluations"][item.number][judge]
            submit_evaluation(
                inspection=exercise.fresh(),
                item=item,
                level=_level(item, key),
                rationale=rationale,
                evidence_ids=cited[:6],
                by=exercise.who(judge),
                at=exercise.at(88),
            )


def _level(item: FrameworkItem, key: str) -> ScaleLevel | None:
    return level(item.scale, key) if item.scale else None


def judge_together(exercise: Exercise) -> None:
    """Consolidate with the story's rationale, and record its findings."""
    for item in evaluated_items(exercise.phase.framework):
        key, rationale = story()["consolidations"][item.number]
        consolidate(
            inspection=exercise.fresh(),
            item=item,
            level=_level(item, key),
            rationale=rationale,
            by=exercise.who("lead"),
            at=exercise.at(100),
        )
        for kind, indicator, text in story()["findings"][item.number]:
            rests_on = EvidenceItem.objects.filter(
                inspection=exercise.inspection, item__number=indicator, withdrawn_at=None
            )
            record_finding(
                inspection=exercise.fresh(),
                item=item,
                kind=FindingKind(kind),
                text=text,
                evidence_ids=[str(evidence.pk) for evidence in rests_on],
                by=exercise.who("lead"),
                at=exercise.at(101),
            )


def keep_the_timetable(exercise: Exercise) -> None:
    """Mark what happened outside Speir on the day it was due: discussions, survey, records, on site."""
    for milestone in milestones_of(exercise.fresh()):
        is_waiting = milestone.reached_at is None and milestone.due_on < uk_day(exercise.now)
        if is_waiting and milestone.key not in REACHED_BY_ITS_STEP:
            mark_milestone(
                inspection=exercise.inspection,
                key=milestone.key,
                reached_on=milestone.due_on,
                by=exercise.who("support"),
                at=exercise.now,
            )


Chapter = Callable[[Exercise], Any]


def through(exercise: Exercise, *chapters: Chapter) -> Exercise:
    """Take an exercise through chapters, one after another."""
    for chapter in chapters:
        chapter(exercise)
    exercise.fresh()
    return exercise
