"""A number with the thing that it counts."""


def count(number: int, one: str, many: str = "") -> str:
    """1 document, 12 documents, no documents."""
    many = many or one + "s"
    if number == 0:
        return f"no {many}"
    return f"{number:,} {one if number == 1 else many}"
