"""Files from the open web: only https, only public places, and told in words when there is no network."""

import json
import socket

import pytest

from speir.foundations.refusals import RuleBroken
from speir.indicators import fetching
from speir.indicators.fetching import fetch, get_public, is_address, public_address

PORTAL = "https://example.org/dataset/invented-numbers"
PRIVATE = (
    *("127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "192.168.0.1", "0.0.0.0", "224.0.0.1"),
    *("::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "fd00::1", "fe80::1"),
)


def test_a_file_is_taken_with_a_name_and_its_address() -> None:
    got = fetch("https://example.org/open/numbers%202024.csv?x=1", get=lambda address: b"a,b")
    assert (got.content, got.name) == (b"a,b", "numbers 2024.csv")
    assert not is_address("numbers.csv")
    assert is_address(got.address)


def portal(*urls: str) -> fetching.Get:
    """A CKAN portal whose data set holds these files, and one document that is no numbers."""
    resources = [{"format": "CSV", "url": url} for url in urls] + [{"format": "PDF", "url": "x"}]

    def get(address: str) -> bytes:
        if "package_show?id=invented-numbers" in address:
            return json.dumps({"result": {"resources": resources}}).encode()
        return f"from {address}".encode()

    return get


def test_the_one_file_of_a_ckan_data_set_is_taken() -> None:
    got = fetch(PORTAL, get=portal("https://example.org/a.csv"))
    assert (got.content, got.name) == (b"from https://example.org/a.csv", "a.csv")


@pytest.mark.parametrize(
    ("get", "says"),
    [
        (portal(), "holds no CSV"),
        (portal("https://example.org/a.csv", "https://example.org/b.csv"), "holds 2 files.*a.csv; .*b.csv"),
        (lambda address: b"<html>", "does not answer as a CKAN portal"),
    ],
)
def test_a_data_set_that_cannot_be_taken_says_why(get: fetching.Get, says: str) -> None:
    with pytest.raises(RuleBroken, match=says):
        fetch(PORTAL, get=get)


@pytest.mark.parametrize(
    "address", ["http://example.org/a.csv", "ftp://example.org/a", "https://me@example.org/a"]
)
def test_only_https_is_taken(address: str) -> None:
    with pytest.raises(RuleBroken, match="only addresses that begin with https"):
        get_public(address)


@pytest.mark.parametrize("place", PRIVATE)
def test_nothing_private_is_asked(place: str) -> None:
    with pytest.raises(RuleBroken, match="not on the public web"):
        public_address(place, 443)


def test_without_a_network_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*given: object, **more: object) -> None:
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(RuleBroken, match="Where this machine has no network, download the file"):
        get_public("https://example.org/a.csv")
