"""Makes what is worked out fit its question: a whole number where one is asked, or nothing."""

from collections.abc import Collection
from datetime import tzinfo

from speir.xforms.answers import DECIMAL_TEXT, TIME_TEXT
from speir.xforms.choosing import LIST, column
from speir.xforms.parts import Form, Kind, Question
from speir.xforms.values import read_date, read_moment

FITTED = ("int", "integer", "decimal", "date", "dateTime", "time")


def fitted(text: str, question: Question, form: Form, zone: tzinfo) -> str:
    """The text as the question takes it; "" when it cannot be made to fit, as ODK's engine has it.

    Nothing that a person typed goes through here: that is kept as it is, and told as a fault.
    """
    names = names_offered(form, question)
    if names is not None:
        return " ".join(each for each in _chosen(text, question) if each in names)
    match question.data_type:
        case "int" | "integer":
            return str(int(float(text))) if DECIMAL_TEXT.fullmatch(text.strip()) else ""
        case "decimal":
            return text.strip() if DECIMAL_TEXT.fullmatch(text.strip()) else ""
        case "date":
            moment = read_moment(text, zone)
            day = moment.astimezone(zone).date() if moment else read_date(text)
            return day.isoformat() if day else ""
        case "dateTime":
            return text if read_moment(text, zone) else ""
        case "time":
            return text if TIME_TEXT.fullmatch(text) else ""
    return text


def names_offered(form: Form, question: Question) -> Collection[str] | None:
    """The names that a question offers whatever was answered; None where a filter decides."""
    if question.kind not in (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE):
        return None
    itemset = question.itemset
    if itemset is None:
        return [each.name for each in question.choices]
    listed = LIST.match(itemset.nodes.source)
    holder = form.instances.get(listed[1]) if listed and not itemset.is_filtered else None
    if holder is None:
        return None
    if question.names not in form.whole_names:
        names = frozenset(column(item, itemset.value) for item in holder.findall("root/item"))
        form.whole_names[question.names] = names
    return form.whole_names[question.names]


def _chosen(text: str, question: Question) -> list[str]:
    return [text] if question.kind == Kind.SELECT_ONE else text.split()
