"""The same form and the same answers: the server and a real browser decide alike."""

import json
import random
from collections.abc import Callable
from typing import Any

import pytest

from speir.xforms.browser import to_browser
from speir.xforms.parts import Form, Kind
from speir.xforms.session import Session
from tests.xforms.forms import NOW, form_of, row

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIX = [{"list_name": "six", "name": str(n), "label": f"Level {n}"} for n in range(1, 7)]
TOWNS = [
    {"list_name": "town", "name": name, "label": name.title(), "area": area}
    for name, area in (("ardmore", "north"), ("lochend", "north"), ("carron", "south"))
]
AREAS = [{"list_name": "area", "name": name, "label": name.title()} for name in ("north", "south")]
YN = [{"list_name": "yn", "name": name, "label": name.title()} for name in ("yes", "no", "na")]
FORM = [
    row("select_one area", "area"),
    row("select_one town", "town", choice_filter="area = ${area}"),
    row("begin_group", "sw"),
    row("select_one yn", "chronology"),
    row("select_one six", "quality", relevant="${chronology} = 'yes'"),
    row("text", "why", relevant="${quality} <= 2 and ${chronology} != 'no'"),
    row("date", "referred"),
    row("date", "inquired", relevant="${referred} != ''"),
    row("calculate", "days", calculation="if(${inquired} != '', ${inquired} - ${referred}, '')"),
    row("note", "late", relevant="${days} > 5"),
    row("end_group", ""),
    row("select_multiple yn", "many"),
    row("integer", "count", relevant="selected(${many}, 'yes') or count-selected(${many}) > 1"),
    row("calculate", "double", calculation="coalesce(${count}, 0) * 2 + string-length(${area})"),
    row("calculate", "months", calculation="difference-in-months(${referred}, ${inquired})"),
    row("note", "old", relevant="difference-in-months(${referred}, '2026-11-28') >= 8"),
    row("calculate", "of", calculation="concat('version ', version())"),
    row("begin_repeat", "meeting"),
    row("select_one yn", "held"),
    row("select_one six", "minutes", relevant="${held} = 'yes'"),
    row("calculate", "place", calculation="position(..)"),
    row("end_repeat", ""),
    row("calculate", "held_n", calculation="count(${meeting}[held = 'yes'])"),
    row("text", "none_held", relevant="${held_n} = 0 and count(${meeting}) > 0"),
    row("calculate", "best", calculation="min(${minutes})"),
    row("integer", "third", calculation="${count} div 3"),
    row("integer", "no_number", calculation="concat(${area}, ${many})"),
    row("decimal", "share", calculation="if(${count} > 1, ${count} div 4, ${area})"),
    row("date", "day_of", calculation="if(${area} = 'north', ${referred}, ${count})"),
    row("select_one area", "again", calculation="concat(${area}, if(${count} = 2, 'x', ''))"),
    row("calculate", "label_of", calculation="concat(substr(${area}, 0, 2), '-', round(${count} div 3, 1))"),
]
ANSWERS = {
    Kind.TEXT: ["", "a few words", "naïve “words” 😀"],
    Kind.INTEGER: ["", "0", "1", "2", "12", "-3"],
    Kind.DATE: ["", "2026-03-28", "2026-03-30", "2026-10-24", "2026-10-26"],
    Kind.SELECT_MULTIPLE: ["", "yes", "no na", "yes no na"],
}
RUN = """
async ([form, sheets]) => {
  const { FormLogic } = await import("/static/reading/form-logic.js");
  return sheets.map((sheet) => {
    const logic = new FormLogic(form, sheet);
    return Object.fromEntries([...logic.byAddress.values()]
      .filter((cell) => cell.address && !cell.hasChildren)
      .map((cell) => [cell.address, [cell.isRelevant, cell.element.textContent]]));
  });
}
"""


def sheets(form: Form, count: int, seed: int) -> list[dict[str, Any]]:
    """Random answers; some contradict each other, as people's do while they are at it."""
    rng = random.Random(seed)
    found = []
    for _ in range(count):
        items = {"meeting": [f"k{n}" for n in range(rng.randrange(4))]}
        values = {}
        for question in form.questions:
            if not question.is_asked or rng.random() < 0.2:
                continue
            offered = [choice.name for choice in question.choices] or [
                "north",
                "carron",
                "ardmore",
                "yes",
                "2",
            ]
            pick = lambda options: rng.choice(options)  # noqa: E731 (shorter here)
            for key in items["meeting"] if "meeting" in question.names else [""]:
                address = "/".join(question.names[1:]).replace("meeting", f"meeting[{key}]")
                values[address] = pick(ANSWERS.get(question.kind, ["", *offered]))
        found.append({"values": values, "items": items})
    return found


def on_the_server(form: Form, sheet: dict[str, Any]) -> dict[str, list[Any]]:
    """What the server makes of it, as the browser tells it."""
    from speir.xforms.sheet import AnswerSheet

    session = Session(form, AnswerSheet(sheet["values"], sheet["items"]), now=NOW)
    return {
        address: [cell.is_relevant, cell.text]
        for address, cell in session.instance.by_address.items()
        if address and not form.children.get(cell.question.names)
    }


@pytest.mark.parametrize("seed", [1, 2])
def test_they_agree_on_random_answers(seed: int, live_server: Any, new_page: Callable[..., Any]) -> None:
    form = form_of(FORM, [*SIX, *TOWNS, *AREAS, *YN])
    given = sheets(form, 60, seed)
    page = new_page()
    page.goto(f"{live_server.url}/sign-in/")
    told = page.evaluate(RUN, [json.loads(json.dumps(to_browser(form))), given])
    differing = [
        (address, here, there.get(address), sheet["values"])
        for sheet, there in zip(given, told, strict=True)
        for address, here in on_the_server(form, sheet).items()
        if "meta" not in address and here != there.get(address)
    ]
    assert differing == []
