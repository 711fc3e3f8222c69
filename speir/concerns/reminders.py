"""Who is reminded, and in which words: none of them says what waits, nor that it is a concern."""

from dataclasses import dataclass

from speir.concerns.choices import ConcernStatus
from speir.people.choices import Role

SUBJECT = "Something urgent waits for you in Speir"
OWN_TURN = (
    "Please sign in to Speir now. Something that only you may see waits for you, at the top of your list.\n\n"
    "This e-mail says nothing of it on purpose. It comes again until the matter is dealt with."
)
OVERDUE = (
    "Please sign in to Speir now. Something that few may see needs somebody today, and you can see to it.\n\n"
    "This e-mail says nothing of it on purpose. It comes again until the matter is dealt with."
)
FETCH = (
    "Please telephone the lead inspector and ask them to sign in to Speir now.\n\n"
    "Something that only they may see is past its time. This e-mail says nothing of it on purpose."
)
ROLES_HERE = (Role.LEAD_INSPECTOR, Role.SENIOR_MANAGER, Role.SUPPORT_OFFICER)
WHOSE = {
    ConcernStatus.RAISED: Role.LEAD_INSPECTOR,
    ConcernStatus.PASSED: Role.SENIOR_MANAGER,
    ConcernStatus.ACKNOWLEDGED: Role.SENIOR_MANAGER,
    ConcernStatus.ACTED: Role.LEAD_INSPECTOR,
}


@dataclass(frozen=True)
class Message:
    """One e-mail and the roles that get it."""

    roles: tuple[Role, ...]
    body: str


def messages(status: str, is_immediate: bool, is_overdue: bool) -> list[Message]:
    """The e-mails of one reminder; when the lead is nowhere to be found, the service managers get theirs."""
    own = WHOSE[ConcernStatus(status)]
    found = [Message((own,), OWN_TURN)]
    if is_overdue or (is_immediate and status == ConcernStatus.RAISED):
        others = tuple(role for role in (Role.LEAD_INSPECTOR, Role.SERVICE_MANAGER) if role != own)
        found.append(Message(others, OVERDUE))
    if is_overdue:
        found.append(Message((Role.SUPPORT_OFFICER,), FETCH))
    return found
