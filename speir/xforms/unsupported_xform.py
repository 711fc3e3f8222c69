"""What publishing refuses in a form that came as an XForm: the place is a path instead of a cell."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from speir.xforms.faults import Fault
from speir.xforms.unsupported import APPEARANCES, CHANCE, EXPRESSIONS, PLACES, SHUFFLED, SOUND, Refusal

TYPES = (
    Refusal(r"^(\w+:)?geo", "Speir takes no positions on a map.", PLACES),
    Refusal(r"^(\w+:)?barcode$", "Speir reads no barcodes.", "ask for the number as text."),
)
MEDIA_TYPES = (
    Refusal(r"^audio/", "Speir takes no sound recordings.", SOUND),
    Refusal(r"^video/", "Speir takes no video.", SOUND),
    Refusal(r"^osm/", "Speir takes no map features.", PLACES),
)
ACTIONS = {
    "setgeopoint": Fault("", "Speir takes no positions on a map.", PLACES),
    "recordaudio": Fault("", "Speir records no sound.", SOUND),
}
FORM_OF_MEDIA = ("image", "big-image", "audio", "video")
EXPRESSION_ATTRIBUTES = ("relevant", "constraint", "calculate", "required", "readonly")
# What is set when a question is answered, or an item added, is kept with that answer.
KEPT = {"xforms-value-changed", "odk-new-repeat"}
PRELOAD = "{http://openrosa.org/javarosa}preload"
SAYS_NOTHING = "delete it: Speir does not use it."


def in_xform(xml: bytes) -> list[Fault]:
    """Everything in an XForm that publishing refuses; nothing when it cannot be parsed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError:
        return []
    found = [fault for element in root.iter(etree.Element) for fault in _in_element(element)]
    return list(dict.fromkeys(found))


def _in_element(element: etree._Element) -> Iterator[Fault]:
    name = etree.QName(element).localname
    where = element.get("nodeset") or element.get("ref") or name
    if name == "bind":
        yield from _met(where, element.get("type", ""), TYPES)
        # The identity of the reading is Speir's own, however an XForm says that there is one.
        is_identity = where.endswith("/meta/instanceID")
        if element.get(PRELOAD) == "uid" and "/meta/" not in where:
            yield Fault(
                where, "a reading has an identity of its own, and no question is given one.", SAYS_NOTHING
            )
        for attribute in EXPRESSION_ATTRIBUTES:
            yield from _met(
                where, element.get(attribute, ""), EXPRESSIONS if is_identity else (*EXPRESSIONS, *CHANCE)
            )
    if name == "setvalue" and not KEPT & set(element.get("event", "").split()):
        yield from _met(where, element.get("value", ""), CHANCE)
    if name == "itemset" and re.match(r"\s*randomize\([^,]*\)\s*$", element.get("nodeset", "")):
        yield replace(SHUFFLED, where=where)
    if name == "upload":
        yield from _met(where, element.get("mediatype", ""), MEDIA_TYPES)
    if appearance := element.get("appearance"):
        yield from _met(where, appearance, APPEARANCES)
    if name in ACTIONS:
        yield Fault(where, ACTIONS[name].what, ACTIONS[name].instead)
    if name == "value" and element.get("form") in FORM_OF_MEDIA:
        what = "pictures, sounds and films beside a question are not shown."
        parent = element.getparent()
        place = parent.get("id", "") if parent is not None else ""
        yield Fault(
            place.rsplit(":", 1)[0] or "itext", what, "say it in the label, the hint or the guidance."
        )
    yield from _of_its_own(element, name)


def _of_its_own(element: etree._Element, name: str) -> Iterator[Fault]:
    """Device audit, entities, encryption and files that are not CSV."""
    parent = element.getparent()
    above = etree.QName(parent).localname if parent is not None else ""
    if above == "meta" and name == "audit":
        yield Fault("audit", "Speir keeps its own record of answers and takes no device audit.", SAYS_NOTHING)
    if above == "meta" and name == "entity":
        yield Fault("entity", "Speir does not use entities.", SAYS_NOTHING)
    if name == "submission" and element.get("base64RsaPublicKey"):
        yield Fault("submission", "answers encrypted with a key of ODK's cannot be read here.", SAYS_NOTHING)
    if name == "instance" and re.search(r"\.(xml|geojson)$", element.get("src", "")):
        what = "choices can come from a CSV file only."
        yield Fault(element.get("id") or "instance", what, "save the list as .csv and name that file.")


def _met(where: str, text: str, refusals: tuple[Refusal, ...]) -> Iterator[Fault]:
    for refusal in refusals if text else ():
        if refusal.meets(text):
            yield Fault(where, refusal.what, refusal.instead)
            return
