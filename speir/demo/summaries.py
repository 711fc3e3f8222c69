"""Invented summaries of one invented area: last year's agreed and frozen, this year's with the council."""

from datetime import date, datetime, timedelta

from speir.area_summaries.models import AreaSummary
from speir.area_summaries.operations import answer_item, draft_summary, freeze_summary, send_to_council
from speir.area_summaries.queries import kept_lines
from speir.demo.cast import Cast
from speir.foundations.uk_time import uk_day
from speir.partnerships.models import Area

OTHERWISE = "We would add that the second half day had to be moved twice."


def tell(cast: Cast, key: str, area: Area, at: datetime) -> None:
    """The half year before the last hundred days, with one item seen otherwise; then the time since."""
    today = uk_day(at)
    middle = today - timedelta(days=100)
    first = _sent(cast, area, today - timedelta(days=280), middle, at - timedelta(days=60))
    by, then = cast.person(f"{key}_coordinator"), at - timedelta(days=50)
    for line in kept_lines(first):
        agrees = "half days" not in line.item.text
        answer_item(
            item=line.item,
            is_agreed=agrees,
            words="" if agrees else OTHERWISE,
            revision=line.item.revision,
            by=by,
            at=then,
        )
    freeze_summary(summary=first, by=cast.person("link"), at=at - timedelta(days=45))
    sent = at - timedelta(hours=1)  # in the first hour of a day that is the day before
    second = _sent(cast, area, middle + timedelta(days=1), uk_day(sent), sent)
    for line in kept_lines(second)[:1]:
        answer_item(
            item=line.item,
            is_agreed=True,
            words="",
            revision=line.item.revision,
            by=by,
            at=at - timedelta(minutes=10),
        )


def _sent(cast: Cast, area: Area, from_on: date, until_on: date, at: datetime) -> AreaSummary:
    link = cast.person("link")
    summary = draft_summary(area=area, from_on=from_on, until_on=until_on, by=link, at=at)
    send_to_council(summary=summary, by=link, at=at + timedelta(minutes=20))
    summary.refresh_from_db()
    return summary
