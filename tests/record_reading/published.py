"""Publishing a converted template for tests."""

from typing import Any

from speir.people.models import Person
from speir.questionnaires.models import Template, TemplateVersion


def publish(converted: Any, by: Person) -> TemplateVersion:
    """A version with this content."""
    template = Template.objects.create(title="Template for tests")
    return TemplateVersion.objects.create(
        template=template,
        version="1",
        xform=converted.xform.decode(),
        sha256="f" * 64,
        rules={path: rule.to_json() for path, rule in converted.rules.items()},
    )
