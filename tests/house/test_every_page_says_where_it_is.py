"""Every page has one heading, a title that says the same, a way back up, and no heading level left out."""

import re
from html import unescape
from itertools import pairwise

import pytest
from django.urls import reverse

from tests.house.asking import ask
from tests.house.screens import ROWS, Row
from tests.house.worlds import Worlds

# The first pages of an audience, which lie under no other, and pages that are about Speir itself.
AT_THE_TOP = {
    "about", "accessibility", "areas", "concerns_nationally", "frameworks",
    "my_areas", "my_work", "partnership_consultations", "partnership_home", "partnership_practices",
    "partnership_summaries", "partnership_support", "practices", "privacy", "programmes", "public_areas",
    "public_home", "public_open_work", "public_practices", "published_reports", "put_aside",
    "question_gallery", "questionnaires", "send_again", "sign_in", "signals",
}  # fmt: skip
# Whose heading is somebody's own words, or a whole sentence: the title says what kind of page it is.
NAMED_BY_ITS_KIND = {
    "area_factor", "area_risk", "compare_capacity_plans", "contact_note", "numbers_file", "phase_method",
    "preview_questionnaire", "public_home", "questionnaire_logic",
}  # fmt: skip
READ = sorted(name for name, row in ROWS.items() if not row.is_lone_post)


@pytest.fixture(scope="module")
def db(one_transaction: None) -> None:
    """One database for this whole file."""


def words_in(html: str) -> str:
    """What stands in a piece of a page, without its marks."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html))).strip()


def opened(worlds: Worlds, name: str, row: Row) -> str:
    """A page as one of its readers gets it; "" where the address answers with something else."""
    address = reverse(name, kwargs=row.address(worlds.at(row.stage)))
    answer = ask(worlds, row.stage, min(row.open_to), address).answer
    is_page = answer.status_code == 200 and "text/html" in answer.headers["Content-Type"]
    return answer.content.decode() if is_page else ""


@pytest.mark.parametrize("name", READ)
def test_a_page_says_where_it_is(name: str, worlds: Worlds) -> None:
    page = opened(worlds, name, ROWS[name])
    if not page:
        return
    (heading,) = re.findall(r"<h1.*?>(.*?)</h1>", page, re.DOTALL)
    heading = words_in(re.sub(r'<span class="speir_fictional">.*?</span>', "", heading))
    title = words_in(page.split("<title>")[1].split("</title>")[0])
    assert title.endswith(" - Speir")
    assert title.startswith(heading) is not (name in NAMED_BY_ITS_KIND), (title, heading)
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", page)]
    assert [(up, down) for up, down in pairwise(levels) if down > up + 1] == []
    has_way_up = 'aria-label="Breadcrumb"' in page
    assert has_way_up is not (name in AT_THE_TOP)
