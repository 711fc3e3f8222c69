"""Builds the demonstration once; building again keeps what is there."""

from datetime import datetime

from django.db import transaction

from speir.demo import (
    areas,
    capacity,
    endings,
    numbers,
    open_work,
    other_scrutiny,
    packs,
    readings,
    records,
    stages,
    worries,
)
from speir.demo.cast import assemble
from speir.inspections.models import Inspection
from speir.programmes.queries import phase as find_phase

PROGRAMME, PHASE = "adult-support-and-protection", "phase-3-demonstration"
WHOLE = (stages.notify, stages.ask, packs.give, stages.receive)


def build(at: datetime) -> bool:
    """Build all or nothing, in one transaction; False when the demonstration is there already."""
    if Inspection.objects.filter(partnership__slug="strathcarron").exists():
        return False
    phase = find_phase(PROGRAMME, PHASE)
    with transaction.atomic():
        cast = assemble(at)

        stages.plan(cast, "Strathcarron", phase, 0, at)

        eastmuir = stages.through(stages.plan(cast, "Eastmuir", phase, 5, at), stages.notify, stages.ask)
        packs.give_most(eastmuir)
        stages.receive(eastmuir, all_but=4)
        stages.ask_for_one_again(eastmuir)
        stages.lodge(eastmuir, ("1.1", "1.3", "2.1"))
        records.hand_in_and_draw(eastmuir)
        readings.read_records(eastmuir)

        glenorrin = stages.plan(cast, "Glenorrin", phase, 14, at)
        stages.leave_out_a_week(glenorrin, 6, "Local school holidays")
        stages.through(glenorrin, *WHOLE, stages.lodge)
        stages.evaluate(glenorrin, left_out=(("1", "hmics_inspector"), ("2", "lead"), ("2", "his_inspector")))

        worries.raise_concerns(glenorrin)

        kinlaggan = stages.through(stages.plan(cast, "Kinlaggan", phase, 18, at), *WHOLE, stages.lodge)
        stages.through(kinlaggan, stages.evaluate, stages.judge_together)
        stages.through(kinlaggan, endings.draft_and_sign, endings.share_for_facts, endings.comment)

        ardmore = stages.through(stages.plan(cast, "Ardmore", phase, 42, at), *WHOLE, stages.lodge)
        stages.through(ardmore, stages.evaluate, stages.judge_together)
        stages.through(ardmore, endings.draft_and_sign, endings.share_for_facts, endings.publish)
        stages.through(ardmore, endings.agree_on_a_plan, endings.claim_and_verify)

        lochend = stages.through(stages.plan(cast, "Lochend", phase, 100, at), *WHOLE, stages.lodge)
        stages.through(lochend, stages.evaluate, stages.judge_together)
        stages.through(lochend, endings.draft_and_sign, endings.share_for_facts, endings.publish)
        stages.through(lochend, endings.agree_on_a_plan, endings.correct)
        stages.through(lochend, endings.judge_progress, packs.give_for_review, endings.end_review)

        balnagorm = stages.through(stages.plan(cast, "Balnagorm", phase, 89, at), *WHOLE, stages.lodge)
        stages.through(balnagorm, stages.evaluate, stages.judge_together)
        stages.through(balnagorm, endings.draft_and_sign, endings.share_for_facts, endings.publish)
        stages.through(balnagorm, endings.agree_on_a_plan, endings.judge_progress)
        packs.give_for_review(balnagorm)
        for exercise in (eastmuir, glenorrin, kinlaggan, ardmore, lochend, balnagorm):
            stages.keep_the_timetable(exercise)
        stages.come_later(eastmuir)
        other_scrutiny.note_some(cast, at)
        areas.follow(cast, at)
        numbers.count_and_look(at)
        open_work.tell(cast, phase, at)
        capacity.plan(cast, phase, at)
    return True
