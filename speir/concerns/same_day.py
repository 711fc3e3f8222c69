"""The same-day clock of a concern: by when somebody must act, and when the next reminder is due."""

from datetime import datetime, time, timedelta

from speir.concerns.choices import ON_THE_CLOCK
from speir.foundations.uk_time import UK, uk_day

# Indicative: no published protocol gives an hour. Somebody in danger now cannot wait for the end of the day.
IMMEDIATE_HOURS = 1


def due_by(at: datetime, is_immediate: bool, hours: int | None = None) -> datetime:
    """By when something that began to wait ``at`` must be done: the end of that day in Scotland.

    ``hours`` replaces the end of the day by so many hours. What is immediate has one hour at most.
    """
    end_of_day = datetime.combine(uk_day(at) + timedelta(days=1), time(), tzinfo=UK)
    due = end_of_day if hours is None else at + timedelta(hours=hours)
    return min(due, at + timedelta(hours=IMMEDIATE_HOURS)) if is_immediate else due


def slot(status: str, now: datetime) -> str:
    """The slot of time that one reminder fills: an hour while the clock runs, a day afterwards."""
    local = now.astimezone(UK)
    # With the offset, so that the hour that comes twice in October is two slots.
    return f"{status}:{local:%Y%m%d%H%z}" if status in ON_THE_CLOCK else f"{status}:{local:%Y%m%d}"


def in_words(due: datetime, now: datetime) -> str:
    """How the clock stands: "by 17:05 today", "overdue since 17:05", with the day when it is another."""
    local, today = due.astimezone(UK), uk_day(now)
    is_midnight = local.time() == time()
    day = uk_day(due) - timedelta(days=1) if is_midnight else uk_day(due)
    clock = "midnight" if is_midnight else f"{local:%H:%M}"
    on = "" if day == today else f", {day.day} {day:%B}"
    return f"overdue since {clock}{on}" if now >= due else f"by {clock}{on or ' today'}"
