"""Questions about programmes and their phases."""

from collections.abc import Iterable
from uuid import UUID

from speir.foundations.refusals import Reason, RuleBroken
from speir.people.choices import Role
from speir.people.models import Body
from speir.programmes.choices import PhaseKind
from speir.programmes.models import (
    Phase,
    PhaseBody,
    PhaseDocument,
    PhaseEvidenceMethod,
    PhaseInstrument,
    PhaseMilestone,
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


def milestones_of(phase: Phase) -> list[PhaseMilestone]:
    """The indicative timetable of a phase, in order, each milestone with its stage."""
    return list(PhaseMilestone.objects.filter(phase=phase).select_related("stage"))


def stages_of(phase: Phase) -> list[PhaseStage]:
    """The stages of a phase's timetable, in order."""
    return list(PhaseStage.objects.filter(phase=phase))


def documents_of(phase: Phase) -> list[PhaseDocument]:
    """What partnerships are asked for, by number."""
    return list(PhaseDocument.objects.filter(phase=phase))


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
