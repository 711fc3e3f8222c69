"""What Speir refuses when a questionnaire is published, with the cell and what to write instead."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from speir.xforms.counting import choices_by_list
from speir.xforms.faults import Fault
from speir.xforms.old_ways import told_apart_by_filters
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
    Refusal(
        r"^include$", "questions of another file are included.", "write the questions into this workbook."
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
# The answers are worked out anew whenever they are looked at, and nothing keeps what came of a draw.
CHANCE = (
    Refusal(
        r"\b(random|uuid)\(",
        "what is drawn by chance would be another one each time the record is opened.",
        "draw it when a question is answered: name that question in “trigger”.",
    ),
    Refusal(
        r"\bonce\(",
        "once() is not kept from one look at the record to the next.",
        "set it when a question is answered: name that question in “trigger”, and leave once() out.",
    ),
)
SHUFFLED = Fault(
    "",
    "the choices would stand in another order each time the record is opened.",
    "add a seed, as in randomize=true seed=42, or leave randomize out.",
)
NEVER_SHOWN = re.compile(r"^(calculate|hidden)$", re.IGNORECASE)
NOT_REQUIRED = ("", "no", "false", "false()")
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
    if workbook.is_text:
        found = [Fault("file", "a form in CSV or Markdown is tried, not published.", SAVE_AS_XLSX)]
    found = [
        *found,
        *(merged.fault for merged in workbook.merged),
        *_entities(workbook),
        *_settings(workbook),
    ]
    rows = list(workbook.rows("survey"))
    if not rows:
        found.append(Fault("survey, row 2", "the form asks nothing.", "write at least one question."))
    for row in rows:
        found += _in_row(row)
    return [*found, *_media(workbook), *_translated_twice(workbook), *_same_names(workbook)]


def _same_names(workbook: Workbook) -> Iterator[Fault]:
    """Choices of one name that a filter tells apart: only the author can say whether that is meant."""
    for row in told_apart_by_filters(workbook):
        what = "a list has two choices of the same name."
        instead = "give each a name of its own, or write yes under allow_choice_duplicates in settings."
        yield Fault(row.where("name"), what, instead)


def _in_row(row: Row) -> Iterator[Fault]:
    yield from _met(row, "type", TYPES)
    yield from _met(row, "appearance", APPEARANCES)
    for column in WITH_EXPRESSIONS:
        is_kept = column == "calculation" and row.get("trigger")
        yield from _met(row, column, EXPRESSIONS if is_kept else (*EXPRESSIONS, *CHANCE))
    if NEVER_SHOWN.match(row.get("type")) and row.get("required").strip().lower() not in NOT_REQUIRED:
        yield Fault(
            row.where("required"),
            "nobody sees this and nobody can answer it, so the record could never be handed in.",
            "empty this cell, and add a required note that shows only when the value is missing.",
        )
    parameters = row.get("parameters")
    if re.search(r"\brandomize\s*=\s*true\b", parameters, re.I) and "seed" not in parameters:
        yield replace(SHUFFLED, where=row.where("parameters"))
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
