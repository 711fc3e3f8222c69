"""Questions about months of regulated services: the counts of areas, and the services behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from speir.foundations.refusals import Reason, RuleBroken
from speir.foundations.uk_time import uk_day
from speir.partnerships.models import Area
from speir.regulated_services.changes import GradeChange, GradedService, grade_changes
from speir.regulated_services.choices import FileStatus
from speir.regulated_services.counting import Counts
from speir.regulated_services.models import AreaCounts, RowNotTaken, ServiceInMonth, ServicesFile, Snapshot


@dataclass(frozen=True)
class CountedArea:
    """One area's counts in one month."""

    name: str
    code: str
    month_on: date
    edition: int
    counts: Counts


def snapshots(*, is_fictional: bool = False) -> list[Snapshot]:
    """Every month that was imported, newest first; of one month the newest edition."""
    newest = {each.month_on: each for each in Snapshot.objects.filter(is_fictional=is_fictional)}
    return sorted(newest.values(), key=lambda each: each.month_on, reverse=True)


def all_snapshots() -> list[Snapshot]:
    """Every file that was imported, last imported first."""
    return list(Snapshot.objects.order_by("-imported_at", "-pk"))


def snapshot_of(month: str = "", *, is_fictional: bool = False) -> Snapshot:
    """The newest month, or the one asked for (2024-06); raises RuleBroken that names the months there are."""
    found = snapshots(is_fictional=is_fictional)
    if not found:
        told = (
            "No regulated services are imported yet. First: speir import-indicators regulated-services FILE."
        )
        raise RuleBroken(Reason(told, "month"))
    wanted = [each for each in found if not month or f"{each.month_on:%Y-%m}" == month.strip()[:7]]
    if not wanted:
        known = ", ".join(f"{each.month_on:%Y-%m}" for each in found)
        raise RuleBroken(Reason(f"No month “{month}” is imported. There are: {known}.", "month"))
    return wanted[0]


def counts_by_area(snapshot: Snapshot) -> list[CountedArea]:
    """The counts of every council area of one month, by name; outside Scotland last, without a code."""
    rows = AreaCounts.objects.filter(snapshot=snapshot).select_related("area")
    found = [
        CountedArea(
            name=row.area.name if row.area else "Outside Scotland",
            code=row.area.code if row.area else "",
            month_on=snapshot.month_on,
            edition=snapshot.edition,
            counts=row.counts,
        )
        for row in rows
    ]
    return sorted(found, key=lambda each: (not each.code and each.name == "Outside Scotland", each.name))


def history_of(area: Area) -> list[CountedArea]:
    """The counts of one area in every month, oldest first; of one month the newest edition."""
    rows = AreaCounts.objects.filter(area=area, snapshot__is_fictional=area.is_fictional)
    newest = {
        row["snapshot__month_on"]: CountedArea(
            area.name, area.code, row["snapshot__month_on"], row["snapshot__edition"], row["counts"]
        )
        for row in rows.order_by("snapshot__month_on", "snapshot__edition").values(
            "snapshot__month_on", "snapshot__edition", "counts"
        )
    }
    return list(newest.values())


def newest_months_of(areas: Sequence[Area], since: date, before: date, limit: int) -> list[CountedArea]:
    """Counts of these areas in months between two days, the newest and later editions first."""
    rows = AreaCounts.objects.filter(
        area__in=areas, snapshot__month_on__gte=since, snapshot__month_on__lt=before
    ).order_by("-snapshot__month_on", "area__name", "-snapshot__edition")
    told = rows.values_list("area__name", "area__code", "snapshot__month_on", "snapshot__edition", "counts")
    return [CountedArea(*each) for each in told[:limit]]


def changes_in(area: Area, since: date | None = None) -> list[GradeChange]:
    """Changes of minimum grades in one area between its two newest months, falls first."""
    months = snapshots(is_fictional=area.is_fictional)[:2]
    if not months or (since is not None and uk_day(months[0].imported_at) <= since):
        return []
    after = _graded(months[0], area)
    before = _graded(months[1], area) if len(months) > 1 else []
    return grade_changes(before, after, since=months[1].month_on if len(months) > 1 else since)


def _graded(snapshot: Snapshot, area: Area) -> list[GradedService]:
    rows = ServiceInMonth.objects.filter(snapshot=snapshot, area=area).values_list(
        "key", "name", "kind", "min_grade", "reported_change", "graded_on"
    )
    return [GradedService(*row) for row in rows]


def low_graded(area: Area) -> list[ServiceInMonth]:
    """The services of an area with a minimum grade of 1 or 2 in the newest month, lowest first."""
    newest = next(iter(snapshots(is_fictional=area.is_fictional)), None)
    if newest is None:
        return []
    rows = ServiceInMonth.objects.filter(snapshot=newest, area=area, status="active", min_grade__lte=2)
    return list(rows.order_by("min_grade", "name", "pk"))


def rows_not_taken(snapshot: Snapshot) -> list[RowNotTaken]:
    """The rows of a file that did not land, in the order of the file."""
    return list(RowNotTaken.objects.filter(snapshot=snapshot))


def imported_since(moment: datetime) -> list[Snapshot]:
    """The months imported after a moment."""
    return list(Snapshot.objects.filter(imported_at__gt=moment))


def files_to_land() -> list[ServicesFile]:
    """The files that have not landed yet: those that wait, then those whose landing began, longest ago first.

    So one whose landing always ends in a crash holds up none of the others.
    """
    found = ServicesFile.objects.filter(status__in=(FileStatus.WAITING, FileStatus.LANDING))
    return list(
        found.select_related("kept", "handed_in_by__body").order_by(
            "-status", "began_at", "handed_in_at", "pk"
        )
    )


def services_file(file_id: UUID) -> ServicesFile | None:
    """One file that was handed in on a screen."""
    return ServicesFile.objects.filter(pk=file_id).select_related("snapshot", "handed_in_by").first()


def files_under_way() -> list[ServicesFile]:
    """The files that have not landed, or could not, the newest first; those that landed stand as months."""
    return list(ServicesFile.objects.exclude(status=FileStatus.LANDED)[:20])
