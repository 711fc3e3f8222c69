"""An answer that is a file: the answer itself is an identity, made where the file was chosen, and a name."""

import re
from dataclasses import dataclass
from uuid import UUID

LONGEST_NAME = 150
_WRITTEN = re.compile(r"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}) ([^\x00-\x1f]{1,150})")
_NO_NAME = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(frozen=True)
class Attached:
    """One attached file, as an answer tells of it; its bytes are kept elsewhere."""

    identity: UUID
    name: str

    @property
    def written(self) -> str:
        """The answer: the identity, a blank, the name."""
        return f"{self.identity} {self.name}"


def attached(identity: UUID, name: str) -> Attached:
    """A file under its name without folders and line ends; a long name keeps its end, which says its kind."""
    bare = _NO_NAME.sub(" ", name.replace("\\", "/").rpartition("/")[2]).strip()
    return Attached(identity, bare[-LONGEST_NAME:].strip() or "file")


def read_attached(text: str | None) -> Attached | None:
    """The file that an answer tells of; None when it tells of none."""
    found = _WRITTEN.fullmatch(text or "")
    return Attached(UUID(found[1]), found[2]) if found else None
