"""Canonical JSON and its SHA-256: the form in which a draw is kept, so that two people can compare it."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any


def canonical(content: Any) -> str:
    """JSON with sorted names, no spaces and letters as they are: the same content is always the same text.

    Errors: TypeError when the content is not of texts, numbers, lists and mappings. Source: RFC 8785 in
    spirit; receipts hold whole numbers only, so its rules for fractions never arise.
    """
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256_of(content: Any) -> str:
    """The SHA-256 of the canonical JSON in UTF-8, as 64 hexadecimal figures."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def frame_digest(rows: Iterable[tuple[str, str, str]]) -> dict[str, Any]:
    """A frame in a few lines: for each population its size, its strata and the digest of its references.

    Shapes: rows of (population, stratum, reference), in any order. ``references_sha256`` is over the sorted
    references, ``rows_sha256`` over the sorted pairs of reference and stratum, so that moving a record to
    another locality shows as well.
    """
    held: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for population, stratum, reference in rows:
        held[population].append((reference, stratum))
    return {
        population: {
            "size": len(pairs),
            "strata": dict(Counter(stratum for _, stratum in pairs)),
            "references_sha256": sha256_of(sorted(reference for reference, _ in pairs)),
            "rows_sha256": sha256_of(sorted([reference, stratum] for reference, stratum in pairs)),
        }
        for population, pairs in sorted(held.items())
    }
