"""Questions about programmes and their phases."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from speir.foundations.library_faults import Fault, Place
from speir.foundations.refusals import Reason, RuleBroken
from speir.frameworks.models import Framework
from speir.frameworks.queries import evaluated_items, framework
from speir.frameworks.rules import draft_is_not_used
from speir.partnerships.models import Partnership
from speir.partnerships.queries import partnerships
from speir.people.choices import Role
from speir.people.models import Body
from speir.programmes.choices import WITHOUT_GRADES, Output, PhaseKind
from speir.programmes.excel_library import workbook_of
from speir.programmes.library import (
    FrameworkName,
    LibraryBody,
    LibraryDocument,
    LibraryEligibility,
    LibraryEvidenceMethod,
    LibraryInstrument,
    LibraryLetter,
    LibraryMethod,
    LibraryMilestone,
    LibraryPackDocument,
    LibraryPhase,
    LibraryTask,
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
from speir.programmes.pages import (
    DocumentLine,
    MilestoneLine,
    PhasePage,
    ProgrammeLine,
    ProgrammePage,
    StageLines,
)
from speir.programmes.rules import framework_and_output_fit

KEPT = Place("Speir")


def programmes() -> list[Programme]:
    """Every programme, by name."""
    return list(Programme.objects.all())


def phases_of(programme: Programme) -> list[Phase]:
    """The phases of a programme, in its order."""
    found = Phase.objects.filter(programme=programme)
    return list(found.select_related("programme", "framework", "progress_framework"))


def phases_for_planning() -> list[Phase]:
    """The phases that have a timetable, so that an inspection can be planned in them; newest first."""
    found = Phase.objects.filter(pk__in=PhaseMilestone.objects.values("phase")).exclude(
        kind=PhaseKind.PROGRESS_REVIEW
    )
    return list(found.select_related("programme", "framework").order_by("programme__name", "-position"))


def all_phases() -> list[Phase]:
    """The phases of every programme, with their programme and framework, in order."""
    return list(Phase.objects.select_related("programme", "framework"))


def phase(programme_slug: str, phase_slug: str) -> Phase:
    """That phase of that programme; raises RuleBroken when nobody has imported it."""
    wanted = Phase.objects.filter(programme__slug=programme_slug, slug=phase_slug)
    found = wanted.select_related("programme", "framework", "progress_framework").first()
    if found is None:
        message = f"There is no phase “{phase_slug}” in the programme “{programme_slug}”. Import it first."
        raise RuleBroken(Reason(message, "phase"))
    return found


def review_phase_of(phase: Phase) -> Phase | None:
    """By whose method the progress of this phase is reviewed: on its scale, of its programme first."""
    if phase.progress_framework_id is None:
        return None
    on_its_scale = Phase.objects.filter(kind=PhaseKind.PROGRESS_REVIEW, framework=phase.progress_framework_id)
    found = list(on_its_scale.select_related("programme"))
    return next((one for one in found if one.programme_id == phase.programme_id), next(iter(found), None))


def partnerships_for(phase: Phase) -> QuerySet[Partnership]:
    """The partnerships that the method of a phase looks at: of its kinds, or all when it says none."""
    return partnerships().filter(kind__in=phase.looks_at) if phase.looks_at else partnerships()


def milestones_of(phase: Phase) -> list[PhaseMilestone]:
    """The indicative timetable of a phase, in order, each milestone with its stage."""
    return list(PhaseMilestone.objects.filter(phase=phase).select_related("stage"))


def stages_of(phase: Phase) -> list[PhaseStage]:
    """The stages of a phase's timetable, in order."""
    return list(PhaseStage.objects.filter(phase=phase))


def documents_of(phase: Phase) -> list[PhaseDocument]:
    """What partnerships are asked for, by number."""
    return list(PhaseDocument.objects.filter(phase=phase))


def pack_of(phase: Phase) -> list[PhasePackDocument]:
    """The documents that people of the partnership are given, in the order of their weeks."""
    return list(PhasePackDocument.objects.filter(phase=phase).select_related("stage"))


def letters_of(phase: Phase) -> list[PhaseLetter]:
    """The letters whose words the method gives, in its order."""
    return list(PhaseLetter.objects.filter(phase=phase))


def bodies_of(phase: Phase) -> list[Body]:
    """The scrutiny bodies that take part, the lead body first."""
    taking_part = PhaseBody.objects.filter(phase=phase).select_related("body")
    return [each.body for each in taking_part]


def signing_bodies_by_phase(phase_ids: Iterable[UUID]) -> dict[UUID, list[Body]]:
    """The scrutiny bodies that sign in each of several phases, the lead body first, in one question."""
    found: dict[UUID, list[Body]] = {phase_id: [] for phase_id in phase_ids}
    signing = PhaseBody.objects.filter(phase__in=list(found), is_signing=True)
    for taking_part in signing.select_related("body"):
        found[taking_part.phase_id].append(taking_part.body)
    return found


def eligibility_of(phase: Phase) -> list[PhaseEligibility]:
    """The stated rules for choosing partnerships, in order."""
    return list(PhaseEligibility.objects.filter(phase=phase))


def requests_for(programme: Programme) -> list[MinistersRequest]:
    """What Ministers asked for, newest first."""
    return list(MinistersRequest.objects.filter(programme=programme).select_related("recorded_by"))


def timetables_approved(requests: Iterable[MinistersRequest]) -> dict[UUID, list[ApprovedTimetable]]:
    """The timetables that Ministers approved after each request was recorded, oldest first."""
    found: dict[UUID, list[ApprovedTimetable]] = defaultdict(list)
    rows = ApprovedTimetable.objects.filter(request__in=[each.pk for each in requests])
    for row in rows.select_related("recorded_by"):
        found[row.request_id].append(row)
    return found


def tasks_of(phase: Phase) -> list[PhaseTask]:
    """What each role does in each stage, in order."""
    return list(PhaseTask.objects.filter(phase=phase).select_related("stage"))


def evidence_methods_of(phase: Phase) -> list[PhaseEvidenceMethod]:
    """How evidence is gathered."""
    return list(PhaseEvidenceMethod.objects.filter(phase=phase))


def instruments_of(phase: Phase) -> list[PhaseInstrument]:
    """What the team works with in the field."""
    return list(PhaseInstrument.objects.filter(phase=phase))


def lead_body_of(phase: Phase) -> Body | None:
    """The scrutiny body that leads the phase."""
    leading = PhaseBody.objects.filter(phase=phase, is_lead=True).select_related("body").first()
    return leading.body if leading else None


def programmes_page() -> list[ProgrammeLine]:
    """Every programme with the names of its phases, for the list."""
    names: dict[object, list[str]] = {}
    for each in Phase.objects.order_by("position"):
        names.setdefault(each.programme_id, []).append(each.name)
    return [
        ProgrammeLine(each.slug, each.name, each.summary, tuple(names.get(each.pk, ())))
        for each in programmes()
    ]


def programme_page(slug: str) -> ProgrammePage | None:
    """One programme with its phases, timetables, documents and bodies, or None when there is none."""
    programme = Programme.objects.filter(slug=slug).first()
    if programme is None:
        return None
    phases = tuple(_phase_page(each) for each in phases_of(programme))
    return ProgrammePage(programme.slug, programme.name, programme.summary, programme.imported_at, phases)


def _phase_page(phase: Phase) -> PhasePage:
    progress = phase.progress_framework
    return PhasePage(
        slug=phase.slug,
        name=phase.name,
        kind=PhaseKind.label_of(phase.kind),
        summary=phase.summary,
        starts_on=phase.starts_on,
        ends_on=phase.ends_on,
        is_indicative=phase.is_indicative,
        source=phase.source,
        framework_title=phase.framework.title,
        framework_key=phase.framework.key,
        framework_version=phase.framework.version,
        progress_title=progress.title if progress else "",
        is_method_indicative=phase.is_method_indicative,
        method_source=phase.method_source,
        bodies=tuple(body.name for body in bodies_of(phase)),
        stages=_stage_lines(phase),
        documents=tuple(
            DocumentLine(each.number, each.title, each.why, each.is_position_statement)
            for each in documents_of(phase)
        ),
        is_used=phase.used_at is not None,
    )


def _stage_lines(phase: Phase) -> tuple[StageLines, ...]:
    milestones = milestones_of(phase)
    return tuple(
        StageLines(
            stage.title,
            tuple(
                MilestoneLine(each.title, each.week, each.weekday, Role.label_of(each.whose_turn))
                for each in milestones
                if each.stage_id == stage.pk
            ),
        )
        for stage in stages_of(phase)
    )


def library_of(programme: Programme) -> ProgrammeLibrary:
    """The programme as its author wrote it, so that it can be edited and imported again."""
    phases = tuple(library_phase(each) for each in phases_of(programme))
    return ProgrammeLibrary(programme.slug, programme.name, programme.summary, phases)


def library_phase(phase: Phase) -> LibraryPhase:
    """One phase as its author wrote it, with its method."""
    progress = phase.progress_framework
    bodies = PhaseBody.objects.filter(phase=phase).select_related("body")
    return LibraryPhase(
        slug=phase.slug,
        name=phase.name,
        kind=phase.kind,
        summary=phase.summary,
        starts_on=phase.starts_on,
        ends_on=phase.ends_on,
        framework=FrameworkName(phase.framework.key, phase.framework.version, KEPT),
        progress_framework=FrameworkName(progress.key, progress.version, KEPT) if progress else None,
        bodies=tuple(
            LibraryBody(each.body.name, each.body.short_name, each.is_lead, KEPT, each.is_signing)
            for each in bodies
        ),
        method=_library_method(phase),
        is_indicative=phase.is_indicative,
        source=phase.source,
        place=KEPT,
        lens=phase.lens,
        eligibility=tuple(
            LibraryEligibility(each.rule, each.published_phase, each.is_complete)
            for each in eligibility_of(phase)
        ),
    )


def _library_method(phase: Phase) -> LibraryMethod:
    stages = stages_of(phase)
    if not stages:
        return LibraryMethod()
    return LibraryMethod(
        key=phase.method_key or "method",
        version=phase.method_version or "1",
        title=phase.method_title,
        output=phase.output,
        follow_up=phase.follow_up,
        looks_at=tuple(phase.looks_at),
        letter=phase.letter,
        is_indicative=phase.is_method_indicative,
        source=phase.method_source,
        stages=tuple((stage.key, stage.title) for stage in stages),
        milestones=tuple(
            LibraryMilestone(m.stage.key, m.key, m.title, m.week, m.weekday, m.whose_turn)
            for m in milestones_of(phase)
        ),
        documents=tuple(
            LibraryDocument(d.number, d.title, d.why, d.is_position_statement) for d in documents_of(phase)
        ),
        tasks=tuple(LibraryTask(t.stage.key, t.role, t.title) for t in tasks_of(phase)),
        evidence_methods=tuple(LibraryEvidenceMethod(e.kind, e.title) for e in evidence_methods_of(phase)),
        instruments=tuple(LibraryInstrument(i.kind, i.title, i.questionnaire) for i in instruments_of(phase)),
        pack=tuple(_library_pack_document(each) for each in pack_of(phase)),
        letters=tuple(
            LibraryLetter(w.key, w.title, tuple(w.recipients), w.subject, w.text, w.is_indicative, w.source)
            for w in letters_of(phase)
        ),
    )


def _library_pack_document(document: PhasePackDocument) -> LibraryPackDocument:
    return LibraryPackDocument(
        stage=document.stage.key,
        key=document.key,
        title=document.title,
        purpose=document.purpose,
        audience=tuple(document.audience),
        bodies=tuple(document.bodies),
        week=document.week,
        weekday=document.weekday,
        text=document.text,
        is_indicative=document.is_indicative,
        source=document.source,
    )


def excel_of(programme: Programme) -> bytes:
    """A programme as an Excel workbook that an analyst can edit and import again."""
    return workbook_of(library_of(programme))


def names_framework(framework: Framework) -> bool:
    """Whether any phase names this version of a framework."""
    named = Q(framework=framework) | Q(progress_framework=framework)
    return Phase.objects.filter(named).exists()


def frameworks_that_phases_name() -> set[UUID]:
    """The identities of all versions of frameworks that any phase names."""
    named = Phase.objects.values_list("framework_id", "progress_framework_id")
    return {each for both in named for each in both if each}


def programme_of(slug: str) -> Programme | None:
    """That programme, if it is there."""
    return Programme.objects.filter(slug=slug).first()


def frameworks_named(phase: LibraryPhase) -> list[FrameworkName]:
    """The frameworks that a phase in a file names."""
    return [name for name in (phase.framework, phase.progress_framework) if name]


def faults_here(library: ProgrammeLibrary) -> list[Fault]:
    """What a checked file gets wrong about the frameworks in Speir: not there, or unfit for the method."""
    faults = []
    for phase in library.phases:
        for name in frameworks_named(phase):
            try:
                found = framework(name.key, name.version)
            except RuleBroken:
                what = f"The framework “{name.key}”, version {name.version}, is not in Speir."
                faults.append(Fault(name.place, what, "Import it first, or mend its name or version here."))
                continue
            if found.draft_at is not None:
                faults.append(Fault(name.place, draft_is_not_used.message, "Name another version here."))
            if name is phase.framework and not _fits(phase.method, found):
                to_do = f"This phase's method ends in {phase.method.output}."
                faults.append(Fault(name.place, framework_and_output_fit.message, to_do))
    return faults


def _fits(method: LibraryMethod, framework: Framework) -> bool:
    if not method.milestones or method.output == Output.PROGRESS_JUDGEMENTS:
        return True
    return framework_and_output_fit.holds(
        method.output not in WITHOUT_GRADES, bool(evaluated_items(framework))
    )
