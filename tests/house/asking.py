"""Asking for an address as somebody, with nothing of it left behind."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.contrib.messages import get_messages
from django.db import transaction
from django.urls import reverse

from speir.foundations.models import AuditEntry
from tests.house.sent import Fields
from tests.house.worlds import Worlds, on_its_day


@contextmanager
def undone() -> Iterator[None]:
    """What is changed within is undone, so that the next person does not meet it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@dataclass(frozen=True)
class Asked:
    """What came of asking for one address: the answer, and what was written to the audit trail meanwhile."""

    answer: Any  # HttpResponse, with what Django's test client adds to it
    audited: list[str]

    @property
    def is_open(self) -> bool:
        """Whether somebody got the screen; "not found", a refusal and the sign-in page are all no."""
        assert self.answer.status_code != 405, "the row names the wrong method"
        assert self.answer.status_code < 500
        location = self.answer.headers.get("Location", "")
        to_sign_in = self.answer.status_code == 302 and location.startswith(reverse("sign_in") + "?next=")
        return self.answer.status_code not in (401, 403, 404) and not to_sign_in

    @property
    def changed(self) -> bool:
        """Whether anything was done; every change is audited, and so is trying what is refused."""
        return not all(what.startswith("Refused") for what in self.audited)

    @property
    def says_why_not(self) -> bool:
        """Whether the page, or the notice on the page it leads to, says who may."""
        notices = [str(message) for message in get_messages(self.answer.wsgi_request)]
        return "Only the " in self.answer.content.decode() + " ".join(notices)


def ask(worlds: Worlds, stage: str, who: str, address: str, fields: Fields | None = None) -> Asked:
    """Open an address as somebody, or send a form to it; nothing of it stays."""
    browser = worlds.browser(stage, who)
    before = AuditEntry.objects.count()
    with undone(), on_its_day(stage):
        answer: Any = browser.get(address) if fields is None else browser.post(address, fields)
        if answer.streaming:
            b"".join(answer.streaming_content)  # a file is closed when it has been read
        audited = list(AuditEntry.objects.order_by("pk").values_list("what", flat=True)[before:])
    return Asked(answer, audited)
