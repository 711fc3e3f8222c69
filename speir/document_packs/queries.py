"""Questions about document packs."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from speir.document_packs.audience import is_for
from speir.document_packs.due_days import due_day, week_here
from speir.document_packs.models import (
    CommonAnswer,
    CommonVersion,
    Question,
    Receipt,
    Release,
    ReleaseDay,
    Reminder,
    ReviewPack,
    Version,
)
from speir.document_packs.pages import IN_USE, REVIEWED, PackLine, Reader, Words
from speir.document_packs.turns import turns_about
from speir.foundations.uk_clock import uk_today
from speir.foundations.working_weeks import Pause as CalendarPause
from speir.inspections.choices import InspectionStatus as Status
from speir.inspections.models import Inspection, Pause, TeamMember
from speir.inspections.queries import teams_of, timetables_of
from speir.inspections.turns import Turn
from speir.people.choices import Role
from speir.people.models import Person
from speir.programmes.models import Phase, PhaseMilestone, PhasePackDocument

Key = tuple[UUID, UUID]


def packs_of(inspections: Sequence[Inspection]) -> dict[UUID, list[PackLine]]:
    """The document pack of each of several inspections, in a fixed number of questions."""
    found: dict[UUID, list[PackLine]] = {inspection.pk: [] for inspection in inspections}
    reviews = _review_packs(inspections)
    documents: dict[UUID, list[PhasePackDocument]] = defaultdict(list)
    phases = {one.phase_id for one in inspections} | {one.phase_id for one in reviews.values()}
    for document in PhasePackDocument.objects.filter(phase__in=phases).select_related("stage"):
        documents[document.phase_id].append(document)
    given = {one.pk: _given(one, documents, reviews.get(one.pk)) for one in inspections}
    having = [one for one in inspections if given[one.pk]]
    if not having:
        return found
    days, teams = _days(having, documents, reviews), teams_of(having)
    known = _Known(having, phases)
    for one in having:
        found[one.pk] = [
            known.line(one, document, days[one.pk, document.pk], teams[one.pk]) for document in given[one.pk]
        ]
        found[one.pk].sort(key=lambda line: (line.due_on, line.document.position))
    return found


def _review_packs(inspections: Sequence[Inspection]) -> dict[UUID, ReviewPack]:
    """The newest progress review with a pack of each inspection that has one."""
    opened = ReviewPack.objects.filter(inspection__in=[one.pk for one in inspections])
    return {one.inspection_id: one for one in opened}


def _given(
    inspection: Inspection, documents: Mapping[UUID, list[PhasePackDocument]], review: ReviewPack | None
) -> list[PhasePackDocument]:
    """What the method of the phase gives, and what the method of its progress review gives."""
    return [*documents[inspection.phase_id], *(documents[review.phase_id] if review else ())]


def pack_of(inspection: Inspection) -> list[PackLine]:
    """The document pack of one inspection, in the order of its days."""
    return packs_of([inspection])[inspection.pk]


def line_of(inspection: Inspection, key: str) -> PackLine | None:
    """One document of the pack by its key in addresses."""
    return next((line for line in pack_of(inspection) if line.key == key), None)


def line_with(inspection: Inspection, document: PhasePackDocument) -> PackLine | None:
    """How one document stands in one inspection."""
    return next((line for line in pack_of(inspection) if line.document.pk == document.pk), None)


def _days(
    inspections: Sequence[Inspection],
    documents: Mapping[UUID, list[PhasePackDocument]],
    reviews: Mapping[UUID, ReviewPack],
) -> dict[Key, date]:
    """The day of each document in each inspection, as the timetable stands now."""
    in_method: dict[UUID, list[tuple[str, int, int]]] = defaultdict(list)
    milestones = PhaseMilestone.objects.filter(phase__in=list(documents)).order_by("position")
    for phase_id, key, week, weekday in milestones.values_list("phase_id", "key", "week", "weekday"):
        in_method[phase_id].append((key, week, weekday))
    pauses: dict[UUID, list[CalendarPause]] = defaultdict(list)
    for pause in Pause.objects.filter(inspection__in=list(inspections)):
        pauses[pause.inspection_id].append(pause.as_calendar())
    days = {}
    for one, timetable in zip(inspections, timetables_of(inspections).values(), strict=True):
        here = {milestone.key: milestone.week for milestone in timetable}
        for each in documents[one.phase_id]:
            week = week_here(each.week, each.weekday, in_method[one.phase_id], here)
            days[one.pk, each.pk] = due_day(one.starts_on, pauses[one.pk], week, each.weekday)
        if review := reviews.get(one.pk):
            for each in documents[review.phase_id]:
                days[one.pk, each.pk] = due_day(review.starts_on, pauses[one.pk], each.week, each.weekday)
    return days


class _Known:
    """What has happened with the documents of several inspections, by inspection and document."""

    def __init__(self, inspections: Sequence[Inspection], phases: Collection[UUID]) -> None:
        pks = [inspection.pk for inspection in inspections]

        def of(rows: QuerySet[Any]) -> dict[Key, list[Any]]:
            by_key: dict[Key, list[Any]] = defaultdict(list)
            for row in rows.filter(inspection__in=pks):
                by_key[row.inspection_id, row.document_id].append(row)
            return by_key

        self.days = of(ReleaseDay.objects.select_related("set_by"))
        self.releases = of(Release.objects.select_related("released_by"))
        self.versions = of(Version.objects.select_related("issued_by", "file", "common"))
        self.common: dict[UUID, list[CommonVersion]] = defaultdict(list)
        common = CommonVersion.objects.filter(document__phase__in=phases)
        for each in common.select_related("issued_by", "file"):
            self.common[each.document_id].append(each)
        self.receipts = of(Receipt.objects.all())
        self.reminders = of(Reminder.objects.all())

    def line(
        self, inspection: Inspection, document: PhasePackDocument, day: date, team: Iterable[TeamMember]
    ) -> PackLine:
        """One document of one inspection."""
        key = inspection.pk, document.pk
        first = words_of_the_method(document)
        coming = [] if self.releases[key] else self.common[document.pk]
        versions = (first, *_in_order(self.versions[key], coming))
        number = versions[-1].number
        return PackLine(
            document=document,
            timetable_day=day,
            other_day=self.days[key][-1] if self.days[key] else None,
            release=self.releases[key][0] if self.releases[key] else None,
            versions=versions,
            readers=_readers(
                document,
                team,
                {one.person_id: one for one in self.receipts[key] if one.number == number},
                {one.person_id: one.reminded_at for one in self.reminders[key] if one.number == number},
            ),
            is_of_the_review=document.phase_id != inspection.phase_id,
        )


def words_of_the_method(document: PhasePackDocument) -> Words:
    """Version 1: what the method says."""
    return Words(1, document.text, is_indicative=document.is_indicative, source=document.source)


def _in_order(kept: Sequence[Version], coming: Sequence[CommonVersion]) -> list[Words]:
    """Versions of one inspection with those for everybody that reach it when it is released, by their day."""
    taken = {version.common_id for version in kept}
    new = [each for each in coming if each.pk not in taken]
    every: list[Version | CommonVersion] = [*kept, *new]
    found: list[Words] = []
    for each in sorted(every, key=lambda each: each.issued_at):
        after = found[-1].number + 1 if found else 2
        found.append(_words(each, each.number if isinstance(each, Version) else after))
    return found


def _words(version: Version | CommonVersion, number: int) -> Words:
    is_common = isinstance(version, CommonVersion)
    return Words(
        number=number,
        text=version.text,
        file=version.file,
        what_changed=version.what_changed,
        is_indicative=not version.source,
        source=version.source,
        issued_by=version.issued_by.full_name,
        issued_at=version.issued_at,
        common=version if isinstance(version, CommonVersion) else version.common,
        is_kept_here=not is_common,
    )


def _readers(
    document: PhasePackDocument,
    team: Iterable[TeamMember],
    receipts: Mapping[UUID, Receipt],
    reminded: Mapping[UUID, datetime],
) -> tuple[Reader, ...]:
    people: dict[UUID, tuple[Person, set[Role], date]] = {}
    for member in team:
        kind = member.person.body.kind
        if member.person.is_active and is_for(member.role, kind, document.audience, document.bodies):
            people.setdefault(member.person_id, (member.person, set(), member.from_on))[1].add(
                Role(member.role)
            )
    readers = [
        Reader(person, frozenset(roles), since, receipts.get(pk), reminded.get(pk))
        for pk, (person, roles, since) in people.items()
    ]
    return tuple(sorted(readers, key=lambda reader: reader.person.full_name))


def ready_to_release(inspections: Sequence[Inspection], today: date) -> list[tuple[Inspection, PackLine]]:
    """The documents whose day has come, in inspections whose pack is in use."""
    using = _whose_pack_is_in_use(inspections)
    packs = packs_of(using)
    return [
        (one, line)
        for one in using
        for line in packs[one.pk]
        if line.is_in_use(one.status) and line.is_ready(today)
    ]


def _whose_pack_is_in_use(inspections: Sequence[Inspection]) -> list[Inspection]:
    return [one for one in inspections if one.status in (*IN_USE, *REVIEWED)]


def lock_inspections_of(phase_id: UUID) -> list[Inspection]:
    """The inspections of a phase that are not over, locked until the transaction ends."""
    reviewed = ReviewPack.objects.filter(phase=phase_id).values("inspection")
    here = Q(phase=phase_id, status__in=(Status.PLANNED, *IN_USE))
    going_on = here | Q(pk__in=reviewed, status__in=REVIEWED)
    return list(Inspection.objects.select_for_update().filter(going_on).order_by("pk"))


def inspections_given(phase: Phase) -> list[UUID]:
    """The inspections that are given the pack of a phase: its own, or those it reviews."""
    reviewed = ReviewPack.objects.filter(phase=phase).values("inspection")
    given = Inspection.objects.filter(Q(phase=phase) | Q(pk__in=reviewed))
    return list(given.values_list("pk", flat=True))


def common_versions(document: PhasePackDocument) -> list[Words]:
    """What every partnership was given of a document after the words of the method, oldest first."""
    found = CommonVersion.objects.filter(document=document).select_related("issued_by", "file")
    return [_words(each, number) for number, each in enumerate(found, start=2)]


def inspections_with_packs() -> list[Inspection]:
    """The inspections in which something may be released by itself."""
    packs = PhasePackDocument.objects.values("phase")
    reviewed = ReviewPack.objects.values("inspection")
    may_be_due = Q(status__in=IN_USE, phase__in=packs) | Q(status__in=REVIEWED, pk__in=reviewed)
    return list(Inspection.objects.filter(may_be_due).with_names())


def people_told(line: PackLine, inspection: Inspection) -> list[Person]:
    """Who hears that a document is there: those it is for, and the coordinators."""
    coordinators = TeamMember.objects.filter(
        inspection=inspection, role=Role.COORDINATOR, until_on=None
    ).select_related("person")
    people = {reader.person.pk: reader.person for reader in line.readers}
    people |= {member.person_id: member.person for member in coordinators}
    return sorted(people.values(), key=lambda person: person.full_name)


def questions_on(inspection: Inspection) -> list[Question]:
    """What was asked about the pack, oldest first."""
    asked = Question.objects.filter(inspection=inspection)
    return list(asked.select_related("asked_by__body", "answered_by", "document"))


def question_of(inspection: Inspection, question_id: UUID) -> Question | None:
    """One question of this inspection."""
    asked = Question.objects.filter(inspection=inspection, pk=question_id)
    return asked.select_related("asked_by__body", "document", "inspection__partnership").first()


def shown_to(person: Person, questions: Sequence[Question]) -> list[Question]:
    """The questions that somebody of the partnership reads: their own, and answers that are for everybody."""
    return [one for one in questions if one.asked_by_id == person.pk or one.is_for_all]


def common_answers(programme_id: UUID) -> list[CommonAnswer]:
    """What is answered for every partnership of a programme."""
    return list(CommonAnswer.objects.filter(programme=programme_id))


def shared_among(questions: Sequence[Question]) -> set[UUID]:
    """Which of these questions are answered for the whole programme."""
    return set(CommonAnswer.objects.filter(question__in=questions).values_list("question_id", flat=True))


def newest_number(inspection: Inspection, document: PhasePackDocument) -> int:
    """The number of the version that counts now."""
    issued = Version.objects.filter(inspection=inspection, document=document)
    return issued.aggregate(newest=Max("number"))["newest"] or 1


def names_to_leave_out(question: Question) -> list[str]:
    """Names that would tell who asked: the person, their body and the partnership."""
    body, partnership = question.asked_by.body, question.inspection.partnership
    return [question.asked_by.full_name, body.name, body.short_name, partnership.name]


def turns_of(inspections: Sequence[Inspection]) -> dict[UUID, list[Turn]]:
    """What waits for somebody because of the pack of each of several inspections, in fixed questions."""
    using = _whose_pack_is_in_use(inspections)
    found: dict[UUID, list[Turn]] = {inspection.pk: [] for inspection in inspections}
    packs = packs_of(using) if using else {}
    in_use = {one.pk: [line for line in packs[one.pk] if line.is_in_use(one.status)] for one in using}
    having = {pk: lines for pk, lines in in_use.items() if lines}
    if not having:
        return found
    asked: dict[UUID, list[Question]] = defaultdict(list)
    for question in Question.objects.filter(inspection__in=list(having), answered_at=None).select_related(
        "document"
    ):
        asked[question.inspection_id].append(question)
    today = uk_today()
    return found | {pk: turns_about(lines, _about(lines, asked[pk]), today) for pk, lines in having.items()}


def _about(lines: Sequence[PackLine], questions: Sequence[Question]) -> list[Question]:
    documents = {line.document.pk for line in lines}
    return [one for one in questions if one.document_id in documents]


def turns(inspection: Inspection) -> list[Turn]:
    """What waits for somebody because of the pack."""
    return turns_of([inspection])[inspection.pk]
