"""Months as a calendar: weeks from Monday, what is due on each day, days that are left out, and today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from speir.web.design_system.timeline import STATE_WORDS, State

WEEK = timedelta(days=7)
# A square that holds more than this shows the first few; the rest stand in the list of the day.
MOST, FIRST_FEW = 5, 4
PRESSING: tuple[State, ...] = ("late", "next", "ahead", "done")
KINDS: dict[State, str] = {"done": "ok", "late": "bad", "next": "warn", "ahead": "grey"}


@dataclass(frozen=True)
class Entry:
    """What is due on a day, and whose turn it is; ``place`` says of what when a page shows several."""

    title: str
    due_on: date
    state: State
    whose: str
    words: str = ""
    place: str = ""
    address: str = ""

    @property
    def state_words(self) -> str:
        """The state for a reader: Reached, Late, Next, Ahead."""
        return STATE_WORDS[self.state]

    @property
    def state_kind(self) -> str:
        """The colour of the state's tag."""
        return KINDS[self.state]


@dataclass(frozen=True)
class LeftOut:
    """Days, both included, that are left out, and why; ``place`` says of what when a page shows several."""

    first_day: date
    last_day: date
    reason: str
    place: str = ""


@dataclass(frozen=True)
class WeekName:
    """What a week is called: its number, or why it does not count."""

    monday: date
    words: str
    is_counted: bool = True


@dataclass(frozen=True)
class Day:
    """One square; a square ``is_outside`` when it belongs to the month before or after."""

    on: date
    is_outside: bool
    is_today: bool
    entries: tuple[Entry, ...]
    left_out: tuple[str, ...]
    names_left_out: bool

    @property
    def is_crowded(self) -> bool:
        """Whether more is due than a square can show."""
        return len(self.entries) > MOST

    @property
    def first_few(self) -> tuple[Entry, ...]:
        """What a square shows: everything, or of a crowded day what presses most."""
        if not self.is_crowded:
            return self.entries
        return tuple(sorted(self.entries, key=lambda each: PRESSING.index(each.state))[:FIRST_FEW])

    @property
    def rest(self) -> tuple[Entry, ...]:
        """What a square leaves to the list of the day."""
        shown = self.first_few
        return tuple(each for each in self.entries if not any(each is one for one in shown))

    @property
    def key(self) -> str:
        """2026-11-06, for addresses."""
        return self.on.isoformat()

    @property
    def title(self) -> str:
        """Friday 6 November."""
        return f"{self.on:%A} {self.on.day} {self.on:%B}"

    @property
    def has_something(self) -> bool:
        """Whether a list of days has a line for this one."""
        return not self.is_outside and (bool(self.entries) or self.is_today)


@dataclass(frozen=True)
class MonthWeek:
    """A row of seven days from Monday."""

    names: tuple[WeekName, ...]
    days: tuple[Day, ...]

    @property
    def first_few(self) -> tuple[WeekName, ...]:
        """What is named at once: everything, or of very many the first few."""
        return self.names if len(self.names) <= MOST else self.names[:FIRST_FEW]

    @property
    def rest(self) -> tuple[WeekName, ...]:
        """What is opened to be read."""
        return self.names[len(self.first_few) :]

    @property
    def left_out(self) -> tuple[str, ...]:
        """Why days of this week are left out, each reason once."""
        return tuple(
            dict.fromkeys(reason for day in self.days if not day.is_outside for reason in day.left_out)
        )

    @property
    def has_something(self) -> bool:
        """Whether a list of days has a line for this week."""
        return bool(self.left_out) or any(day.has_something for day in self.days)


@dataclass(frozen=True)
class Month:
    """One month."""

    first: date
    weeks: tuple[MonthWeek, ...]

    @property
    def crowded(self) -> tuple[Day, ...]:
        """The days on which more is due than a square can show."""
        return tuple(day for week in self.weeks for day in week.days if day.is_crowded)

    @property
    def key(self) -> str:
        """2026-11, for addresses."""
        return f"{self.first:%Y-%m}"

    @property
    def title(self) -> str:
        """November 2026."""
        return f"{self.first:%B %Y}"


def months(
    first: date,
    last: date,
    *,
    today: date,
    entries: Sequence[Entry] = (),
    left_out: Sequence[LeftOut] = (),
    weeks: Sequence[WeekName] = (),
) -> list[Month]:
    """Every month from that of the first day to that of the last."""
    due: dict[date, list[Entry]] = {}
    for entry in entries:
        due.setdefault(entry.due_on, []).append(entry)
    names: dict[date, list[WeekName]] = {}
    for week in weeks:
        names.setdefault(week.monday, []).append(week)
    found, begins = [], first.replace(day=1)
    while begins <= last:
        found.append(_month(begins, today, due, left_out, names))
        begins = month_after(begins)
    return found


def month_after(day: date, number: int = 1) -> date:
    """The first day of the month that comes so many months later (earlier when negative)."""
    position = day.year * 12 + day.month - 1 + number
    return date(position // 12, position % 12 + 1, 1)


def _month(
    begins: date,
    today: date,
    due: dict[date, list[Entry]],
    left_out: Sequence[LeftOut],
    names: dict[date, list[WeekName]],
) -> Month:
    weeks, monday = [], begins - timedelta(days=begins.weekday())
    while monday < month_after(begins):
        days: list[Day] = []
        named: set[str] = set()
        for offset in range(7):
            on = monday + timedelta(days=offset)
            outside = on.month != begins.month
            reasons = _reasons(on, left_out)
            is_new = not outside and any(reason not in named for reason in reasons)
            named |= set(reasons) if not outside else set()
            shown = () if outside else tuple(due.get(on, ()))
            days.append(Day(on, outside, on == today and not outside, shown, reasons, is_new))
        weeks.append(MonthWeek(tuple(names.get(monday, ())), tuple(days)))
        monday += WEEK
    return Month(begins, tuple(weeks))


def _reasons(on: date, left_out: Sequence[LeftOut]) -> tuple[str, ...]:
    places: dict[str, list[str]] = {}
    for each in left_out:
        if each.first_day <= on <= each.last_day:
            places.setdefault(each.reason, []).append(each.place)
    return tuple(f"{reason} ({_several(of)})" if any(of) else reason for reason, of in places.items())


def _several(places: Sequence[str]) -> str:
    """All of them, or the first few and how many more there are."""
    each = list(dict.fromkeys(places))
    more = f" and {len(each) - FIRST_FEW} more" if len(each) > MOST else ""
    return ", ".join(each[:FIRST_FEW] if more else each) + more
