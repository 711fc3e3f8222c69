"""What changed between two versions is listed in words."""

from collections.abc import Callable

from speir.questionnaires.models import TemplateVersion
from speir.questionnaires.queries import differences_between
from tests.questionnaires.workbooks import CHOICES, SURVEY


def test_every_sort_of_difference(publish: Callable[..., TemplateVersion]) -> None:
    first = publish()
    survey = [list(row) for row in SURVEY]
    survey[2][2] = "Was an inquiry made?"
    survey[2][7] = ""
    survey[3][4] = "${inquiry} != 'yes'"
    survey[6][1] = "day"
    choices = (*CHOICES[:-1], ("yes_no", "unclear", "Unclear", ""))
    second = publish(version="2", survey=survey, choices=choices)
    found = {
        (each.what, each.label): (each.before, each.after) for each in differences_between(first, second)
    }
    assert found[("reworded", "Was an inquiry made?")][0] == "Was an initial inquiry made?"
    assert found[("answers changed", "Was an inquiry made?")] == ("Not applicable", "Unclear")
    assert ("shown otherwise", "Why was none made?") in found
    assert "Positive: “Yes”." in found[("counted otherwise", "Was an inquiry made?")][0]
    assert [what for what, label in found if label == "Day of the visit"] == ["added", "removed"]
    assert differences_between(first, first) == []
