"""Questions about signals: what the numbers give today, what the newest run found, and what was dismissed."""

from collections.abc import Collection as Many
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, Q

from speir.indicators import finding_signals as look
from speir.indicators.choices import Collection
from speir.indicators.definitions import collections
from speir.indicators.finding_signals import Fall, Found
from speir.indicators.kinds_of_area import PLURALS
from speir.indicators.models import FoundSignal, SignalDismissal, SignalRun
from speir.indicators.queries import all_series, groups_of_areas, indicators_of
from speir.partnerships.choices import AreaKind
from speir.partnerships.models import Area
from speir.partnerships.queries import areas_of_kind, parents_of
from speir.regulated_services.queries import changes_in, counts_by_area, snapshots


@dataclass(frozen=True)
class OpenSignal:
    """A signal that is open, and since when it has been seen without a pause."""

    signal: FoundSignal
    since: datetime


def signals_for(areas: Many[Area], *, since: datetime | None = None) -> list[OpenSignal]:
    """The open signals for whoever looks after these areas, newest first; those seen since a moment if asked.

    Also those of the partnership's area, the NHS board and the police division around each (some numbers
    exist for these alone), and those about all areas together. A signal that was gone and is there again
    counts from when it came again.
    """
    ids = {area.pk for area in (*areas, *parents_of(areas, PLURALS))}
    kinds = {area.is_fictional for area in areas}
    found = FoundSignal.objects.filter(
        Q(area_id__in=ids) | Q(area=None, run__is_fictional__in=kinds), run__in=_newest_runs()
    ).exclude(key__in=SignalDismissal.objects.values("key"))
    signals = list(found.select_related("area", "indicator", "run"))
    came = FoundSignal.objects.filter(key__in={each.key for each in signals}, is_new=True).values_list("key")
    since_of = dict(came.annotate(came=Max("run__run_at")))
    opened = [OpenSignal(each, since_of.get(each.key, each.run.run_at)) for each in signals]
    wanted = [each for each in opened if since is None or each.since > since]
    return sorted(wanted, key=lambda each: (each.since, each.signal.title), reverse=True)


def _newest_runs() -> list[UUID]:
    """The newest look at real areas, and the newest at fictional ones."""
    return [run.pk for run in (newest_run(is_fictional=False), newest_run(is_fictional=True)) if run]


def newest_run(*, is_fictional: bool = False) -> SignalRun | None:
    """The newest look at all numbers, or None."""
    return SignalRun.objects.filter(is_fictional=is_fictional).last()


def current_signals(*, is_fictional: bool = False, areas: Iterable[UUID] | None = None) -> list[FoundSignal]:
    """The signals of the newest run that nobody dismissed, new ones first; of these areas if asked."""
    run = newest_run(is_fictional=is_fictional)
    if run is None:
        return []
    dismissed = SignalDismissal.objects.values("key")
    found = FoundSignal.objects.filter(run=run).exclude(key__in=dismissed).select_related("area", "indicator")
    if areas is not None:
        found = found.filter(area_id__in=list(areas))
    return list(found.order_by("-is_new", "area__name", "kind", "title", "pk"))


def signals_of_area(area: Area) -> list[FoundSignal]:
    """The signals about one area that nobody dismissed."""
    return current_signals(is_fictional=area.is_fictional, areas=[area.pk])


def signal_at(signal_id: UUID) -> FoundSignal | None:
    """One signal."""
    return FoundSignal.objects.filter(pk=signal_id).select_related("area", "indicator", "run").first()


def dismissals(*, is_fictional: bool = False) -> list[SignalDismissal]:
    """What was dismissed and why, newest first."""
    found = SignalDismissal.objects.filter(signal__run__is_fictional=is_fictional)
    return list(found.select_related("signal__area", "dismissed_by").order_by("-dismissed_at", "-pk"))


def dismissal_of(signal: FoundSignal) -> SignalDismissal | None:
    """Why a signal was dismissed, or None."""
    return SignalDismissal.objects.filter(key=signal.key).select_related("dismissed_by").first()


def signals_in_numbers(*, is_fictional: bool, today: date) -> list[Found]:
    """Every signal that the numbers of areas give today; a job's work, not a screen's."""
    groups = groups_of_areas(is_fictional=is_fictional)
    defined = {each.pk: collections()[Collection(each.collection)] for each in indicators_of()}
    found: list[Found | None] = []
    for (key, kind), group in all_series(is_fictional=is_fictional).items():
        among = "" if kind == defined[key].area_kind else PLURALS[AreaKind(kind)]
        for series in group:
            found += [look.outside_limits(series), look.three_worse(series)]
        found += [
            look.broken_trend(group, among),
            *look.outside_funnel(group),
            *look.worst_quarter(group, groups),
        ]
        found += [*look.absence(group), *look.late_returns(group, defined[key].due_days, today)]
    found += _grade_falls(is_fictional=is_fictional)
    return [each for each in found if each is not None]


def _grade_falls(*, is_fictional: bool) -> list[Found | None]:
    months = snapshots(is_fictional=is_fictional)
    if len(months) < 2:
        return []
    month = f"{months[0].month_on:%Y-%m}"
    graded = {each.code or each.name: each.counts.get("all:graded", 0) for each in counts_by_area(months[0])}
    return [
        look.grade_falls(
            area.pk,
            [
                Fall(each.graded.name, each.graded.kind, each.before, each.after)
                for each in changes_in(area)
                if each.is_fall
            ],
            month,
            graded.get(area.code or area.name, 0),
        )
        for area in areas_of_kind(AreaKind.COUNCIL).filter(is_fictional=is_fictional)
    ]
