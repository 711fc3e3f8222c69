"""Questions about what is decided: groups of comments, decisions, changed words, what is still open."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from speir.consultations import rules
from speir.consultations.choices import ChangedPart, Outcome
from speir.consultations.models import (
    Comment,
    CommentGroup,
    Consultation,
    Decision,
    Placing,
    PublishedAnswer,
    WordChange,
)
from speir.consultations.next_version import Change
from speir.consultations.queries import comments_of
from speir.consultations.rules import CHANGES_SOMETHING
from speir.foundations.refusals import Reason
from speir.frameworks.models import Illustration


@dataclass
class GroupTold:
    """A group with its comments, its newest decision, and the words it changes."""

    group: CommentGroup
    comments: list[Comment] = field(default_factory=list)
    decision: Decision | None = None
    changes: list[WordChange] = field(default_factory=list)

    @property
    def outcome(self) -> str:
        """What was decided, or ""."""
        return self.decision.outcome if self.decision else ""


@dataclass
class Work:
    """Everything said and decided in one consultation."""

    groups: list[GroupTold]
    unplaced: list[Comment]
    set_aside: list[tuple[Comment, str]]

    @property
    def undecided(self) -> list[GroupTold]:
        """The groups with comments on which nothing is decided yet."""
        return [each for each in self.groups if each.comments and each.decision is None]

    @property
    def not_answered(self) -> int:
        """How many comments have no answer yet."""
        return len(self.unplaced) + sum(len(each.comments) for each in self.undecided)

    @property
    def accepted_without_change(self) -> list[GroupTold]:
        """The groups that were accepted and change nothing yet; one without comments asks for nothing."""
        return [
            each
            for each in self.groups
            if each.outcome in CHANGES_SOMETHING and each.comments and not each.changes
        ]

    @property
    def changes(self) -> list[WordChange]:
        """Every change of words."""
        return [change for each in self.groups for change in each.changes]


@dataclass(frozen=True)
class StillToDo:
    """One thing that stands between an answer and its publication, and which groups it is about."""

    message: str
    groups: tuple[CommentGroup, ...] = ()
    unplaced: int = 0

    @property
    def named(self) -> Reason:
        """The reason with everything that it is about, for whoever has no page to look at."""
        about = [f"“{each.name}”" for each in self.groups]
        about += [f"{self.unplaced} in no group"] if self.unplaced else []
        return Reason(f"{self.message} It is about {', '.join(about)}." if about else self.message)


def still_to_do(work: Work, *, is_over: bool) -> list[StillToDo]:
    """Everything that stands between the answer and its publication."""
    answers = rules.every_comment_is_answered.reason(work.not_answered)
    words = rules.what_is_accepted_changes_words.reason(len(work.accepted_without_change))
    over = rules.commenting_is_over.reason(is_over)
    undecided, without_change = _groups(work.undecided), _groups(work.accepted_without_change)
    return [
        *([StillToDo(over.message)] if over else []),
        *([StillToDo(answers.message, undecided, len(work.unplaced))] if answers else []),
        *([StillToDo(words.message, without_change)] if words else []),
    ]


def _groups(told: Sequence[GroupTold]) -> tuple[CommentGroup, ...]:
    return tuple(each.group for each in told)


def work_on(consultation: Consultation) -> Work:
    """Everything said and decided, in a fixed number of questions."""
    told = {each.pk: GroupTold(each) for each in CommentGroup.objects.filter(consultation=consultation)}
    for decision in Decision.objects.filter(group__in=list(told)).select_related("decided_by"):
        told[decision.group_id].decision = decision  # the newest comes last
    for change in WordChange.objects.filter(group__in=list(told), taken_back_at=None).select_related("item"):
        told[change.group_id].changes.append(change)
    placed = {each.comment_id: each for each in Placing.objects.filter(comment__consultation=consultation)}
    work = Work(list(told.values()), [], [])
    for comment in comments_of(consultation):
        placing = placed.get(comment.pk)
        if placing is None:
            work.unplaced.append(comment)
        elif placing.group_id is None:
            work.set_aside.append((comment, placing.why_set_aside))
        else:
            told[placing.group_id].comments.append(comment)
    return work


def group_of(consultation: Consultation, group_id: UUID) -> GroupTold | None:
    """One group of a consultation."""
    return next((each for each in work_on(consultation).groups if each.group.pk == group_id), None)


def words_now(change_of: WordChange) -> str:
    """The words of the draft that a change is about."""
    item = change_of.item
    if change_of.part == ChangedPart.TITLE:
        return item.title
    if change_of.part == ChangedPart.QUESTION:
        return item.question
    if change_of.part == ChangedPart.ILLUSTRATION:
        found = Illustration.objects.filter(item=item, level_key=change_of.level_key).first()
        return found.text if found else ""
    return ""


def other_changes(item_id: UUID) -> list[WordChange]:
    """The changes of an item that stand, other than new indicators after it."""
    standing = WordChange.objects.filter(item=item_id, taken_back_at=None)
    return list(standing.exclude(part=ChangedPart.NEW_INDICATOR))


def is_number_promised(consultation: Consultation, number: str) -> bool:
    """Whether a new indicator of this number is among the changes that stand."""
    standing = WordChange.objects.filter(group__consultation=consultation, taken_back_at=None)
    return standing.filter(part=ChangedPart.NEW_INDICATOR, number=number).exists()


def removed_ids(consultation: Consultation) -> set[UUID]:
    """The items that decisions take out."""
    standing = WordChange.objects.filter(group__consultation=consultation, taken_back_at=None)
    return set(standing.filter(part=ChangedPart.REMOVED).values_list("item_id", flat=True))


def changes_decided(groups: Sequence[GroupTold]) -> list[Change]:
    """The changes as the next version takes them, each with the decision behind it."""
    return [
        Change(
            item=change.item.number,
            part=change.part,
            becomes=change.becomes,
            because=f"{told.group.name}: {Outcome.label_of(told.outcome).lower()}",
            level=change.level_key,
            number=change.number,
        )
        for told in groups
        if told.decision
        for change in told.changes
    ]


def counted_by_item(comments: Sequence[Comment]) -> dict[UUID | None, int]:
    """How many comments there are about each item; None for the whole draft."""
    counted: dict[UUID | None, int] = defaultdict(int)
    for comment in comments:
        counted[comment.item_id] += 1
    return dict(counted)


def published_answer(consultation: Consultation) -> PublishedAnswer | None:
    """The published answer, when there is one."""
    return PublishedAnswer.objects.filter(consultation=consultation).first()
