"""Getting a published file from the open web: only https, only public addresses, no larger than it may be.

Plain Python. An address of a CSV or Excel file is taken as it is; the page of a data set in a CKAN portal
(…/dataset/NAME) is asked for its resources, and its one CSV or Excel file is taken.
"""

import ipaddress
import json
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import unquote, urljoin, urlsplit

from speir.foundations.refusals import Reason, RuleBroken
from speir.indicators.numbers_file import LARGEST

SECONDS = 30
MOST_REDIRECTS = 3
NO_NETWORK = (
    "Speir could not reach it. Where this machine has no network, download the file on one that has, and "
    "give its place instead of its address."
)
_CKAN = re.compile(r"(?P<begin>.*)/dataset/(?P<name>[a-z0-9_-]+)/?")
Get = Callable[[str], bytes]


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
    found = _CKAN.fullmatch(address.split("?")[0].split("#")[0])
    if found:
        address = _file_of_data_set(found["begin"], found["name"], get)
    content = get(address)
    name = unquote(urlsplit(address).path.rpartition("/")[2]) or "file"
    return Fetched(content, name[-200:], address)


def _file_of_data_set(begin: str, name: str, get: Get) -> str:
    asked = f"{begin}/api/3/action/package_show?id={name}"
    try:
        resources = json.loads(get(asked))["result"]["resources"]
        files = [
            str(each["url"]) for each in resources if str(each.get("format", "")).lower() in ("csv", "xlsx")
        ]
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise refused(
            f"{asked} does not answer as a CKAN portal does. Give the address of the file."
        ) from fault
    if not files:
        raise refused(f"The data set {name} holds no CSV and no Excel file.")
    if len(files) > 1:
        listed = "; ".join(files[:20])
        raise refused(f"The data set {name} holds {len(files)} files. Give the address of one: {listed}")
    return files[0]


def get_public(address: str) -> bytes:
    """What is at a public https address, at most as much as a file may be large."""
    for _ in range(MOST_REDIRECTS + 1):
        answer = _ask(address)
        if answer.status in (301, 302, 303, 307, 308):
            address = urljoin(address, answer.headers.get("Location", ""))
            continue
        if answer.status != 200:
            raise refused(f"{address} answers {answer.status} ({answer.reason}). Check the address.")
        content = answer.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise refused(f"{address} is larger than {LARGEST // 1024 // 1024} MB. It was not taken.")
        return content
    raise refused(f"{address} leads from one address to another without end.")


def _ask(address: str) -> HTTPResponse:
    split = urlsplit(address)
    if split.scheme != "https" or not split.hostname or split.username:
        raise refused(
            f"{address} is not taken: only addresses that begin with https:// are, without a name in them."
        )
    try:
        port = split.port or 443
        public_address(split.hostname, port)
        connection = HTTPSConnection(split.hostname, port, timeout=SECONDS)
        path = f"{split.path or '/'}{'?' + split.query if split.query else ''}"
        connection.request("GET", path, headers={"User-Agent": "Speir", "Accept": "*/*"})
        return connection.getresponse()
    except (OSError, HTTPException, ValueError) as fault:
        raise refused(f"{address}: {NO_NETWORK}") from fault


def public_address(host: str, port: int) -> None:
    """Refuse a host that is on this machine or in a private network; raises OSError when it is not known."""
    for *_, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        if not ipaddress.ip_address(str(place[0]).split("%")[0]).is_global:
            raise refused(f"{host} is not on the public web. Only public addresses are fetched.")


def refused(why: str) -> RuleBroken:
    """An address that is not taken."""
    return RuleBroken(Reason(why, "address"))
