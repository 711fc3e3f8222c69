"""Changes to programmes."""

from datetime import date, datetime

from speir.foundations import audit
from speir.foundations.audit import Actor
from speir.foundations.library_faults import Fault, LibraryFaults
from speir.foundations.operation import operation
from speir.foundations.rules import check_all
from speir.foundations.uk_time import uk_day
from speir.frameworks.models import Framework
from speir.frameworks.queries import framework
from speir.people.choices import BodyKind
from speir.people.models import Body, Person
from speir.people.operations import register_body
from speir.people.queries import standing_everywhere
from speir.programmes.library import (
    FrameworkName,
    LibraryBody,
    LibraryMethod,
    LibraryPhase,
    ProgrammeLibrary,
)
from speir.programmes.models import (
    ApprovedTimetable,
    MinistersRequest,
    Phase,
    PhaseBody,
    PhaseDocument,
    PhaseEligibility,
    PhaseEvidenceMethod,
    PhaseInstrument,
    PhaseLetter,
    PhaseMilestone,
    PhasePackDocument,
    PhaseStage,
    PhaseTask,
    Programme,
)
from speir.programmes.permissions import may_choose_partnerships, may_import_programmes
from speir.programmes.queries import faults_here, frameworks_named
from speir.programmes.reading import shipped_libraries
from speir.programmes.rules import (
    approved_timetable_is_told,
    request_says_what_is_asked,
    request_was_made_by_today,
    timetable_is_approved_after_the_request,
    used_method_version_stays_as_it_is,
    used_phase_keeps_its_method,
)


@operation
def import_programme(*, library: ProgrammeLibrary, by: Actor, at: datetime) -> Programme:
    """Keep a programme; the same content again changes nothing, and a used phase keeps its method."""
    _check_may_import(by)
    return _keep(library, by, at)


@operation
def import_shipped_programmes(*, by: Actor, at: datetime) -> list[Programme]:
    """Keep the programmes that come with Speir; again changes nothing, and a used phase stays as it was."""
    _check_may_import(by)
    return [_keep(library, by, at, leave_used=True) for library in shipped_libraries()]


@operation
def mark_used(*, phase: Phase, by: Actor, at: datetime) -> None:
    """From now on the method of this phase never changes; called when an inspection is planned in it."""
    is_first = Phase.objects.filter(pk=phase.pk, used_at=None).update(used_at=at) == 1
    phase.refresh_from_db(fields=["used_at"])
    what = "Phase used for the first time" if is_first else "Phase used again"
    audit.record(what, subject=phase, by=by, at=at)


@operation
def record_ministers_request(
    *,
    programme: Programme,
    asked_on: date,
    asks: str,
    approved_on: date | None,
    timetable: str,
    by: Person,
    at: datetime,
    once: str = "",
) -> MinistersRequest:
    """Record what Ministers asked for under section 115, and the timetable that they approved."""
    may_choose_partnerships.check(standing_everywhere(by))
    check_all(
        request_says_what_is_asked.reason(asks),
        request_was_made_by_today.reason(asked_on, uk_day(at)),
        timetable_is_approved_after_the_request.reason(asked_on, approved_on, uk_day(at)),
        approved_timetable_is_told.reason(approved_on is not None, timetable),
    )
    made = MinistersRequest.objects.create(
        programme=programme,
        asked_on=asked_on,
        asks=asks.strip(),
        approved_on=approved_on,
        timetable=timetable.strip(),
        recorded_by=by,
        recorded_at=at,
    )
    audit.record(f"Ministers' request recorded: {programme}", subject=made, by=by, at=at)
    return made


@operation
def record_approved_timetable(
    *,
    request: MinistersRequest,
    approved_on: date,
    timetable: str,
    by: Person,
    at: datetime,
    once: str = "",
) -> ApprovedTimetable:
    """Record the timetable that Ministers approved since they asked, or approved anew."""
    may_choose_partnerships.check(standing_everywhere(by))
    check_all(
        timetable_is_approved_after_the_request.reason(request.asked_on, approved_on, uk_day(at)),
        approved_timetable_is_told.reason(True, timetable),
    )
    made = ApprovedTimetable.objects.create(
        request=request,
        approved_on=approved_on,
        timetable=timetable.strip(),
        recorded_by=by,
        recorded_at=at,
    )
    audit.record(f"Approved timetable recorded: {request.programme}", subject=made, by=by, at=at)
    return made


def _check_may_import(by: Actor) -> None:
    if isinstance(by, Person):
        may_import_programmes.check(standing_everywhere(by))


def _keep(library: ProgrammeLibrary, by: Actor, at: datetime, *, leave_used: bool = False) -> Programme:
    programme = Programme.objects.select_for_update().filter(slug=library.slug).first()
    if programme is not None and programme.checksum == library.checksum:
        audit.record("Programme already in place", subject=programme, by=by, at=at)
        return programme
    frameworks = _frameworks(library)
    what = "Programme imported" if programme is None else "Programme changed"
    programme = programme or Programme(slug=library.slug)
    programme.name, programme.summary = library.name, library.summary
    programme.checksum, programme.imported_at = library.checksum, at
    programme.save()
    for position, written in enumerate(library.phases, start=1):
        kept = Phase.objects.filter(programme=programme, slug=written.slug).first()
        if leave_used and kept is not None and kept.used_at is not None:
            continue  # nobody is there to give the changed phase a new name
        phase = kept or Phase(programme=programme, slug=written.slug)
        _keep_phase(phase, written, position, frameworks)
        _keep_eligibility(phase, written)
        _keep_method(phase, written, by, at)
    details: dict[str, object] = {"checksum": library.checksum}
    audit.record(f"{what}: {programme}", subject=programme, by=by, at=at, details=details)
    return programme


def _frameworks(library: ProgrammeLibrary) -> dict[FrameworkName, Framework]:
    faults = faults_here(library)
    if faults:
        raise LibraryFaults(faults)
    names = {name for phase in library.phases for name in frameworks_named(phase)}
    return {name: framework(name.key, name.version) for name in names}


def _keep_phase(
    phase: Phase, written: LibraryPhase, position: int, frameworks: dict[FrameworkName, Framework]
) -> None:
    is_same_method = phase.method_checksum == written.method_checksum
    used_phase_keeps_its_method.check(phase.used_at is not None, is_same_method)
    phase.name, phase.kind, phase.summary = written.name, written.kind, written.summary
    phase.lens = written.lens
    phase.starts_on, phase.ends_on = written.starts_on, written.ends_on
    phase.source, phase.is_indicative, phase.position = written.source, written.is_indicative, position
    phase.framework = frameworks[written.framework]
    phase.progress_framework = frameworks[written.progress_framework] if written.progress_framework else None
    _check_method(phase, written)
    phase.save()


def _keep_eligibility(phase: Phase, written: LibraryPhase) -> None:
    PhaseEligibility.objects.filter(phase=phase).delete()
    PhaseEligibility.objects.bulk_create(
        PhaseEligibility(phase=phase, position=position, **vars(stated))
        for position, stated in enumerate(written.eligibility, start=1)
    )


def _check_method(phase: Phase, written: LibraryPhase) -> None:
    method = written.method
    if not method.milestones:
        return
    others = Phase.objects.filter(
        method_key=method.key, method_version=method.version, used_at__isnull=False
    ).exclude(method_alone_checksum=method.checksum)
    used_method_version_stays_as_it_is.check(others.filter(programme=phase.programme).exists(), is_same=False)


def _keep_method(phase: Phase, written: LibraryPhase, by: Actor, at: datetime) -> None:
    if phase.method_checksum == written.method_checksum:
        return
    method = written.method
    phase.is_method_indicative, phase.method_source = method.is_indicative, method.source
    phase.method_key, phase.method_version = method.key, method.version
    phase.method_title, phase.output, phase.follow_up = method.title, method.output, method.follow_up
    phase.looks_at = list(method.looks_at)
    phase.letter, phase.method_checksum = method.letter, written.method_checksum
    phase.method_alone_checksum = method.checksum
    phase.save()
    _replace_method(phase, written)
    _replace_bodies(phase, written.bodies, by, at)


def _replace_method(phase: Phase, written: LibraryPhase) -> None:
    for work in (PhaseTask, PhaseEvidenceMethod, PhaseInstrument, PhasePackDocument, PhaseLetter):
        work.objects.filter(phase=phase).delete()
    PhaseMilestone.objects.filter(phase=phase).delete()
    PhaseStage.objects.filter(phase=phase).delete()
    PhaseDocument.objects.filter(phase=phase).delete()
    stages = {
        key: PhaseStage(phase=phase, key=key, title=title, position=position)
        for position, (key, title) in enumerate(written.method.stages, start=1)
    }
    PhaseStage.objects.bulk_create(stages.values())
    PhaseMilestone.objects.bulk_create(
        PhaseMilestone(
            phase=phase,
            stage=stages[each.stage],
            key=each.key,
            title=each.title,
            week=each.week,
            weekday=each.weekday,
            whose_turn=each.whose_turn,
            position=position,
        )
        for position, each in enumerate(written.method.milestones, start=1)
    )
    PhaseDocument.objects.bulk_create(
        PhaseDocument(phase=phase, **vars(each)) for each in written.method.documents
    )
    _add_work(phase, written.method, stages)
    _add_papers(phase, written.method, stages)


def _add_work(phase: Phase, method: LibraryMethod, stages: dict[str, PhaseStage]) -> None:
    PhaseTask.objects.bulk_create(
        PhaseTask(phase=phase, stage=stages[each.stage], role=each.role, title=each.title, position=position)
        for position, each in enumerate(method.tasks, start=1)
    )
    PhaseEvidenceMethod.objects.bulk_create(
        PhaseEvidenceMethod(phase=phase, position=position, **vars(each))
        for position, each in enumerate(method.evidence_methods, start=1)
    )
    PhaseInstrument.objects.bulk_create(
        PhaseInstrument(phase=phase, position=position, **vars(each))
        for position, each in enumerate(method.instruments, start=1)
    )


def _add_papers(phase: Phase, method: LibraryMethod, stages: dict[str, PhaseStage]) -> None:
    PhasePackDocument.objects.bulk_create(
        PhasePackDocument(phase=phase, position=position, **{**vars(each), "stage": stages[each.stage]})
        for position, each in enumerate(method.pack, start=1)
    )
    PhaseLetter.objects.bulk_create(
        PhaseLetter(phase=phase, position=position, **vars(each))
        for position, each in enumerate(method.letters, start=1)
    )


def _replace_bodies(phase: Phase, written: tuple[LibraryBody, ...], by: Actor, at: datetime) -> None:
    PhaseBody.objects.filter(phase=phase).delete()
    for each in written:
        body = Body.objects.filter(name=each.name).first() or register_body(
            name=each.name,
            short_name=each.short_name,
            kind=BodyKind.SCRUTINY,
            is_fictional=False,
            by=by,
            at=at,
        )
        if body.kind != BodyKind.SCRUTINY:
            what = f"“{each.name}” is not a scrutiny body."
            raise LibraryFaults([Fault(each.place, what, "Name a body that inspects.")])
        PhaseBody.objects.create(phase=phase, body=body, is_lead=each.is_lead, is_signing=each.is_signing)
