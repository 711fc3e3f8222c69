"""Who reads and answers enquiries about an area."""

from speir.foundations.access import permission
from speir.people.choices import Role
from speir.people.standing import Standing, need


@permission
def may_answer_enquiry(standing: Standing) -> str | None:
    """Read and answer what people outside ask about an area."""
    return need(standing, Role.LINK_INSPECTOR, Role.RELATIONSHIP_MANAGER, Role.SERVICE_MANAGER)
