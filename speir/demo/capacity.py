"""Three invented scenarios of capacity: one that cannot be, the one people work to, and it after a slip."""

from datetime import date, datetime, timedelta

from speir.capacity_plans.choices import ScenarioStatus
from speir.capacity_plans.models import Scenario
from speir.capacity_plans.operations import adopt_plan, keep_answer, make_scenario
from speir.capacity_plans.planning_again import again
from speir.demo.cast import Cast
from speir.foundations.uk_time import uk_day
from speir.foundations.working_weeks import monday_of
from speir.partnerships.queries import partnerships
from speir.people.operations import SYSTEM
from speir.programmes.models import Phase
from speir.scheduling.answering import answered
from speir.scheduling.presence import planner_is_installed
from speir.scheduling.reading import problem_from
from speir.web.inspectorate.capacity_form import ScenarioForm, asked, stage_lines
from speir.web.inspectorate.capacity_from import TYPED
from speir.web.inspectorate.capacity_running import fixed_of, left_out_lines, running_lines, shared_scrutiny
from speir.web.inspectorate.choosing import set_choices
from speir.web.shared.showing import day

NEXT = ("ardmore", "lochend")
MONTHS, TEAMS = 14, 2
AS_IT_STANDS = "With the shared calendar as it stands"
IF_IT_MOVES = "If the education body moves its visit to Eastmuir"
AFTER = "After Ardmore asked for ten weeks"


def plan(cast: Cast, phase: Phase, at: datetime) -> None:
    """Ask for them and, where the planner is installed, keep its answers; without it they wait."""
    impossible = _ask(cast, phase, AS_IT_STANDS, at, with_shared=True)
    possible = _ask(cast, phase, IF_IT_MOVES, at, with_shared=False)
    if not planner_is_installed():
        return
    for scenario in (impossible, possible):
        _answer(scenario, at)
    if possible.status != ScenarioStatus.PLANNED:  # what runs on the day of the demonstration may clash
        return
    adopt_plan(
        scenario=possible,
        reason="Invented: the education body has agreed to come to Eastmuir in the summer.",
        by=cast.person("manager"),
        at=at,
    )
    _answer(_after_a_slip(cast, possible, at), at)


def _ask(cast: Cast, phase: Phase, name: str, at: datetime, *, with_shared: bool) -> Scenario:
    """What the service manager would send by the screen."""
    who, today = cast.person("manager"), uk_day(at)
    offered = {each.slug: each for each in partnerships()}
    form = ScenarioForm(
        {
            "name": name,
            "start": day(monday_of(today)),
            "months": str(MONTHS),
            "teams": str(TEAMS),
            "stages": stage_lines(phase),
            "running": running_lines(who, phase, today, TEAMS),
            "left_out": left_out_lines(who, phase, today),
            **_invented_limits(today, offered[NEXT[0]].full_name),
            "shared_scrutiny": "on" if with_shared else "",
            "gap": "4",
            "partnerships": list(NEXT),
        }
    )
    set_choices(form, "partnerships", [(slug, slug) for slug in offered])
    if not form.is_valid():  # what the screens fill in is always taken
        raise ValueError(form.errors.as_text())
    given, fixed = form.cleaned_data, fixed_of(form, offered)
    chosen = [*(each.partnership for each in fixed), *(offered[slug] for slug in NEXT)]
    problem = asked(given, chosen, fixed, shared_scrutiny(who, given, chosen))
    typed = {field: form[field].value() for field in TYPED}
    return make_scenario(phase=phase, name=name, asked=problem, typed=typed, by=who, at=at)


def _invented_limits(today: date, partnership: str) -> dict[str, str]:
    """Skills, leave and an embargo to look at; late in the plan, so that none of it stops what runs."""
    away, closed = monday_of(today) + timedelta(weeks=50), monday_of(today) + timedelta(weeks=54)
    two_weeks = timedelta(days=11)
    return {
        "team_skills": "Team 1; health, justice\nTeam 2; health",
        "needs": f"{partnership}; health",
        "members": "Team 1; Inspector with knowledge of police custody; 20%; custody",
        "members_leave": f"Team 1; Inspector with knowledge of police custody; {day(away)}; "
        f"{day(away + two_weeks)}; leave (invented)",
        "embargoes": f"{day(closed)}; {day(closed + two_weeks)}; election (invented); On site",
    }


def _after_a_slip(cast: Cast, scenario: Scenario, at: datetime) -> Scenario:
    """Ardmore cannot begin for ten weeks; what is running stays."""
    running = [each["inspection"] for each in scenario.asked["fixed"]]
    not_before = monday_of(uk_day(at)) + timedelta(weeks=10)
    answer = scenario.answer or {}
    return make_scenario(
        phase=scenario.phase,
        name=AFTER,
        asked=again(answer, running, "Ardmore", not_before),
        based_on=scenario,
        by=cast.person("manager"),
        at=at,
    )


def _answer(scenario: Scenario, at: datetime) -> None:
    keep_answer(scenario=scenario, answer=answered(problem_from(scenario.asked)), by=SYSTEM, at=at)
    scenario.refresh_from_db()
