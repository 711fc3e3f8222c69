"""Who may look after templates."""

from speir.foundations.access import permission
from speir.people.choices import Role
from speir.people.standing import Standing, need


@permission
def may_publish_templates(standing: Standing) -> str | None:
    """Check, preview, publish and retire templates of questionnaires."""
    return need(standing, Role.METHODS_ANALYST)
