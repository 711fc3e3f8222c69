"""What queries about reports answer with. Plain Python."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar
from uuid import UUID

from speir.reports import contents
from speir.reports.choices import Sight

if TYPE_CHECKING:
    from speir.people.models import Body
    from speir.reports.models import (
        AnswerOnFacts,
        CommentOnFacts,
        DeclinedSignOff,
        DraftVersion,
        Publication,
        Report,
        SignOff,
    )


@dataclass(frozen=True)
class Signing:
    """Where the sign-off of one version stands."""

    version: "DraftVersion"
    signed: "list[SignOff]"
    missing: "list[Body]"
    declined: "list[DeclinedSignOff]"

    @property
    def missing_names(self) -> list[str]:
        """The names of the bodies that have not signed."""
        return [body.name for body in self.missing]

    @property
    def is_complete(self) -> bool:
        """Whether every body has signed."""
        return not self.missing


@dataclass(frozen=True)
class NewestVersion:
    """Which frozen version of a report is the newest, without its words."""

    pk: UUID
    number: int


@dataclass(frozen=True)
class ReportSeen:
    """How much of a report one person may see, and whether they acknowledged its newest version."""

    report: "Report"
    sight: Sight
    is_acknowledged: bool


Comment = TypeVar("Comment", bound="CommentOnFacts")


@dataclass(frozen=True)
class Commented(Generic[Comment]):
    """One factual accuracy comment with the answer that counts, and how often it was answered."""

    comment: Comment
    answer: "AnswerOnFacts | None"
    answers_given: int


@dataclass(frozen=True)
class ReportText:
    """As much of a report as one person may see, and which text it is."""

    sight: Sight
    content: contents.FrozenReport
    version_number: int | None
    checksum: str


@dataclass(frozen=True)
class PublishedReport:
    """One published report, for the list of all and for its own page."""

    publication: "Publication"
    content: contents.FrozenPublication
