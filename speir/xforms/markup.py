"""Finding one's way in the XML of a form, whatever prefixes its tool gave the names."""

from typing import Any

from lxml import etree


def local(element: Any) -> str:
    """An element's name without its namespace; "" for what is no element."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def children_named(element: Any, name: str) -> list[Any]:
    """The children of that name."""
    return [child for child in element if local(child) == name]


def first_named(element: Any, name: str) -> Any | None:
    """The first child of that name."""
    return next(iter(children_named(element, name)), None)


def plain_copy(element: Any) -> Any:
    """A copy whose names have no namespaces and whose template items are left out."""
    copy = etree.Element(local(element))
    for name, value in element.attrib.items():
        copy.set(str(name).rpartition("}")[2], value)
    copy.text = (element.text or "").strip() or None
    is_twice = {local(child) for child in element if not _is_template(child)}
    for child in element:
        if not local(child):
            continue
        # A template stands for itself only where no first item stands beside it.
        if _is_template(child) and local(child) in is_twice:
            continue
        copy.append(plain_copy(child))
    return copy


def _is_template(element: Any) -> bool:
    return any(str(name).endswith("}template") for name in element.attrib)
