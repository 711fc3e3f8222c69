"""Every choice has an id of its own, so that its label chooses it and no other."""

import re

import pytest
from django import forms
from django.template import engines

ASKED = (("one", "One"), ("two", "Two"), ("three", "Three"))


class AskedForm(forms.Form):
    """The same question with each widget a choice may have."""

    radios = forms.ChoiceField(choices=ASKED, widget=forms.RadioSelect)
    plain = forms.ChoiceField(choices=ASKED)


@pytest.mark.parametrize("name", ["radios", "plain"])
def test_a_label_belongs_to_its_own_choice(name: str) -> None:
    template = engines["jinja2"].from_string(
        '{% import "design_system/components.html.jinja" as ds %}{{ ds.radios(field) }}'
    )
    html = template.render({"field": AskedForm()[name]})
    ids = re.findall(r'type="radio" id="([^"]+)"', html)
    assert ids == re.findall(r'<label class="ds_radio__label" for="([^"]+)"', html)
    assert len(set(ids)) == len(ASKED)
