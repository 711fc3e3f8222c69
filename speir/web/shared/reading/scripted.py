"""What a reading page gives its script: the form's logic, what the server holds, and where to send."""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from markupsafe import Markup

from speir.questionnaires.queries import form_of
from speir.record_reading.replay import Replayed
from speir.web.shared.reading.addresses import files_at
from speir.web.shared.reading.frame import written_once
from speir.xforms.browser import to_browser

if TYPE_CHECKING:
    from speir.questionnaires.models import TemplateVersion
    from speir.record_reading.models import Reading
    from speir.xforms.form import Form


@dataclass(frozen=True)
class Scripted:
    """Printed by the macros of ``shared/reading/script.html.jinja``."""

    reading_id: str
    events_address: str
    state_address: str
    files_address: str
    largest_file: int
    worker_address: str
    form_json: Markup
    state_json: Markup


def scripted(reading: "Reading", held: Replayed, language: str) -> Scripted:
    """What the script of one reading needs in a language; ``held`` is what the server holds of it."""
    state = {
        "sheet": {"values": held.values, "items": held.items},
        "last": held.last,
        "status": reading.status,
    }
    return Scripted(
        reading_id=str(reading.pk),
        events_address=written_once("reading_events", reading.pk),
        state_address=written_once("reading_state", reading.pk),
        files_address=files_at(reading.pk),
        largest_file=settings.SPEIR_LARGEST_UPLOAD,
        worker_address=written_once("reading_worker"),
        form_json=_form_json(reading.exercise.template_version, language),
        state_json=_inside_a_page(state),
    )


def _form_json(version: "TemplateVersion", language: str) -> Markup:
    return _form_json_of(str(version.pk), language, version)


@lru_cache(maxsize=32)
def _form_json_of(_: str, language: str, version: "TemplateVersion") -> Markup:
    # A published version never changes, so it is written out once.
    return for_the_browser(form_of(version), language)


def for_the_browser(form: "Form", language: str) -> Markup:
    """A form's logic as ``form-logic.js`` reads it, to stand in a page."""
    return _inside_a_page(to_browser(form, language))


def _inside_a_page(value: object) -> Markup:
    """JSON that cannot end the element that it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))  # noqa: S704 (escaped here)
