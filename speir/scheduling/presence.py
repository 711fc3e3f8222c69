"""Whether the solver is installed: it is an extra, and everything but working a plan out does without it."""

from importlib.util import find_spec

MISSING = (
    "The planner is not installed here. "
    "Whoever runs Speir adds it with “script/add planner” and starts Speir again."
)
KEPT_MEANWHILE = "What is asked for is kept, and is worked out then."


class PlannerMissing(Exception):
    """A plan was to be worked out where the solver is not installed."""


def planner_is_installed() -> bool:
    """Whether plans can be worked out here."""
    return find_spec("ortools") is not None


def why_plans_wait() -> str:
    """Why what is asked for is not worked out, in words; empty when it is."""
    return "" if planner_is_installed() else f"{MISSING} {KEPT_MEANWHILE}"
