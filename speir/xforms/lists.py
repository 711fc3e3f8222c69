"""The other lists of a form: choices written in it, and tables that come as files beside it."""

import csv
import io
from collections.abc import Mapping
from typing import Any

from lxml import etree

from speir.xforms.markup import children_named, plain_copy

LONGEST_TABLE = 200_000


def read(model: Any, media: Mapping[str, bytes]) -> tuple[dict[str, Any], list[str]]:
    """Each list by its identity, as the element around its root; and a warning for each missing file."""
    found: dict[str, Any] = {}
    warnings: list[str] = []
    for instance in children_named(model, "instance")[1:]:
        identity, source = instance.get("id", ""), instance.get("src", "")
        holder = etree.Element("instance")
        inline = next(iter(instance), None)
        if inline is not None:
            holder.append(plain_copy(inline))
        elif source:
            name = source.rpartition("/")[2]
            table = media.get(name)
            if table is None:
                warnings.append(f"The list {identity} comes from {name}, which was not given.")
            holder.append(etree.Element("root") if table is None else _table(name, table))
        found[identity] = holder
    return found, warnings


def _table(name: str, content: bytes) -> Any:
    if name.lower().endswith((".xml", ".geojson")):
        return _from_xml(content)
    root = etree.Element("root")
    text = content.decode("utf-8-sig", errors="replace")
    for place, row in enumerate(csv.DictReader(io.StringIO(text))):
        if place >= LONGEST_TABLE:
            break
        item = etree.SubElement(root, "item")
        for column, value in row.items():
            if column and _is_name(column.strip()):
                etree.SubElement(item, column.strip()).text = _clean(value or "")
    return root


def _from_xml(content: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return plain_copy(etree.fromstring(content, parser))
    except etree.XMLSyntaxError:
        return etree.Element("root")


def _is_name(text: str) -> bool:
    return text.replace("_", "").replace("-", "").replace(".", "").isalnum() and not text[0].isdigit()


def _clean(text: object) -> str:
    return "".join(letter for letter in str(text) if letter >= " " or letter in "\t\n\r")
