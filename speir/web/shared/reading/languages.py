"""In which language a reader reads a record: each is named in itself, and the choice changes no answer."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from speir.record_reading.queries import languages_of
from speir.web.shared.reading.frame import Side
from speir.xforms.languages import Language, language_of
from speir.xforms.session import Session

if TYPE_CHECKING:
    from speir.record_reading.models import Reading


@dataclass(frozen=True)
class OfferedLanguage:
    """One language: what it calls itself; ``offline_address`` is the whole record in it."""

    name: str
    own_name: str
    lang: str
    is_here: bool
    offline_address: str


@dataclass(frozen=True)
class Languages:
    """The language of what is printed, "" for English, and those to choose from where there are several."""

    lang: str
    is_right_to_left: bool
    offered: tuple[OfferedLanguage, ...]


def languages(side: Side, reading: "Reading", session: Session) -> Languages:
    """The languages of a template as a reader's page offers them."""
    here, found = language_of(session.language), languages_of(reading)
    reference = reading.exercise.inspection.reference
    offered = tuple(
        OfferedLanguage(
            name=each.name,
            own_name=each.own_name,
            lang=each.code,
            is_here=each.name == here.name,
            offline_address=side.address("reading_offline_in", reference, number, reading.pk),
        )
        for number, each in enumerate(found, 1)
    )
    return Languages(
        lang="" if here.is_english else here.code,
        is_right_to_left=here.is_right_to_left,
        offered=offered if len(offered) > 1 else (),
    )


def numbered(reading: "Reading", number: int) -> Language | None:
    """A language by its place in the template, from 1; None where there is no such."""
    found = languages_of(reading)
    return found[number - 1] if 0 < number <= len(found) else None
