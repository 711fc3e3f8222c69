"""Getting a published file from the open web: only https, only public addresses, no larger than it may be.

Plain Python. An address of a CSV or Excel file is taken as it is. The page of a data set in a CKAN portal
(…/dataset/NAME) is asked for its resources, and its one CSV or Excel file is taken; the page of one resource
(…/dataset/NAME/resource/ID) gives its file, or what the portal's data store holds of it, page by page.
"""

import csv
import io
import ipaddress
import json
import re
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from speir.foundations.refusals import Reason, RuleBroken
from speir.indicators.numbers_file import LARGEST, MOST_ROWS

MOST_REDIRECTS = 3
REDIRECTS, BUSY = (301, 302, 303, 307, 308), (429, 500, 502, 503, 504)
LONGEST_PAUSE = 30
PAGE = 10_000
NO_NETWORK = (
    "Speir could not reach it. Where this machine has no network, download the file on one that has, and "
    "give its place instead of its address."
)
_DATA_SET = re.compile(r"(?P<begin>.*)/dataset/(?P<name>[A-Za-z0-9_-]+)/?")
_RESOURCE = re.compile(r"(?P<begin>.*)/dataset/[A-Za-z0-9_-]+/resource/(?P<name>[A-Za-z0-9_-]+)/?")
_FILE = re.compile(r"csv|xlsx", re.IGNORECASE)
# Addresses of the wider kind that lead to one of the narrower, which is then what counts.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
Get = Callable[[str], bytes]


def is_public(place: str) -> bool:
    """Whether an address of a machine is on the public web, however it is written."""
    found = ipaddress.ip_address(place.split("%")[0])
    inner = None
    if isinstance(found, ipaddress.IPv6Address):
        is_led_on = found in _NAT64
        inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF) if is_led_on else found.sixtofour
    return found.is_global and not found.is_multicast and (inner is None or inner.is_global)


@dataclass(frozen=True)
class Reach:
    """What may be asked, for how long, and after which pauses again where a site is busy."""

    schemes: tuple[str, ...] = ("https",)
    may_ask: Callable[[str], bool] = is_public
    seconds: float = 30
    seconds_in_all: float = 300
    pauses: tuple[float, ...] = (2, 10)


PUBLIC = Reach()


@dataclass(frozen=True)
class Fetched:
    """A file as it was fetched: its bytes, a name for it, and where it came from."""

    content: bytes
    name: str
    address: str


def is_address(text: str) -> bool:
    """Whether something is an address on the web rather than a place on disk."""
    return re.match(r"[a-z][a-z0-9+.-]*://", text.lower()) is not None


def fetch(address: str, get: "Get | None" = None) -> Fetched:
    """The file at an address; raises RuleBroken that says what to do."""
    get = get or get_public
    plain = address.split("?")[0].split("#")[0]
    if found := _RESOURCE.fullmatch(plain):
        resource = _answer(found["begin"], f"resource_show?id={found['name']}", get)
        address = urljoin(address, str(resource.get("url") or ""))
        if resource.get("datastore_active") and not _is_file(resource):
            return _of_data_store(found["begin"], found["name"], get)
    elif found := _DATA_SET.fullmatch(plain):
        address = urljoin(address, _file_of_data_set(found["begin"], found["name"], get))
    content = get(address)
    if content.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html")):
        raise refused(f"{address} answers with a web page, not a file. Give the address of the file itself.")
    name = unquote(urlsplit(address).path.rpartition("/")[2]) or "file"
    return Fetched(content, name[-200:], address)


def _is_file(resource: dict[str, Any]) -> bool:
    return bool(resource.get("url")) and _FILE.search(str(resource.get("format") or "")) is not None


def _answer(begin: str, question: str, get: Get) -> dict[str, Any]:
    """What a CKAN portal answers to one question."""
    asked = f"{begin}/api/3/action/{question}"
    try:
        said = json.loads(get(asked))
        found = said["result"] if said.get("success", True) else None
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise _no_portal(asked) from fault
    if not isinstance(found, dict):
        raise _no_portal(asked)
    return found


def _no_portal(asked: str) -> RuleBroken:
    return refused(f"{asked} does not answer as a CKAN portal does. Give the address of the file.")


def _file_of_data_set(begin: str, name: str, get: Get) -> str:
    resources = _answer(begin, f"package_show?id={name}", get).get("resources")
    if not isinstance(resources, list):
        raise _no_portal(f"{begin}/api/3/action/package_show?id={name}")
    files = [str(each["url"]) for each in resources if isinstance(each, dict) and _is_file(each)]
    if not files:
        raise refused(f"The data set {name} holds no CSV and no Excel file.")
    if len(files) > 1:
        listed = "; ".join(files[:20])
        raise refused(f"The data set {name} holds {len(files)} files. Give the address of one: {listed}")
    return files[0]


def _of_data_store(begin: str, name: str, get: Get) -> Fetched:
    """What a portal holds of one resource, every page of it, as a CSV file."""
    rows: list[dict[str, Any]] = []
    heads: list[str] = []
    total = 1
    while len(rows) < total:
        asked = f"datastore_search?resource_id={name}&sort=_id&limit={PAGE}&offset={len(rows)}"
        page = _answer(begin, asked, get)
        try:
            heads = [str(each["id"]) for each in page["fields"] if each["id"] != "_id"]
            records, total = list(page["records"]), int(page["total"])
        except (KeyError, TypeError, ValueError) as fault:
            raise _no_portal(f"{begin}/api/3/action/{asked}") from fault
        if not records and len(rows) < total:
            raise refused(f"{begin} gave {len(rows):,} of {total:,} rows of {name}. Try again later.")
        rows += records
        if max(total, len(rows)) > MOST_ROWS:
            raise refused(f"{name} has more than {MOST_ROWS:,} rows. Choose a smaller part.")
    written = io.StringIO()
    out = csv.DictWriter(written, heads, extrasaction="ignore")
    out.writeheader()
    out.writerows(rows)
    return Fetched(written.getvalue().encode(), f"{name}.csv", f"{begin}/datastore/dump/{name}")


def get_public(address: str, reach: Reach = PUBLIC) -> bytes:
    """What is at a public https address, at most as much as a file may be large."""
    until = time.monotonic() + reach.seconds_in_all
    pauses = list(reach.pauses)
    redirects = 0
    while redirects <= MOST_REDIRECTS:
        connection = _connection(address, reach)
        try:
            connection.request("GET", _path(address), headers={"User-Agent": "Speir", "Accept": "*/*"})
            answer = connection.getresponse()
            if answer.status in REDIRECTS:
                address, redirects = urljoin(address, answer.headers.get("Location", "")), redirects + 1
            elif answer.status in BUSY and pauses:
                time.sleep(min(_pause(answer, pauses.pop(0)), LONGEST_PAUSE))
            elif answer.status != 200:
                raise refused(f"{address} answers {answer.status} ({answer.reason}). {_what_to_do(answer)}")
            else:
                return _read(answer, address, until)
        except (OSError, HTTPException, ValueError) as fault:
            raise refused(f"{address}: {NO_NETWORK}") from fault
        finally:
            connection.close()
    raise refused(f"{address} leads from one address to another without end.")


def _pause(answer: HTTPResponse, usual: float) -> float:
    """As long as the site asks for, or as usual."""
    asked = answer.headers.get("Retry-After", "")
    return float(asked) if asked.isdecimal() else usual


def _what_to_do(answer: HTTPResponse) -> str:
    return "It is busy: try again later." if answer.status in BUSY else "Check the address."


def _read(answer: HTTPResponse, address: str, until: float) -> bytes:
    """The whole of an answer: not too large, not too slow, and not broken off."""
    parts, size = [], 0
    while part := _part(answer, address):
        parts.append(part)
        size += len(part)
        if size > LARGEST:
            raise refused(f"{address} is larger than {LARGEST // 1024 // 1024} MB. It was not taken.")
        if time.monotonic() > until:
            raise refused(f"{address} takes too long to arrive. It was not taken: try again later.")
    if answer.length:
        raise _broken_off(address)
    return b"".join(parts)


def _part(answer: HTTPResponse, address: str) -> bytes:
    """The next part of an answer; the site was reached, so a fault from here on is that it broke off."""
    try:
        return answer.read1(65_536)
    except (OSError, HTTPException) as fault:
        raise _broken_off(address) from fault


def _broken_off(address: str) -> RuleBroken:
    return refused(f"{address} broke off before its end. It was not taken: try again.")


def _path(address: str) -> str:
    split = urlsplit(address)
    return f"{split.path or '/'}{'?' + split.query if split.query else ''}"


class _Connection(HTTPConnection):
    """A connection to the very place that was looked at, so that the name cannot lead elsewhere meanwhile."""

    def __init__(self, host: str, port: int, place: str, seconds: float, *, is_secret: bool) -> None:
        super().__init__(host, port, timeout=seconds)
        self.place, self.is_secret = place, is_secret

    def connect(self) -> None:
        """Connect to the place; the certificate must be that of the host."""
        self.sock = socket.create_connection((self.place, self.port), self.timeout)
        if self.is_secret:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)


def _connection(address: str, reach: Reach) -> _Connection:
    try:
        split = urlsplit(address)
        port = split.port or (443 if split.scheme == "https" else 80)
    except ValueError as fault:
        raise refused(f"{address} is not an address.") from fault
    if split.scheme not in reach.schemes or not split.hostname or split.username:
        raise refused(
            f"{address} is not taken: only addresses that begin with https:// are, without a name in them."
        )
    try:
        place = public_address(split.hostname, port, reach)
    except (OSError, UnicodeError) as fault:
        raise refused(f"{address}: {NO_NETWORK}") from fault
    return _Connection(split.hostname, port, place, reach.seconds, is_secret=split.scheme == "https")


def public_address(host: str, port: int, reach: Reach = PUBLIC) -> str:
    """Where a host is; refuses one on this machine or in a private network, by any of its addresses."""
    places = [str(place[0]) for *_, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not places or not all(reach.may_ask(place) for place in places):
        raise refused(f"{host} is not on the public web. Only public addresses are fetched.")
    return places[0]


def refused(why: str) -> RuleBroken:
    """An address that is not taken."""
    return RuleBroken(Reason(why, "address"))
