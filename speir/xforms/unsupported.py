"""What Speir refuses when a questionnaire is published, with the cell and what to write instead."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from speir.xforms.counting import choices_by_list
from speir.xforms.faults import Fault
from speir.xforms.workbook import SAVE_AS_XLSX, Row, Workbook

PLACES = "ask for a locality or postcode district as a select_one with choices."
SOUND = "ask for a text answer."


@dataclass(frozen=True)
class Refusal:
    """One thing that a questionnaire in Speir cannot have."""

    pattern: str
    what: str
    instead: str

    def meets(self, text: str) -> bool:
        """Whether a cell says it."""
        return re.search(self.pattern, text, re.IGNORECASE) is not None


TYPES = (
    Refusal(
        r"^(start-geopoint|background-geopoint|geopoint|geotrace|geoshape|location|gps|trigger geo)",
        "Speir takes no positions on a map.",
        PLACES,
    ),
    Refusal(r"^osm\b", "Speir takes no map features.", PLACES),
    Refusal(r"^background[- _]audio", "Speir records no sound.", SOUND),
    Refusal(r"^(add )?audio", "Speir takes no sound recordings.", SOUND),
    Refusal(r"^(add )?video", "Speir takes no video.", SOUND),
    Refusal(r"^barcode|^q(uestion)?r", "Speir reads no barcodes.", "ask for the number as text."),
    Refusal(
        r"^audit$",
        "Speir keeps its own record of answers and takes no device audit.",
        "delete the row.",
    ),
    Refusal(
        r"^select[_ ]one[_ ]external|^cascading[_ ]select",
        "this older way of filtering choices is not supported.",
        "write select_one LIST with a choice_filter.",
    ),
    Refusal(
        r"\.(xml|geojson)(\s|$)",
        "choices can come from a CSV file only.",
        "save the list as .csv and name that file.",
    ),
    Refusal(
        r"^(xml|csv)-external$",
        "files attached on their own are not supported.",
        "use select_one_from_file FILE.csv, or pulldata().",
    ),
    Refusal(r"^begin[_ ]loop", "loops are not supported.", "use begin_repeat, or write the questions out."),
)
APPEARANCES = (
    Refusal(r"\bex:", "Speir opens no other programs.", "ask the question itself."),
    Refusal(r"image-map", "choices on a picture are not supported.", "list them as ordinary choices."),
    Refusal(r"\b(draw|annotate|signature)\b", "drawing and signing are not supported.", "use acknowledge."),
    Refusal(r"\b(maps|placement-map)\b", "maps are not supported.", PLACES),
    Refusal(
        r"\b(printer|counter|bearing)\b|^intent:",
        "this appearance needs a telephone's own program.",
        "leave the cell empty.",
    ),
)
EXPRESSIONS = (
    Refusal(
        r"\bpulldata\(\s*'@|\b(area|distance|geofence|intersects)\(",
        "calculations with positions are not supported.",
        PLACES,
    ),
    Refusal(
        r"\$\{last-saved#",
        "answers of an earlier record cannot be looked up: they may be another person's.",
        "use a fixed default, or none.",
    ),
    Refusal(r"\bsearch\(", "search() is not supported.", "use select_one_from_file with a choice_filter."),
)
WITH_EXPRESSIONS = (
    "relevant",
    "constraint",
    "calculation",
    "required",
    "read_only",
    "readonly",
    "choice_filter",
    "repeat_count",
    "default",
    "appearance",
)
MEDIA = ("image", "big-image", "audio", "video", "media")
SETTINGS = (
    ("public_key", "answers encrypted with a key of ODK's cannot be read here."),
    ("submission_url", "answers go to Speir, not to another address."),
    ("sms_keyword", "answers by text message are not supported."),
)


def in_workbook(workbook: Workbook) -> list[Fault]:
    """Everything in a workbook that publishing refuses."""
    faults = [Fault("file", "Excel files of before 2007 (.xls) are not published.", SAVE_AS_XLSX)]
    found = faults if workbook.is_old_excel else []
    found = [*found, *_entities(workbook), *_settings(workbook)]
    rows = list(workbook.rows("survey"))
    if not rows:
        found.append(Fault("survey, row 2", "the form asks nothing.", "write at least one question."))
    for row in rows:
        found += _in_row(row)
    return [*found, *_media(workbook), *_translated_twice(workbook)]


def _in_row(row: Row) -> Iterator[Fault]:
    yield from _met(row, "type", TYPES)
    yield from _met(row, "appearance", APPEARANCES)
    for column in WITH_EXPRESSIONS:
        yield from _met(row, column, EXPRESSIONS)
    parameters = row.get("parameters")
    if re.search(r"\btick[_-]?labelset\b", parameters):
        yield Fault(
            row.where("parameters"),
            "labels on the ticks of a range are not supported.",
            "say in the hint what the ends mean, or use select_one with appearance likert.",
        )
    if re.search(r"\bincremental\b|\bcapture-accuracy\b", parameters):
        yield Fault(row.where("parameters"), "Speir takes no positions on a map.", PLACES)


def _met(row: Row, column: str, refusals: Iterable[Refusal]) -> Iterator[Fault]:
    text = row.get(column)
    for refusal in refusals if text else ():
        if refusal.meets(text):
            yield Fault(row.where(column), refusal.what, refusal.instead)
            return


def _entities(workbook: Workbook) -> Iterator[Fault]:
    for row in workbook.rows("entities"):
        yield Fault(row.where(), "Speir does not use entities.", "delete the sheet “entities”.")
        return


def _settings(workbook: Workbook) -> Iterator[Fault]:
    for column, what in SETTINGS:
        for row in workbook.rows("settings"):
            if row.get(column):
                yield Fault(row.where(column), what, "empty this cell.")


def _media(workbook: Workbook) -> Iterator[Fault]:
    """Pictures and sounds beside labels: there is no place for them in a page that must be read aloud."""
    rows = [*workbook.rows("survey"), *(row for rows in choices_by_list(workbook).values() for row in rows)]
    for row in rows:
        for column in MEDIA:
            cells = [
                heading
                for heading in row.cells
                if heading.lower().removeprefix("media::").split("::")[0].strip() == column
            ]
            if cells:
                what = "pictures, sounds and films beside a question are not shown."
                yield Fault(row.where(cells[0]), what, "say it in the label, the hint or the guidance.")


def _translated_twice(workbook: Workbook) -> Iterator[Fault]:
    """A column both with and without a language leaves readers of the other language with nothing."""
    survey = workbook.sheets.get("survey")
    headings = survey.headings if survey else ()
    if "label" in headings and any(heading.startswith("label::") for heading in headings):
        yield Fault(
            "survey, row 1, column label",
            "labels stand both in “label” and in columns of a language.",
            "name the language of every label column, such as label::English (en).",
        )
