"""Changes that answer what people said: groups, decisions with their reasons, changed words."""

from collections.abc import Sequence
from datetime import datetime

from speir.consultations import deciding_queries, permissions, queries, rules
from speir.consultations.choices import ChangedPart, Outcome
from speir.consultations.lifecycle import CONSULTATION
from speir.consultations.models import Comment, CommentGroup, Consultation, Decision, Placing, WordChange
from speir.foundations import audit
from speir.foundations.operation import operation
from speir.foundations.overtaking import check_not_overtaken
from speir.foundations.refusals import NotNow, Reason
from speir.foundations.rules import check_all
from speir.foundations.uk_time import MOMENT, uk_day
from speir.frameworks.models import FrameworkItem
from speir.people.models import Person
from speir.people.queries import standing_everywhere


@operation
def start_group(
    *, consultation: Consultation, name: str, by: Person, at: datetime, once: str = ""
) -> CommentGroup:
    """Start a group for comments that say much the same."""
    permissions.may_group_comments.check(standing_everywhere(by))
    _check_unanswered(consultation)
    taken = CommentGroup.objects.filter(consultation=consultation, name__iexact=name.strip()).exists()
    check_all(rules.group_has_a_name.reason(name), rules.group_name_is_new.reason(taken))
    group = CommentGroup.objects.create(consultation=consultation, name=name.strip(), made_by=by, made_at=at)
    audit.record(f"Group of comments started: {group}", subject=group, by=by, at=at)
    return group


@operation
def place_comment(*, comment: Comment, group: CommentGroup, by: Person, at: datetime) -> None:
    """Put a comment into a group; putting it elsewhere later moves it."""
    permissions.may_group_comments.check(standing_everywhere(by))
    _check_unanswered(comment.consultation)
    if group.consultation_id != comment.consultation_id:
        raise NotNow(Reason("That group belongs to another consultation."))
    Placing.objects.update_or_create(
        comment=comment,
        defaults={"group": group, "why_set_aside": "", "placed_by": by, "placed_at": at},
    )
    audit.record(f"Comment put into a group: {group}", subject=comment, by=by, at=at)


@operation
def set_comment_aside(*, comment: Comment, reason: str, by: Person, at: datetime) -> None:
    """Set a comment aside, with the reason: it is counted in public and not shown."""
    permissions.may_group_comments.check(standing_everywhere(by))
    _check_unanswered(comment.consultation)
    rules.a_reason_is_given.check(reason)
    Placing.objects.update_or_create(
        comment=comment,
        defaults={"group": None, "why_set_aside": reason.strip(), "placed_by": by, "placed_at": at},
    )
    audit.record("Comment set aside", subject=comment, by=by, at=at, details={"why": reason.strip()})


@operation
def place_comments(
    *,
    consultation: Consultation,
    comments: Sequence[Comment],
    group: CommentGroup | None,
    new_group: str,
    why_set_aside: str,
    by: Person,
    at: datetime,
    once: str = "",
) -> None:
    """Put several comments into a group, into a new group, or set them aside: one of the three."""
    permissions.may_group_comments.check(standing_everywhere(by))
    check_all(
        rules.comments_are_chosen.reason(len(comments)),
        rules.one_place_is_chosen.reason(group is not None, new_group, why_set_aside),
    )
    if new_group.strip():
        group = start_group(consultation=consultation, name=new_group, by=by, at=at)
    for comment in comments:
        if group is None:
            set_comment_aside(comment=comment, reason=why_set_aside, by=by, at=at)
        else:
            place_comment(comment=comment, group=group, by=by, at=at)


@operation
def decide(
    *,
    group: CommentGroup,
    outcome: Outcome,
    reason: str,
    by: Person,
    at: datetime,
    based_on: str | None = None,
    once: str = "",
) -> Decision:
    """Decide about a group of comments, with the reason; the newest decision counts, every one stays."""
    permissions.may_decide_on_comments.check(standing_everywhere(by))
    _check_is_deciding(group.consultation, at)
    newest = Decision.objects.filter(group=group).last()
    check_not_overtaken(based_on, newest.decided_at.isoformat() if newest else "")
    changes = WordChange.objects.filter(group=group, taken_back_at=None).count()
    check_all(
        rules.a_reason_is_given.reason(reason),
        rules.decision_fits_its_changes.reason(outcome, changes),
    )
    # Its moment is its place, and what the next one is based on: later than the last, whatever the clock.
    decided_at = max(at, newest.decided_at + MOMENT) if newest else at
    decision = Decision.objects.create(
        group=group, outcome=outcome, reason=reason.strip(), decided_by=by, decided_at=decided_at
    )
    audit.record(f"Decided about comments: {group}: {outcome.label}", subject=group, by=by, at=at)
    return decision


@operation
def write_change(
    *,
    group: CommentGroup,
    item: FrameworkItem,
    part: ChangedPart,
    level_key: str,
    number: str,
    becomes: str,
    by: Person,
    at: datetime,
    once: str = "",
) -> WordChange:
    """Write the new words that a decision leads to; they stand in the next version."""
    permissions.may_decide_on_comments.check(standing_everywhere(by))
    _check_is_deciding(group.consultation, at)
    change = WordChange(
        group=group,
        item=item,
        part=part,
        level_key=level_key if part == ChangedPart.ILLUSTRATION else "",
        number=number.strip() if part == ChangedPart.NEW_INDICATOR else "",
        becomes="" if part == ChangedPart.REMOVED else becomes.replace("\r\n", "\n").strip(),
        written_by=by,
        written_at=at,
    )
    change.before = deciding_queries.words_now(change)
    _check_change(group.consultation, change)
    change.save()
    what = f"Words changed in {item.number}: {part.label.lower()}"
    audit.record(what, subject=group, by=by, at=at, details={"because": group.name})
    return change


def _check_change(consultation: Consultation, change: WordChange) -> None:
    decision = Decision.objects.filter(group=change.group).last()
    item, part = change.item, change.part
    others = deciding_queries.other_changes(item.pk)
    title = change.becomes.split("\n")[0] if part == ChangedPart.NEW_INDICATOR else change.becomes
    taken = queries.draft_item(consultation, change.number) is not None
    taken = taken or deciding_queries.is_number_promised(consultation, change.number)
    check_all(
        rules.part_is_in_the_draft.reason(_is_there(consultation, change)),
        rules.a_change_follows_a_decision.reason(decision.outcome if decision else ""),
        rules.a_change_changes_something.reason(part, change.before, change.becomes),
        rules.a_title_is_short.reason(part, title),
        rules.a_new_indicator_has_a_free_number.reason(part, change.number, taken),
        rules.what_stands_under_it_is_taken_out_first.reason(part, _standing_under(consultation, item)),
        rules.what_is_taken_out_changes_no_more.reason(
            part, any(each.part == ChangedPart.REMOVED for each in others), len(others)
        ),
    )


def _is_there(consultation: Consultation, change: WordChange) -> bool:
    if change.item.framework_id != consultation.framework_id:
        return False
    is_illustration = change.part == ChangedPart.ILLUSTRATION
    return not is_illustration or change.level_key in dict(queries.levels_to_illustrate(change.item))


def _standing_under(consultation: Consultation, item: FrameworkItem) -> int:
    gone = deciding_queries.removed_ids(consultation)
    under = [each for each in queries.draft_items(consultation) if each.parent_id == item.pk]
    promised = WordChange.objects.filter(item=item, part=ChangedPart.NEW_INDICATOR, taken_back_at=None)
    return sum(each.pk not in gone for each in under) + promised.count()


@operation
def take_change_back(*, change: WordChange, by: Person, at: datetime) -> None:
    """Take a change of words back; taking it back again changes nothing."""
    permissions.may_decide_on_comments.check(standing_everywhere(by))
    _check_is_deciding(change.group.consultation, at)
    WordChange.objects.filter(pk=change.pk, taken_back_at=None).update(taken_back_at=at)
    audit.record(f"Change of words taken back: {change.item.number}", subject=change.group, by=by, at=at)


def _check_unanswered(consultation: Consultation) -> None:
    """Comments are answered until the answer is published."""
    CONSULTATION.after(consultation.status, "publish")


def _check_is_deciding(consultation: Consultation, at: datetime) -> None:
    _check_unanswered(consultation)
    rules.commenting_is_over.check(consultation.is_to_be_decided(uk_day(at)))
