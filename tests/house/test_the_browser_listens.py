"""The browser fixtures can fail: they hear the console and see inaccessible pages."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
GOOD = "<!doctype html><html lang=en><title>Good</title><main><h1>Good</h1><p>Plain words.</p></main>"
NAMELESS = GOOD.replace("<p>", "<input><p>")
WIDE = GOOD.replace("<p>", "<p style='width: 3000px'>")


def test_a_good_page_passes(page: "Page", assert_accessible: Callable[["Page"], None]) -> None:
    page.set_content(GOOD)
    assert_accessible(page)


@pytest.mark.parametrize(("content", "complaint"), [(NAMELESS, "label"), (WIDE, "wider than the window")])
def test_a_bad_page_is_told(
    page: "Page", assert_accessible: Callable[["Page"], None], content: str, complaint: str
) -> None:
    page.set_content(content)
    with pytest.raises(AssertionError, match=complaint):
        assert_accessible(page)


def test_a_refused_script_is_heard(page: "Page", complaints: list[str]) -> None:
    policy = "<meta http-equiv=Content-Security-Policy content=\"script-src 'none'\">"
    with page.expect_console_message():
        page.set_content(f"<!doctype html><html><head>{policy}<script>alert(1)</script></head></html>")
    assert "Content Security Policy" in complaints.pop()


def test_an_error_in_a_script_is_heard(page: "Page", complaints: list[str]) -> None:
    with page.expect_event("pageerror"):
        page.set_content("<script>setTimeout(() => { throw new Error('broken') })</script>")
    assert "broken" in complaints.pop()
