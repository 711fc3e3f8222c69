"""What is known of one document of the pack in one inspection. Plain Python."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from speir.document_packs.audience import may_read
from speir.document_packs.due_days import RECEIPT_DAYS
from speir.foundations.uk_time import uk_day
from speir.inspections.choices import InspectionStatus as Status

if TYPE_CHECKING:
    from speir.document_packs.models import CommonVersion, Receipt, Release, ReleaseDay
    from speir.foundations.models import StoredFile
    from speir.people.choices import Role
    from speir.people.models import Person
    from speir.people.standing import Standing
    from speir.programmes.models import PhasePackDocument

# While the pack is in use: something is released by itself, and receipts are looked for.
IN_USE = (Status.NOTIFIED, Status.GATHERING, Status.EVALUATING, Status.REPORTING)
# Meanwhile a progress review may be open, and then its pack is in use.
REVIEWED = (Status.IMPROVING,)
OF_THE_REVIEW = "review_"


@dataclass(frozen=True)
class Words:
    """One version: its words or its file; the first is what the method says.

    ``common`` is set when every partnership gets it; it is kept in an inspection once it is released there.
    """

    number: int
    text: str
    file: "StoredFile | None" = None
    what_changed: str = ""
    is_indicative: bool = True
    source: str = ""
    issued_by: str = ""
    issued_at: datetime | None = None
    common: "CommonVersion | None" = None
    is_kept_here: bool = True

    @property
    def is_there(self) -> bool:
        """Whether there is anything to read."""
        return bool(self.text) or self.file is not None


@dataclass(frozen=True)
class Reader:
    """Somebody whom the document is for, since when, and how far they are with its newest version."""

    person: "Person"
    roles: "frozenset[Role]"
    since: date
    receipt: "Receipt | None" = None
    reminded_at: datetime | None = None

    @property
    def has_acknowledged(self) -> bool:
        """Whether they acknowledged the newest version."""
        return self.receipt is not None and self.receipt.acknowledged_at is not None


@dataclass(frozen=True)
class PackLine:
    """One document of the pack in one inspection."""

    document: "PhasePackDocument"
    timetable_day: date
    other_day: "ReleaseDay | None"
    release: "Release | None"
    versions: tuple[Words, ...]
    readers: tuple[Reader, ...]
    is_of_the_review: bool = False

    @property
    def key(self) -> str:
        """Its name in addresses; the method of a progress review may use the same key as the inspection's."""
        return f"{OF_THE_REVIEW}{self.document.key}" if self.is_of_the_review else self.document.key

    @property
    def stage(self) -> str:
        """The stage it belongs to, in words."""
        stage = self.document.stage.title
        return f"Progress review: {stage.lower()}" if self.is_of_the_review else stage

    def is_in_use(self, status: str) -> bool:
        """Whether it is released by itself and receipts are looked for, while the inspection is there."""
        return status in (REVIEWED if self.is_of_the_review else IN_USE)

    @property
    def newest(self) -> Words:
        """The version that counts."""
        return self.versions[-1]

    @property
    def due_on(self) -> date:
        """The day on which it is released by itself."""
        return self.other_day.release_on if self.other_day else self.timetable_day

    @property
    def is_released(self) -> bool:
        """Whether the partnership has it."""
        return self.release is not None

    def is_ready(self, today: date) -> bool:
        """Whether it is to be released by itself: due, with words, and not released."""
        return not self.is_released and self.newest.is_there and self.due_on <= today

    @property
    def given_at(self) -> datetime | None:
        """Since when its readers have the newest version."""
        if self.release is None:
            return None
        issued_at = self.newest.issued_at
        return max(self.release.released_at, issued_at) if issued_at else self.release.released_at

    @property
    def receipts_due_on(self) -> date | None:
        """The day by which the newest version should have been acknowledged."""
        return uk_day(self.given_at) + RECEIPT_DAYS if self.given_at else None

    @property
    def missing(self) -> tuple[Reader, ...]:
        """Those who have not acknowledged the newest version."""
        return tuple(reader for reader in self.readers if not reader.has_acknowledged)

    def due_for(self, reader: Reader) -> date | None:
        """The day by which somebody should have acknowledged it: later for whoever joined later."""
        return max(uk_day(self.given_at), reader.since) + RECEIPT_DAYS if self.given_at else None

    def late(self, today: date) -> tuple[Reader, ...]:
        """Those whose receipt is late."""
        return tuple(one for one in self.missing if (due := self.due_for(one)) and due < today)

    def to_chase(self, today: date) -> tuple[Reader, ...]:
        """Those whose receipt is late and whom nobody has reminded within the last week."""
        return tuple(
            reader
            for reader in self.late(today)
            if reader.reminded_at is None or uk_day(reader.reminded_at) + RECEIPT_DAYS <= today
        )

    def may_be_read_by(self, standing: "Standing", body_kind: str) -> bool:
        """Whether somebody of the partnership may read it: those it is for, and the coordinator."""
        return may_read(standing.roles, body_kind, self.document.audience, self.document.bodies)

    def reader(self, person: "Person") -> Reader | None:
        """The reader that this person is, if it is for them."""
        return next((each for each in self.readers if each.person.pk == person.pk), None)
