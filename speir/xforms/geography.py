"""Length and area on the Earth as ODK's expressions reckon them: a ball of 6,378,100 m, points "lat lon ...".

Speir asks nobody where they are; this is here so that forms which do can be read.
"""

import math
from collections.abc import Sequence

RADIUS_M = 6_378_100.0


def _points(texts: Sequence[str]) -> list[tuple[float, float]]:
    found = []
    for point in (point for text in texts for point in text.split(";")):
        parts = point.split()
        if len(parts) >= 2:
            try:
                found.append((math.radians(float(parts[0])), math.radians(float(parts[1]))))
            except ValueError:
                return []
    return found


def distance(texts: Sequence[str]) -> float:
    """Metres along a line of points."""
    points = _points(texts)
    return round(sum(map(_between, points, points[1:])), 2)


def _between(one: tuple[float, float], other: tuple[float, float]) -> float:
    (lat1, lon1), (lat2, lon2) = one, other
    half = (
        math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * RADIUS_M * math.asin(math.sqrt(min(1.0, half)))


def area(texts: Sequence[str]) -> float:
    """Square metres inside a ring of points."""
    points = _points(texts)
    if len(points) < 3:
        return 0.0
    total = sum(
        (lon2 - lon1) * (2 + math.sin(lat1) + math.sin(lat2))
        for (lat1, lon1), (lat2, lon2) in zip(points, [*points[1:], points[0]], strict=True)
    )
    return round(abs(total * RADIUS_M * RADIUS_M / 2), 2)
