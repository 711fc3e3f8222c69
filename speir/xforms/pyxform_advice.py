"""What an author is told for each fault that pyxform finds: column, what is wrong, what to write instead."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Advice:
    """The column a fault stands in, what is wrong, and what to write; ``{words}`` come from pyxform."""

    column: str
    what: str
    instead: str
    sheet: str = "survey"


NO_AUDIT = "Speir keeps its own record of answers and takes no device audit."
NAME_LETTERS = "begin with a letter; then letters, digits, underscores, hyphens or full stops, and no spaces."
UNSUPPORTED_ENTITIES = "delete the sheet “entities” and the column save_to: Speir does not use entities."

BY_CODE: Mapping[str, Advice] = {
    "HEADER_001": Advice(
        "",
        "the headings are not understood; the first row may be missing.",
        "put the headings (such as type, name, label) in row 1.",
        "{sheet_name}",
    ),
    "HEADER_002": Advice(
        "{header}",
        "the headings “{other}” and “{header}” mean the same column.",
        "keep one of the two.",
        "{sheet_name}",
    ),
    "HEADER_003": Advice(
        "",
        "a needed heading is missing: {missing}.",
        "add a column with this heading in row 1.",
        "{sheet_name}",
    ),
    "HEADER_004": Advice(
        "{column}",
        "a heading here is empty or has a space in it.",
        "write one word, with underscores for spaces.",
        "choices",
    ),
    "LABEL_001": Advice("label", "a choice has no label.", "write what people will read.", "choices"),
    "NAMES_001": Advice(
        "name",
        "“{value}” is the name of another row in the same group.",
        "give one of the two another name.",
    ),
    "NAMES_003": Advice("name", "a repeat cannot be called “{value}”.", "give the repeat another name."),
    "NAMES_004": Advice(
        "name", "“{value}” is the name of another repeat.", "give one of the two another name."
    ),
    "NAMES_005": Advice("name", "the name “meta” is kept for the form itself.", "choose another name."),
    "NAMES_006": Advice(
        "name",
        "a choice has no name.",
        "write a short name without spaces, such as yes.",
        "choices",
    ),
    "NAMES_007": Advice(
        "name",
        "a list has two choices of the same name.",
        "give one of them another name, or take it out.",
        "choices",
    ),
    "NAMES_008": Advice("{column}", "this cannot be a name.", NAME_LETTERS, "{sheet}"),
    "NAMES_009": Advice("", "“{name}” cannot be a name.", NAME_LETTERS, "settings"),
    "PYREF_001": Advice(
        "{column}",
        "a reference is not complete.",
        "write it as ${{name}}, with the name of a question between the braces.",
        "{sheet}",
    ),
    "PYREF_002": Advice(
        "{column}", "two references stand without a comma between them.", "write ${{a}}, ${{b}}.", "{sheet}"
    ),
    "PYREF_003": Advice(
        "{column}",
        "there is no question called “{q}”.",
        "check the spelling, or add a question of that name.",
        "{sheet}",
    ),
    "PYREF_004": Advice(
        "{column}",
        "more than one question is called “{q}”, so it is not clear which is meant.",
        "give each question that is referred to a name of its own.",
        "{sheet}",
    ),
    "SURVEY_001": Advice(
        "type",
        "this end_{type} has no begin_{type}.",
        "add begin_{type} above, or take the row out.",
    ),
    "SURVEY_002": Advice(
        "type",
        "begin_{type} “{name}” is never ended.",
        "add a row end_{type} after its last question.",
    ),
    "SURVEY_004": Advice(
        "parameters", "the parameters are not understood.", "write them as start=1 end=10 step=1."
    ),
    "SURVEY_005": Advice(
        "parameters",
        "this kind of question does not know “{rejected}”.",
        "write only: {accepted}.",
    ),
    "RANGE_001": Advice("parameters", "“{name}” is not a number.", "write {name}= and a number."),
    "RANGE_002": Advice("parameters", "“{name}” cannot be 0.", "write a number above 0."),
    "RANGE_003": Advice(
        "parameters", "“{name}” is larger than the range.", "write less than end minus start."
    ),
}

BY_WORDS: tuple[tuple[str, Advice], ...] = (
    (
        r"Question with no type",
        Advice("type", "a question has no type.", "write a type, such as text, integer or select_one LIST."),
    ),
    (
        r"Question or group with no name",
        Advice("name", "this row has no name.", "write a short name without spaces."),
    ),
    (
        r"Missing calculation",
        Advice("calculation", "a calculate has nothing to calculate.", "write what it calculates."),
    ),
    (
        r"List name not in (?:external )?choices sheet: (?P<list>\S+)",
        Advice(
            "type",
            "there is no list “{list}” on the sheet choices.",
            "check the spelling, or add its choices there.",
        ),
    ),
    (
        r"There should be a choices sheet",
        Advice(
            "",
            "questions take choices from lists, but there is no sheet choices.",
            "add a sheet choices with the columns list_name, name and label.",
            "choices",
        ),
    ),
    (
        r"external_choices sheet",
        Advice(
            "",
            "select_one_external needs a sheet external_choices.",
            "use select_one with a choice_filter.",
            "external_choices",
        ),
    ),
    (
        r"Unknown question type '(?P<kind>cascading_select[^']*)'",
        Advice(
            "type",
            "“{kind}” is a way of filtering choices that is no longer in use.",
            "write select_one LIST with a choice_filter.",
        ),
    ),
    (
        r"Unknown question type '(?P<kind>[^']*)'",
        Advice(
            "type",
            "“{kind}” is not a type of question.",
            "write text, integer, decimal, date, time, dateTime, select_one LIST, select_multiple LIST, "
            "rank LIST, range, note, calculate, acknowledge, hidden or file.",
        ),
    ),
    (
        r"Choice names with spaces .*See \[(?P<choice>[^\]]*)\] in \[(?P<list>[^\]]*)\]",
        Advice(
            "name",
            "the choice “{choice}” of list “{list}” has a space in its name, and several can be chosen.",
            "use an underscore for the space.",
            "choices",
        ),
    ),
    (
        r"Choice filter not supported with or_other",
        Advice(
            "type",
            "or_other cannot go together with a choice_filter.",
            "take or_other away, add a choice “other”, and a text question shown when it is chosen.",
        ),
    ),
    (
        r"Choice filter not supported for table-list",
        Advice("choice_filter", "a table cannot filter its choices.", "empty this cell, or leave the table."),
    ),
    (
        r"Badly formatted table list.*?match: (?P<one>\S+) vs\. (?P<other>\S+)",
        Advice(
            "type",
            "questions of one table take their choices from two lists: {one} and {other}.",
            "use one list in the whole table, or two tables.",
        ),
    ),
    (
        r"no survey element named '(?P<name>[^']*)'",
        Advice(
            "",
            "a reference names “{name}”, but there is no such question.",
            "check the spelling of ${{{name}}}.",
        ),
    ),
    (
        r"multiple survey elements named '(?P<name>[^']*)'",
        Advice(
            "",
            "more than one question is called “{name}”.",
            "give each question that is referred to a name of its own.",
        ),
    ),
    (
        r"element named '(?P<name>[^']*)' has no label or hint",
        Advice("label", "“{name}” has no label.", "write the question that people will read."),
    ),
    (
        r"This section has not been (?P<kind>include)d",
        Advice("type", "questions of another file are included.", "write the questions into this workbook."),
    ),
    (
        r"List name not in columns sheet",
        Advice("type", "loops are not supported.", "use begin_repeat, or write the questions out."),
    ),
    (
        r"You must have a sheet named 'survey'|sheet named:? '?survey|survey sheet",
        Advice(
            "",
            "there is no sheet survey.",
            "name the sheet with the questions “survey”, with the columns type, name and label.",
        ),
    ),
    (
        r"Audits must always be named",
        Advice("name", NO_AUDIT, "delete the row."),
    ),
    (
        r"To include location information in the (?P<kind>audit)",
        Advice("parameters", NO_AUDIT, "delete the row."),
    ),
    (
        r"(?P<parameter>track-changes-reasons|track-changes|identify-user) must be set to",
        Advice("parameters", NO_AUDIT, "delete the row."),
    ),
    (
        r"Parameter (?P<parameter>location-[\w-]+) must",
        Advice("parameters", NO_AUDIT, "delete the row."),
    ),
    (
        r"Invalid value for (?P<parameter>quality)",
        Advice(
            "parameters",
            "Speir takes no sound recordings.",
            "ask for a text answer, or a file upload if a document must be added.",
        ),
    ),
    (
        r"(?P<parameter>randomize) must be set to true or false",
        Advice("parameters", "“randomize” is neither true nor false.", "write randomize=true, or nothing."),
    ),
    (
        r"(?P<parameter>seed) value must be a number",
        Advice("parameters", "“seed” is no number.", "write a number, or ${{name}} of a question."),
    ),
    (
        r"Parameters must include randomize=true to use a (?P<parameter>seed)",
        Advice(
            "parameters", "“seed” stands without “randomize”.", "write randomize=true seed=…, or nothing."
        ),
    ),
    (
        r"Parameter (?P<parameter>[\w-]+) must have an integer value",
        Advice("parameters", "“{parameter}” is no whole number.", "write {parameter}= and a whole number."),
    ),
    (
        r"question \$\{(?P<watched>[^}]*)\} is not user-visible .* for question \$\{(?P<name>[^}]*)\}",
        Advice(
            "trigger",
            "“{watched}” is never answered by anybody, so it cannot set off “{name}”.",
            "name a question that people answer.",
        ),
    ),
    (
        r"same instance id will be generated.*?Instance name: '(?P<name>[^']*)'",
        Advice("", "two lists or files are called “{name}”.", "give the list and the file different names."),
    ),
    (
        r"File name for .* should end with one of the supported file extensions: (?P<kinds>.*)",
        Advice(
            "type",
            "the file of choices has no known ending.",
            "name a .csv file: select_one_from_file places.csv.",
        ),
    ),
    (
        r"Instance names must be unique.*?The name '(?P<name>[^']*)'",
        Advice("", "two lists or files are called “{name}”.", "give the list and the file different names."),
    ),
)
