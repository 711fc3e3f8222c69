"""The record of a conversation as plain values, and its checksum: what each body signs."""

import json
from hashlib import sha256
from typing import Any

Content = dict[str, Any]


def checksum_of(content: Content) -> str:
    """The same record gives the same checksum, whatever the order of its keys."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()
