"""Fetching from a server that answers as real portals do: redirects, busy, broken off, slow, paged."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from speir.foundations.refusals import RuleBroken
from speir.indicators import fetching
from speir.indicators.fetching import Fetched, Reach, fetch, get_public

HERE = Reach(
    schemes=("http",),
    may_ask=lambda place: place == "127.0.0.1",
    seconds=1,
    seconds_in_all=0.5,
    pauses=(0, 0),
)
ROWS = [{"_id": number, "Area": f"Area {number}", "Value": number} for number in range(1, 26)]


class Portal(BaseHTTPRequestHandler):
    """A portal; what it was asked is kept in the order it was asked."""

    asked: list[str]

    def do_GET(self) -> None:
        """Answer as the address says."""
        self.asked.append(self.path)
        split = urlsplit(self.path)
        getattr(self, "at_" + split.path.strip("/").replace("/", "_").replace("-", "_"), self.at_nothing)()

    def log_message(self, *given: object) -> None:
        """Say nothing."""

    def say(self, status: int, content: bytes = b"", **heads: str) -> None:
        """One whole answer."""
        self.send_response(status)
        for name, value in {"Content_Length": str(len(content)), **heads}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def tell(self, result: object) -> None:
        """As CKAN answers."""
        self.say(200, json.dumps({"success": True, "result": result}).encode())

    def at_nothing(self) -> None:
        """There is no such thing."""
        self.say(404, json.dumps({"success": False, "error": {"message": "Not found"}}).encode())

    def at_a_csv(self) -> None:
        """A file."""
        self.say(200, b"a,b")

    def at_cut(self) -> None:
        """In pieces, of which one is cut through."""
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"8\r\na,b\n")

    def at_stalled(self) -> None:
        """It begins, and then nothing more comes."""
        self.send_response(200)
        self.send_header("Content-Length", "100")
        self.end_headers()
        self.wfile.write(b"a,b\n")
        self.wfile.flush()
        time.sleep(1.5)

    def at_moved(self) -> None:
        """It is elsewhere."""
        self.say(301, Location="/a_csv")

    def at_round(self) -> None:
        """It is here, or so it says."""
        self.say(302, Location="/round")

    def at_inward(self) -> None:
        """It leads to another machine of the house."""
        self.say(302, Location="http://127.0.0.2/secret")

    def at_busy_once(self) -> None:
        """Busy at first."""
        is_first = self.asked.count("/busy_once") == 1
        self.say(429 if is_first else 200, b"" if is_first else b"a,b", Retry_After="0")

    def at_busy(self) -> None:
        """Busy always."""
        self.say(503)

    def at_short(self) -> None:
        """Less than was promised."""
        self.say(200, b"a,b", Content_Length="1000")

    def at_large(self) -> None:
        """More than is taken."""
        self.say(200, b"x" * 200_000)

    def at_drip(self) -> None:
        """A little at a time."""
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        for _ in range(12):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.1)

    def at_silent(self) -> None:
        """Nothing at all."""
        time.sleep(1.5)

    def at_page(self) -> None:
        """A page for people."""
        self.say(200, b"\n<!DOCTYPE html><p>Sign in</p>")

    def at_api_3_action_package_show(self) -> None:
        """A data set with one file at an address of its own portal, and a document."""
        self.tell({"resources": [{"format": ".CSV", "url": "/a_csv"}, {"format": "PDF", "url": "/b"}]})

    def at_api_3_action_resource_show(self) -> None:
        """A resource that is a file, or one that only the data store has."""
        if "stored" in self.path:
            self.tell({"format": "", "url": "/page", "datastore_active": True})
        else:
            self.tell({"format": "CSV", "url": "/a_csv", "datastore_active": True})

    def at_api_3_action_datastore_search(self) -> None:
        """Ten rows at once, whatever was asked for; of what is cut off, nothing after the first ten."""
        asked = parse_qs(urlsplit(self.path).query)
        first = int(asked["offset"][0])
        rows = [] if "cut" in asked["resource_id"][0] and first else ROWS[first : first + 10]
        fields = [{"id": "_id"}, {"id": "Area"}, {"id": "Value"}]
        self.tell({"fields": fields, "records": rows, "total": len(ROWS)})


@pytest.fixture
def site() -> Iterator[tuple[str, list[str]]]:
    """Where the portal is, and what it was asked."""
    asked: list[str] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Mine", (Portal,), {"asked": asked}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def got(address: str) -> Fetched:
    """What is fetched where this machine may be asked."""
    return fetch(address, get=lambda place: get_public(place, HERE))


@pytest.mark.parametrize(
    "path", ["a_csv", "moved", "busy_once", "dataset/Numbers-1", "dataset/n/resource/f1"]
)
def test_a_file_arrives(site: tuple[str, list[str]], path: str) -> None:
    assert got(f"{site[0]}/{path}").content == b"a,b"


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("round", "without end"),
        ("inward", "not on the public web"),
        ("busy", "503.*try again later"),
        ("short", "broke off"),
        ("cut", "broke off"),
        ("stalled", "broke off"),
        ("drip", "too long to arrive"),
        ("silent", "could not reach"),
        ("page", "a web page, not a file"),
        ("none", "404.*Check the address"),
        ("large", "is larger than"),
    ],
)
def test_what_does_not_arrive_whole_is_refused(
    site: tuple[str, list[str]], path: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "LARGEST", 100_000)
    with pytest.raises(RuleBroken, match=says):
        got(f"{site[0]}/{path}")


def test_a_busy_site_is_asked_three_times_and_no_more(site: tuple[str, list[str]]) -> None:
    with pytest.raises(RuleBroken):
        got(f"{site[0]}/busy")
    assert site[1] == ["/busy"] * 3


def test_what_only_the_data_store_has_is_taken_page_by_page(site: tuple[str, list[str]]) -> None:
    taken = got(f"{site[0]}/dataset/n/resource/stored-1")
    lines = taken.content.decode().splitlines()
    assert (taken.name, lines[0], len(lines)) == ("stored-1.csv", "Area,Value", 26)
    assert lines[1:] == [f"Area {number},{number}" for number in range(1, 26)]
    offsets = [parse_qs(urlsplit(each).query)["offset"] for each in site[1] if "datastore" in each]
    assert offsets == [["0"], ["10"], ["20"]]


def test_a_data_store_that_stops_half_way_is_refused(site: tuple[str, list[str]]) -> None:
    with pytest.raises(RuleBroken, match="gave 10 of 25 rows"):
        got(f"{site[0]}/dataset/n/resource/stored-cut")


def test_this_machine_is_not_asked_by_anybody_else(site: tuple[str, list[str]]) -> None:
    for address in (site[0], site[0].replace("http:", "https:")):
        with pytest.raises(RuleBroken):
            fetch(f"{address}/a_csv")
    assert site[1] == []
