"""Who reads and answers enquiries about an area."""

from dataclasses import dataclass

from speir.foundations.access import permission
from speir.people.choices import Role, Side
from speir.people.standing import Standing, need


@permission
def may_answer_enquiry(standing: Standing) -> str | None:
    """Read and answer what people outside ask about an area; service managers: where their body answers."""
    return need(standing, Role.LINK_INSPECTOR, Role.RELATIONSHIP_MANAGER, Role.SERVICE_MANAGER)


@dataclass(frozen=True)
class AnswersFor:
    """The scrutiny bodies that answer for one area: those whose people are named, and the one that routes.

    ``named`` are the bodies of its link inspector and relationship managers, whoever covers for them.
    ``routes`` is the lead body, and "" where the area has a link inspector: then nothing is left to route.
    """

    named: frozenset[str] = frozenset()
    routes: str = ""

    @property
    def bodies(self) -> frozenset[str]:
        """All of them."""
        return self.named | ({self.routes} - {""})


def why_not_for(standing: Standing, is_in_team: bool, answers: AnswersFor) -> str | None:
    """Why somebody may not answer enquiries about one area; ``is_in_team``: named for it, or cover."""
    refused = may_answer_enquiry.reason_refused(standing)
    if refused or standing.side != Side.SCRUTINY:
        return refused or "Only scrutiny bodies answer enquiries."
    if is_in_team or (standing.has(Role.SERVICE_MANAGER) and standing.body_id in answers.bodies):
        return None
    return "Another scrutiny body answers for this area."
