"""Comments on a draft as those who answer them read them: without names, unless a body wants to be named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from speir.consultations.choices import SpeaksAs, Stance
from speir.consultations.deciding_operations import place_comments
from speir.consultations.publication_queries import about
from speir.web.inspectorate.choosing import set_choices
from speir.web.inspectorate.consultation_forms import PlaceForm
from speir.web.shared.showing import day

if TYPE_CHECKING:
    from datetime import datetime

    from speir.consultations.deciding_queries import GroupTold
    from speir.consultations.models import Comment, Consultation
    from speir.people.models import Person


@dataclass(frozen=True)
class CommentShown:
    """One comment."""

    pk: str
    about: str
    stance: str
    text: str
    who: str

    @property
    def head(self) -> str:
        """What it is about and what it says, in one line."""
        return f"{self.about}: {self.stance}"


def comments_shown(comments: Iterable["Comment"]) -> tuple[CommentShown, ...]:
    """Comments in their order."""
    return tuple(comment_shown(each) for each in comments)


def comment_shown(comment: "Comment") -> CommentShown:
    """One comment; a body is named only when its comment allows that."""
    where = f" (“{comment.level_key.replace('_', ' ')}”)" if comment.level_key else ""
    who = SpeaksAs.label_of(comment.speaks_as)
    if comment.may_be_named and comment.said_by:
        who = f"{who}, {comment.said_by.body.name}"
    return CommentShown(
        pk=str(comment.pk),
        about=f"{about(comment)}{where}",
        stance=Stance.label_of(comment.stance),
        text=comment.text or "No words were added.",
        who=f"{who}; {day(comment.received_at)}",
    )


def place_form(
    given: Sequence[Any],
    options: dict[str, Any],
    comments: Sequence["Comment"],
    groups: Sequence["GroupTold"],
) -> PlaceForm:
    """The form that puts some of these comments into a group."""
    form = PlaceForm(*given, **options)
    set_choices(form, "comments", [(each.pk, each.head) for each in comments_shown(comments)])
    set_choices(form, "group", [("", "Choose"), *((str(each.group.pk), each.group.name) for each in groups)])
    return form


def place(
    given: dict[str, Any],
    consultation: "Consultation",
    comments: Sequence["Comment"],
    groups: Sequence["GroupTold"],
    by: "Person",
    at: "datetime",
) -> None:
    """Do what that form says."""
    chosen = set(given.pop("comments"))
    by_pk = {str(each.group.pk): each.group for each in groups}
    place_comments(
        consultation=consultation,
        comments=[each for each in comments if str(each.pk) in chosen],
        group=by_pk.get(given.pop("group")),
        by=by,
        at=at,
        **given,
    )
