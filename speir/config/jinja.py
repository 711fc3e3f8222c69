"""The template language: strict about missing names, with the few filters every screen needs."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.forms.renderers import Jinja2 as Jinja2FormRenderer
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from jinja2 import Environment, StrictUndefined

from speir.web.design_system import marks, tables
from speir.web.shared import showing
from speir.web.shared.questions.printing import printed


def address(name: str, *args: object, **kwargs: object) -> str:
    """The path of a named screen: ``url("inspection", reference=page.reference)``."""
    if args or kwargs:
        return reverse(name, args=args or None, kwargs=kwargs or None)
    return _plain_address(name, get_script_prefix(), get_urlconf())


@lru_cache(maxsize=500)
def _plain_address(name: str, _prefix: str, urlconf: str | None) -> str:
    # The bar of every page asks for the same few, and they never change while the process runs.
    return reverse(name, urlconf=urlconf)


def address_or_none(name: str) -> str | None:
    """The path of a named screen, or None while nobody has built it."""
    try:
        return address(name)
    except NoReverseMatch:
        return None


def environment(**options: Any) -> Environment:
    """The Jinja2 environment that Django's template backend asks for."""
    made = Environment(  # noqa: S701 (autoescape is set below, always on)
        **{
            **options,
            "autoescape": True,
            "undefined": StrictUndefined,
            "trim_blocks": True,
            "lstrip_blocks": True,
        }
    )
    made.globals |= {
        "static": staticfiles_storage.url,
        "url": address,
        "url_or_none": address_or_none,
        "is_demo": settings.IS_DEMO,
        "count": showing.count,
        "printed": printed,
        "marks": marks.control_marks,
        "described_by": marks.described_by,
        "first_control": marks.first_control,
        "labels": marks.labels,
        "stacks": tables.stacks,
        "marked_rows": tables.marked_rows,
        "has_long_word": tables.has_long_word,
    }
    made.filters |= {
        "day": showing.day,
        "day_short": showing.day_short,
        "moment": showing.moment,
        "clock": showing.clock,
        "count": showing.count,
        "paragraphs": showing.paragraphs,
        "file_size": showing.file_size,
    }
    # Every template can say ds.tag(...) without importing anything.
    made.globals["ds"] = made.get_template("design_system/components.html.jinja").module
    return made


class FormRenderer(Jinja2FormRenderer):
    """Django's own Jinja2 widgets; our macros put the design system's words and marks around them."""
