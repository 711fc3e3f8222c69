"""The summary of an area as both sides read it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from speir.area_monitoring.choices import Activity
from speir.area_summaries.choices import SummaryStatus
from speir.area_summaries.contents import checksum_of
from speir.area_summaries.queries import ItemLine, lines_of
from speir.web.shared.showing import day

if TYPE_CHECKING:
    from speir.area_summaries.models import AreaSummary


@dataclass(frozen=True)
class SummaryLine:
    """One summary in a list."""

    words: str
    address: str
    status: str
    is_fictional: bool


@dataclass(frozen=True)
class ItemShown:
    """One item with how the council answered; ``kind`` is the kind of tag for it."""

    number: int
    text: str
    origin: str
    stands: str
    kind: str
    words: str
    address: str
    revision: int
    is_left_out: bool
    is_answered: bool


@dataclass(frozen=True)
class SummaryShown:
    """One summary: its items by activity, and its checksum once it is frozen."""

    area: str
    period: str
    status: str
    stage: str
    is_fictional: bool
    sections: tuple[tuple[str, tuple[ItemShown, ...]], ...]
    open_items: int
    checksum: str
    is_unchanged: bool


def period_of(summary: "AreaSummary") -> str:
    """From when to when, in words."""
    return f"{day(summary.from_on)} to {day(summary.until_on)}"


def summary_line(summary: "AreaSummary", place: str) -> SummaryLine:
    """A summary for a list; ``place`` is the screen of one summary for this audience."""
    return SummaryLine(
        words=f"{summary.area.name}, {period_of(summary)}",
        address=reverse(place, kwargs={"summary_id": summary.pk}),
        status=SummaryStatus.label_of(summary.status),
        is_fictional=summary.area.is_fictional,
    )


def summary_shown(summary: "AreaSummary", item_place: str, *, with_left_out: bool) -> SummaryShown:
    """A summary for its own page; ``item_place`` is the screen of one item for this audience."""
    lines = [line for line in lines_of(summary) if with_left_out or not line.item.is_left_out]
    shown = [_item(summary, number, line, item_place) for number, line in enumerate(lines, 1)]
    activities = [(each, Activity.label_of(each)) for each in Activity]
    of = {line.item.pk: line.item.activity for line in lines}
    by_activity = {
        key: tuple(item for item, line in zip(shown, lines, strict=True) if of[line.item.pk] == key)
        for key, _ in activities
    }
    return SummaryShown(
        area=summary.area.name,
        period=period_of(summary),
        status=SummaryStatus.label_of(summary.status),
        stage=summary.status,
        is_fictional=summary.area.is_fictional,
        sections=tuple((words, by_activity[key]) for key, words in activities),
        open_items=sum(not each.is_answered and not each.is_left_out for each in shown),
        checksum=summary.checksum,
        is_unchanged=summary.content is not None and checksum_of(summary.content) == summary.checksum,
    )


def _item(summary: "AreaSummary", number: int, line: ItemLine, place: str) -> ItemShown:
    answer = line.answer
    stands, kind = "", "grey"
    if answer is not None:
        stands, kind = ("agreed", "ok") if answer.is_agreed else ("seen otherwise", "warn")
    elif summary.status == SummaryStatus.WITH_COUNCIL:
        stands, kind = "not answered yet", "grey"
    words = f"{answer.answered_by.body.name}, {day(answer.answered_at)}: {answer.words}" if answer else ""
    return ItemShown(
        number=number,
        text=line.item.text,
        origin=line.item.origin,
        stands="left out" if line.item.is_left_out else stands,
        kind=kind,
        words=words.removesuffix(": "),
        address=reverse(place, kwargs={"summary_id": summary.pk, "item_id": line.item.pk}),
        revision=line.item.revision,
        is_left_out=line.item.is_left_out,
        is_answered=answer is not None,
    )
