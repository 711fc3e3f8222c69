"""The attributes that tie a control to its label, hint and error for everybody, screen readers included."""

import json

from django.forms import BaseForm, BooleanField, BoundField

LABELS = "labels"


def described_by(field: BoundField) -> str:
    """The ids of the field's hint and error, those that are printed."""
    ids = [f"{field.auto_id}_hint"] if field.help_text else []
    ids += [f"{field.auto_id}_error"] if field.errors else []
    return " ".join(ids)


def control_marks(field: BoundField, css: str, extra_css: str = "", **more: object) -> dict[str, object]:
    """Attributes for one control: class (with its error form), description, and whatever is passed on.

    Underscores in names become hyphens, so ``data_keep_key`` arrives as ``data-keep-key``.
    """
    classes = [css, f"{css}--error" if field.errors else "", extra_css]
    marks: dict[str, object] = {name.replace("_", "-"): value for name, value in more.items()}
    marks["class"] = " ".join(name for name in classes if name)
    if described := described_by(field):
        marks["aria-describedby"] = described
    if field.errors:
        marks["aria-invalid"] = "true"
    return marks


def first_control(field: BoundField) -> str:
    """The id that a link in the error summary leads to: the control, or the first of a group."""
    return field.id_for_label or f"{field.auto_id}_0"


def labels(form: BaseForm) -> str:
    """What the form calls its fields, sent with it: should it have to wait, it is shown in the same words.

    A box to tick holds no words to show, and may not be on the page yet. Into a hidden field nobody types.
    """
    with_words = (field for field in form.visible_fields() if not isinstance(field.field, BooleanField))
    called: dict[str, str | None] = {field.html_name: None for field in form.hidden_fields()}
    called.update({field.html_name: str(field.label) for field in with_words})
    return json.dumps(called, ensure_ascii=False)
