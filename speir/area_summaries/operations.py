"""Changes to the summary of an area."""

from datetime import date, datetime

from speir.area_monitoring.choices import Activity
from speir.area_summaries import permissions, rules
from speir.area_summaries.choices import SummaryStatus
from speir.area_summaries.contents import checksum_of
from speir.area_summaries.drafting import draft
from speir.area_summaries.lifecycle import SUMMARY
from speir.area_summaries.models import AreaSummary, ItemAnswer, SummaryItem
from speir.area_summaries.queries import content_of, is_of_the_council, is_under_way, kept_lines, material
from speir.area_teams.queries import check_may
from speir.foundations import audit
from speir.foundations.identifiers import CERTAIN, likely_identifiers
from speir.foundations.moves import move
from speir.foundations.operation import operation
from speir.foundations.overtaking import OVERTAKEN
from speir.foundations.refusals import NotAllowed, NotNow, Reason
from speir.foundations.rules import check_all
from speir.foundations.uk_time import uk_day
from speir.partnerships.models import Area
from speir.people.models import Person

NOT_YOURS = "Only the council's coordinator or head answers for the council of this area."


def _no_numbers_of_people(*texts: str) -> Reason | None:
    found = (one for text in texts for one in likely_identifiers(text))
    return rules.holds_no_number_of_a_person.reason(any(one.kind in CERTAIN for one in found))


@operation
def draft_summary(
    *, area: Area, from_on: date, until_on: date, by: Person, at: datetime, once: str = ""
) -> AreaSummary:
    """Draft the summary of an area for a period, only from what may go to its council."""
    check_may(permissions.may_write_summary, by, area, at)
    check_all(
        rules.period_is_in_order.reason(from_on, until_on, uk_day(at)),
        rules.one_summary_at_a_time.reason(is_under_way(area)),
    )
    summary = AreaSummary.objects.create(
        area=area, from_on=from_on, until_on=until_on, drafted_by=by, drafted_at=at
    )
    items = draft(material(area, from_on, until_on), from_on, until_on)
    SummaryItem.objects.bulk_create(
        SummaryItem(
            summary=summary,
            position=position,
            activity=each.activity,
            text=each.text,
            origin=each.origin[:300],
        )
        for position, each in enumerate(items, 1)
    )
    audit.record("Summary drafted", subject=summary, by=by, at=at, thread=area.pk)
    return summary


@operation
def add_item(
    *, summary: AreaSummary, activity: Activity, text: str, by: Person, at: datetime, once: str = ""
) -> SummaryItem:
    """Add an item that nothing recorded led to; it says so."""
    check_may(permissions.may_write_summary, by, summary.area, at)
    check_all(
        rules.summary_is_a_draft.reason(summary.status),
        rules.item_says_something.reason(text),
        _no_numbers_of_people(text),
    )
    last = SummaryItem.objects.filter(summary=summary).order_by("-position").first()
    item = SummaryItem.objects.create(
        summary=summary,
        position=last.position + 1 if last else 1,
        activity=activity,
        text=text.strip(),
        origin=f"Written by {by.full_name}",
    )
    audit.record("Item of a summary added", subject=item, by=by, at=at, thread=summary.area_id)
    return item


@operation
def edit_item(*, item: SummaryItem, text: str, base: int, by: Person, at: datetime) -> None:
    """Edit an item; ``base`` is the revision that was seen. The council is asked about it anew."""
    check_may(permissions.may_write_summary, by, item.summary.area, at)
    check_all(
        rules.summary_can_be_edited.reason(item.summary.status),
        rules.item_says_something.reason(text),
        _no_numbers_of_people(text),
    )
    still = SummaryItem.objects.filter(pk=item.pk, revision=base)
    if not still.update(text=text.strip(), revision=base + 1):
        raise NotNow(Reason(OVERTAKEN))
    audit.record("Item of a summary edited", subject=item, by=by, at=at, thread=item.summary.area_id)


@operation
def leave_item_out(*, item: SummaryItem, is_left_out: bool, by: Person, at: datetime) -> None:
    """Leave an item out while the summary is a draft, or take it in again."""
    check_may(permissions.may_write_summary, by, item.summary.area, at)
    rules.summary_is_a_draft.check(item.summary.status)
    SummaryItem.objects.filter(pk=item.pk).update(is_left_out=is_left_out)
    done = "Item of a summary left out" if is_left_out else "Item of a summary taken in again"
    audit.record(done, subject=item, by=by, at=at, thread=item.summary.area_id)


@operation
def send_to_council(*, summary: AreaSummary, by: Person, at: datetime) -> None:
    """Send the summary to the council, which answers item by item."""
    check_may(permissions.may_write_summary, by, summary.area, at)
    rules.summary_has_items.check(len(kept_lines(summary)))
    move(summary, SUMMARY, "send", by=by, at=at)
    audit.record("Summary sent to the council", subject=summary, by=by, at=at, thread=summary.area_id)


@operation
def take_summary_back(*, summary: AreaSummary, why: str, by: Person, at: datetime) -> None:
    """Take a summary back from the council, with the reason, to write on."""
    check_may(permissions.may_write_summary, by, summary.area, at)
    rules.taking_back_says_why.check(why)
    move(summary, SUMMARY, "take_back", by=by, at=at, why=why.strip())
    audit.record("Summary taken back", subject=summary, by=by, at=at, thread=summary.area_id)


@operation
def drop_summary(*, summary: AreaSummary, why: str, by: Person, at: datetime) -> None:
    """Give a draft up, with the reason."""
    check_may(permissions.may_write_summary, by, summary.area, at)
    rules.taking_back_says_why.check(why)
    move(summary, SUMMARY, "drop", by=by, at=at, why=why.strip())
    audit.record("Summary given up", subject=summary, by=by, at=at, thread=summary.area_id)


@operation
def answer_item(
    *, item: SummaryItem, is_agreed: bool, words: str, revision: int, by: Person, at: datetime, once: str = ""
) -> ItemAnswer:
    """Agree to one item for the council, or say what it sees otherwise; ``revision`` is what was read."""
    if not is_of_the_council(by, item.summary.area):
        raise NotAllowed(Reason(NOT_YOURS))
    # Nobody edits the item, and nobody freezes the summary, while an answer is put beside it.
    now = AreaSummary.objects.select_for_update().get(pk=item.summary_id)
    item.refresh_from_db()
    check_all(
        rules.summary_is_with_the_council.reason(now.status),
        rules.item_is_the_one_that_was_read.reason(item.revision == revision and not item.is_left_out),
        rules.seeing_it_otherwise_says_how.reason(is_agreed, words),
        _no_numbers_of_people(words),
    )
    answer = ItemAnswer.objects.create(
        item=item,
        revision=revision,
        is_agreed=is_agreed,
        words=words.strip(),
        answered_by=by,
        answered_at=at,
    )
    done = "Item agreed" if is_agreed else "Item seen otherwise"
    audit.record(done, subject=answer, by=by, at=at, thread=now.area_id)
    return answer


@operation
def freeze_summary(*, summary: AreaSummary, by: Person, at: datetime) -> None:
    """Freeze a summary of which the council has answered every item; both sides read the same then."""
    check_may(permissions.may_write_summary, by, summary.area, at)
    AreaSummary.objects.select_for_update().get(pk=summary.pk)
    lines = kept_lines(summary)
    rules.every_item_is_answered.check(sum(line.answer is None for line in lines))
    content = content_of(summary)
    move(summary, SUMMARY, "freeze", by=by, at=at)
    AreaSummary.objects.filter(pk=summary.pk, status=SummaryStatus.FROZEN).update(
        content=content, checksum=checksum_of(content), frozen_at=at
    )
    audit.record("Summary frozen", subject=summary, by=by, at=at, thread=summary.area_id)
