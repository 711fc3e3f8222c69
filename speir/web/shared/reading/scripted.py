"""What a reading page gives its script: the form's logic, what the server holds, and where to send."""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.urls import reverse
from markupsafe import Markup

from speir.questionnaires.queries import form_of
from speir.record_reading.queries import last_saved_at, replayed
from speir.web.shared.showing import clock
from speir.xforms.browser import to_browser

if TYPE_CHECKING:
    from speir.questionnaires.models import TemplateVersion
    from speir.record_reading.models import Reading


@dataclass(frozen=True)
class Scripted:
    """Printed by the macros of ``shared/reading/script.html.jinja``."""

    reading_id: str
    events_address: str
    state_address: str
    worker_address: str
    saved_clock: str
    form_json: Markup
    state_json: Markup


def scripted(reading: "Reading") -> Scripted:
    """What the script of one reading needs."""
    held = replayed(reading)
    state = {
        "sheet": {"values": held.values, "items": held.items},
        "last": held.last,
        "status": reading.status,
    }
    return Scripted(
        reading_id=str(reading.pk),
        events_address=reverse("reading_events", args=[reading.pk]),
        state_address=reverse("reading_state", args=[reading.pk]),
        worker_address=reverse("reading_worker"),
        saved_clock=clock(last_saved_at(reading)),
        form_json=_form_json(reading.exercise.template_version),
        state_json=_inside_a_page(state),
    )


def _form_json(version: "TemplateVersion") -> Markup:
    return _form_json_of(str(version.pk), version)


@lru_cache(maxsize=32)
def _form_json_of(_: str, version: "TemplateVersion") -> Markup:
    # A published version never changes, so it is written out once.
    return _inside_a_page(to_browser(form_of(version)))


def _inside_a_page(value: object) -> Markup:
    """JSON that cannot end the element that it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))  # noqa: S704 (escaped here)
