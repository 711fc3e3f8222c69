"""The forms of a page as a browser would send them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class PageForm:
    """One form that is sent: where to, its fields in order, and the names of those that take typed text."""

    action: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    typed: set[str] = field(default_factory=set)

    @property
    def sent(self) -> dict[str, list[str]]:
        """The fields as they would be sent."""
        given: dict[str, list[str]] = {}
        for name, value in self.fields:
            given.setdefault(name, []).append(value)
        return given


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.forms: list[PageForm] = []
        self.inside: PageForm | None = None
        self.area: tuple[str, list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method") == "post":
            self.inside = PageForm(given.get("action") or self.address)
            self.forms.append(self.inside)
        if self.inside is None or not given.get("name"):
            return
        if tag == "textarea":
            self.area = (given["name"], [])
            if "hidden" not in given:
                self.inside.typed.add(given["name"])
        if tag == "input" and given.get("type") in ("checkbox", "radio") and "checked" in given:
            self.inside.fields.append((given["name"], given.get("value", "on")))
        if tag == "input" and given.get("type") in ("hidden", "text", "email", "number", None):
            self.inside.fields.append((given["name"], given.get("value", "")))
            if given.get("type") == "text":
                self.inside.typed.add(given["name"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.area and self.inside is not None:
            name, words = self.area
            # A browser leaves out the line end that follows the tag.
            self.inside.fields.append((name, "".join(words).removeprefix("\n")))
            self.area = None
        if tag == "form":
            self.inside = None

    def handle_data(self, data: str) -> None:
        if self.area:
            self.area[1].append(data)


def forms_of(page: str, address: str) -> list[PageForm]:
    """Every form of a page that is sent with POST."""
    reader = _Reader(address)
    reader.feed(page)
    return reader.forms
