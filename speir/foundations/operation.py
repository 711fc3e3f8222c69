"""The one decorator around every change."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import IntegrityError, transaction

from speir.foundations import audit
from speir.foundations.models import AuditEntry
from speir.foundations.moves import CHANGED_MEANWHILE
from speir.foundations.refusals import AlreadyDone, NotNow, Reason

P = ParamSpec("P")
R = TypeVar("R")

REGISTERED: dict[str, str] = {}


class NothingAudited(AssertionError):
    """An operation changed something and told nobody."""


def operation(function: Callable[P, R]) -> Callable[P, R]:
    """Wrap a change: one transaction, audited, registered, safe to send twice when given ``once``.

    The function must be keyword-only and take ``by`` and ``at``. If it also takes ``once`` (an identity made
    by the form) then a second call with the same identity raises AlreadyDone and changes nothing.
    """
    parameters = inspect.signature(function).parameters.values()
    if not {"by", "at"} <= {parameter.name for parameter in parameters}:
        raise TypeError(f"{function.__qualname__} must take by and at")
    if any(parameter.kind is not inspect.Parameter.KEYWORD_ONLY for parameter in parameters):
        raise TypeError(f"{function.__qualname__} must be keyword-only")
    part = function.__module__.split(".")[1]
    name = f"{part}.{function.__name__}"
    REGISTERED[name] = (function.__doc__ or "").strip()

    @wraps(function)
    def perform(*args: P.args, **kwargs: P.kwargs) -> R:
        once = str(kwargs.get("once") or "")
        refuse_second(once)
        try:
            with transaction.atomic(), audit.recording(name, once) as recording:
                result = function(*args, **kwargs)
                if not recording.entries:
                    raise NothingAudited(name)
                return result
        except IntegrityError as fault:
            refuse_second(once)  # the same form, sent twice at the same moment
            if _is_there_already(fault):  # two tabs or two people, at the same moment
                raise NotNow(Reason(CHANGED_MEANWHILE)) from fault
            raise

    return perform


def _is_there_already(fault: IntegrityError) -> bool:
    """Whether a row was refused because its like is there: the code on PostgreSQL, the words on SQLite."""
    return getattr(fault.__cause__, "sqlstate", "") == "23505" or str(fault).startswith("UNIQUE constraint")


def refuse_second(once: str) -> None:
    """Raise AlreadyDone when this once key has been used."""
    if once:
        earlier = AuditEntry.objects.filter(once_key=once).first()
        if earlier is not None:
            raise AlreadyDone(earlier.subject_id)
