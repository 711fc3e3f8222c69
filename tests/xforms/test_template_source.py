"""A questionnaire kept in YAML becomes the Excel file that stands beside it."""

import pytest

from speir.xforms.convert import convert
from speir.xforms.faults import FormFaults
from speir.xforms.template_source import excel_from_yaml
from speir.xforms.workbook import read_workbook

SOURCE = """
about: [A form for tests]
settings: {form_id: small, version: "1"}
choices:
  yn:
    - {name: yes, label: Yes}
    - {name: na, label: Not applicable, counts_as: out}
survey:
  - {type: select_one yn, name: seen, label: "Seen?", good: yes}
"""


def test_words_stay_words() -> None:
    made = convert(excel_from_yaml(SOURCE), "small.xlsx")
    assert (made.form_id, made.version) == ("small", "1")
    assert made.rules["/data/seen"].good == ("yes",)
    assert made.rules["/data/seen"].out == ("na",)


def test_columns_stand_in_the_usual_order() -> None:
    survey = read_workbook(excel_from_yaml(SOURCE)).sheets["survey"]
    assert survey.headings == ("type", "name", "label", "good")


@pytest.mark.parametrize("source", ["survey: [", "survey: text", "- a", ""])
def test_what_is_no_questionnaire_is_refused_in_words(source: str) -> None:
    with pytest.raises(FormFaults, match="Instead: "):
        excel_from_yaml(source)
