"""The same-day clock of a concern: by when somebody must act, and when the next reminder is due."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from speir.concerns.choices import ON_THE_CLOCK

HERE = ZoneInfo("Europe/London")
# Indicative: no published protocol gives an hour. Somebody in danger now cannot wait for the end of the day.
IMMEDIATE_HOURS = 1


def due_by(at: datetime, is_immediate: bool, hours: int | None = None) -> datetime:
    """By when something that began to wait ``at`` must be done: the end of that day in Scotland.

    ``hours`` replaces the end of the day by so many hours. What is immediate has one hour at most.
    """
    local = at.astimezone(HERE)
    end_of_day = datetime.combine(local.date() + timedelta(days=1), time(), tzinfo=HERE)
    due = end_of_day if hours is None else at + timedelta(hours=hours)
    return min(due, at + timedelta(hours=IMMEDIATE_HOURS)) if is_immediate else due


def slot(status: str, now: datetime) -> str:
    """The slot of time that one reminder fills: an hour while the clock runs, a day afterwards."""
    local = now.astimezone(HERE)
    # With the offset, so that the hour that comes twice in October is two slots.
    return f"{status}:{local:%Y%m%d%H%z}" if status in ON_THE_CLOCK else f"{status}:{local:%Y%m%d}"


def in_words(due: datetime, now: datetime) -> str:
    """How the clock stands: "by 17:05 today", "overdue since 17:05", with the day when it is another."""
    local, today = due.astimezone(HERE), now.astimezone(HERE).date()
    is_midnight = local.time() == time()
    day = local.date() - timedelta(days=1) if is_midnight else local.date()
    clock = "midnight" if is_midnight else f"{local:%H:%M}"
    on = "" if day == today else f", {day.day} {day:%B}"
    return f"overdue since {clock}{on}" if now >= due else f"by {clock}{on or ' today'}"
