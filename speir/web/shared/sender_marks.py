"""Telling that several things came from one place, without knowing from which."""

import hashlib
import hmac

from django.conf import settings

from speir.foundations.uk_clock import uk_today


def sender_mark(address: str) -> str:
    """A keyed mark of where something came from, another every day; "" when that is not known."""
    if not address:
        return ""
    told = f"{uk_today().isoformat()} {address}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), told, hashlib.sha256).hexdigest()
