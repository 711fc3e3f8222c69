"""speir answer-plans: work out the plans of capacity that were asked for."""

from typing import Any

from django.utils import timezone

from speir.capacity_plans.operations import keep_answer
from speir.capacity_plans.queries import waiting_scenarios
from speir.foundations.refusals import NotNow
from speir.jobs.command import OneCallCommand
from speir.people.operations import SYSTEM
from speir.scheduling.answering import answered
from speir.scheduling.presence import MISSING, planner_is_installed
from speir.scheduling.reading import problem_from


class Command(OneCallCommand):
    """Works out each that waits; one that somebody else has answered meanwhile is left alone."""

    help = "Work out the plans of capacity that wait. The screens start this; run it if one was interrupted."

    def call(self, **options: Any) -> str:
        """Answer each that waits."""
        waiting = waiting_scenarios()
        if waiting and not planner_is_installed():
            return f"{len(waiting)} kept, none worked out. {MISSING}"
        done = 0
        for scenario in waiting:
            answer = answered(problem_from(scenario.asked))
            try:
                keep_answer(scenario=scenario, answer=answer, by=SYSTEM, at=timezone.now())
            except NotNow:
                continue
            done += 1
        return f"{done} worked out."
