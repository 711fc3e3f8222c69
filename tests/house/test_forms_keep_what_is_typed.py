"""Every form of every audience: kept when its sender was signed out, sent twice counts once, two windows."""

import html
import json
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from speir.foundations.models import AuditEntry
from speir.web.design_system.marks import LABELS
from speir.web.shared.unsent import TYPED_BY
from tests.house.asking import ask, undone
from tests.house.html_forms import PageForm, forms_of
from tests.house.screens import ROWS, Row
from tests.house.sent import Fields
from tests.house.worlds import VISITOR, Worlds, on_its_day
from tests.remembered import _in_use, _read

CHANGING = sorted(name for name, row in ROWS.items() if row.by)
# The audit trail itself, and what a browser keeps while it is signed in.
SAYS_WHAT_HAPPENED = {"foundations_auditentry", "foundations_audithead", "django_session", "sqlite_sequence"}
# Brings a report into step with its findings, which it is at the stage of its row.
IN_STEP_ALREADY = {"bring_in_findings"}
# The forms in which what was written before is changed; every other form adds, or closes what it is about.
EDITS = {"answer_comment", "consolidate", "judge_area", "pack_document_version", "partnership_change_action"}
EDITS |= {"report_section", "consultation_group", "working_openly", "answer_on_review", "summary_item"}
EDITS |= {"risk_conversation", "phase_pack_document"}
LATE = "So it was typed in the other window."
KEPT_ELSEWHERE = "they are kept for you under"
BASES = {"base", "base_revision"}
READ = sorted(name for name, row in ROWS.items() if not row.is_lone_post)


@pytest.fixture(scope="module")
def db(one_transaction: None) -> None:
    """One database for this whole file."""


def who_sends(row: Row) -> str:
    """One of those whose form counts; somebody signed in where there is a choice."""
    return min((row.by or frozenset()) - {VISITOR}, default=VISITOR)


def address_of(worlds: Worlds, name: str) -> str:
    """The address of a screen at its stage."""
    row = ROWS[name]
    return reverse(name, kwargs=row.address(worlds.at(row.stage)))


def filled_in(worlds: Worlds, name: str) -> Fields:
    """The form filled in well, with the identity that a page gives to each of its forms."""
    row = ROWS[name]
    fields = dict(row.form(worlds.at(row.stage)))
    prefixes = {key.rsplit("-", 1)[0] + "-" for key in fields if "-" in key} | {""}
    once = {f"{prefix}{key}": str(uuid.uuid4()) for prefix in prefixes for key in ("once", "sending")}
    return {**fields, **{key: value for key, value in once.items() if not fields.get(key)}}


def rewound(fields: Fields) -> Fields:
    """The same once more: files are read again from their start."""
    for value in fields.values():
        for each in value if isinstance(value, list) else [value]:
            if hasattr(each, "seek"):
                each.seek(0)
    return fields


def mark_of(worlds: Worlds, stage: str, who: str) -> str:
    """What every form that is shown to this person carries."""
    with on_its_day(stage):
        answer = worlds.browser(stage, who).get(reverse("send_again"))
    return forms_of(answer.content.decode(), "")[0].sent[TYPED_BY][0]


def what_happened(before: int) -> list[str]:
    """What was done since, besides signing in."""
    entries = AuditEntry.objects.order_by("pk").values_list("what", flat=True)[before:]
    return [what for what in entries if what != "Signed in"]


@pytest.mark.parametrize("name", READ)
def test_every_form_says_for_whom_its_page_was_made_and_what_its_fields_are_called(
    name: str, worlds: Worlds
) -> None:
    row = ROWS[name]
    address = address_of(worlds, name)
    for who in sorted(row.open_to - {VISITOR}):
        page = ask(worlds, row.stage, who, address).answer
        if "html" in page.headers.get("Content-Type", ""):
            forms = forms_of(page.content.decode(), address)
            assert [form.action for form in forms if TYPED_BY not in form.sent] == []
            assert [(form.action, field) for form in forms for field in unnamed(form)] == []


def unnamed(form: PageForm) -> set[str]:
    """The fields for typing that a form waiting to be sent again would call by their inner names."""
    called: dict[str, str | None] = {}
    for each in form.sent.get(LABELS, []):
        called.update(json.loads(each))
    return {name for name in form.typed if not called.get(name)}


# What anybody may send needs no session: it is taken.
@pytest.mark.parametrize("name", [name for name in CHANGING if VISITOR not in (ROWS[name].by or ())])
def test_what_is_sent_after_the_session_ended_can_be_sent_again(name: str, worlds: Worlds) -> None:
    row, address = ROWS[name], address_of(worlds, name)
    who, fields = who_sends(row), filled_in(worlds, name)
    if getattr(worlds.browser(row.stage, who).get(address), "status_code", 0) == 0:
        return
    expected = ask(worlds, row.stage, who, address, rewound(fields)).audited
    browser = Client()
    with undone(), on_its_day(row.stage):
        lost: Any = browser.post(address, rewound({**fields, TYPED_BY: mark_of(worlds, row.stage, who)}))
        assert lost["Location"].startswith(reverse("sign_in"))
        person = worlds.person(row.stage, who)
        assert person is not None
        browser.force_login(person)
        again = kept_form(browser)
        assert again.action == address
        before = AuditEntry.objects.count()
        files = {key: value for key, value in rewound(fields).items() if hasattr(value, "seek")}
        browser.post(again.action, {**again.sent, **files})
        assert what_happened(before) == expected
        assert forms_of(browser.get(reverse("send_again")).content.decode(), "")[1:] == []


def kept_form(browser: Client) -> PageForm:
    """The form that waits to be sent again; the first of the page signs out."""
    return forms_of(browser.get(reverse("send_again")).content.decode(), "")[1]


def state() -> dict[str, Any]:
    """Every row there is, besides those that say who did what when."""
    return {table: _rows(_read(table)) for table in _in_use() if table not in SAYS_WHAT_HAPPENED}


def _rows(written: Any) -> Any:
    # PostgreSQL keeps a row that was written anew wherever there is room: the order of rows says nothing.
    return sorted(written.splitlines()) if isinstance(written, bytes) else written


@pytest.mark.parametrize("name", CHANGING)
def test_a_form_that_is_sent_twice_counts_once(name: str, worlds: Worlds) -> None:
    row, address = ROWS[name], address_of(worlds, name)
    who, fields = who_sends(row), filled_in(worlds, name)
    browser = worlds.browser(row.stage, who)
    with undone(), on_its_day(row.stage):
        before = state()
        browser.post(address, rewound(fields))
        after = state()
        second: Any = browser.post(address, rewound(fields))
        assert second.status_code < 500
        now = state()
        assert [table for table in now if now[table] != after.get(table)] == []
        assert after != before or name in IN_STEP_ALREADY


@pytest.mark.parametrize("name", CHANGING)
def test_a_second_window_does_not_write_over_the_first(name: str, worlds: Worlds) -> None:
    row, address = ROWS[name], address_of(worlds, name)
    browser = worlds.browser(row.stage, who_sends(row))
    with undone(), on_its_day(row.stage):
        # Both windows are open, and filled in from what they show, before anything is sent.
        fields, second = filled_in(worlds, name), filled_in(worlds, name)
        opened = form_at(browser, address, fields)
        browser.post(address, rewound({**base_of(opened), **fields}))
        edited = edited_in(opened, form_at(browser, address, fields), fields)
        stale = {**base_of(opened), **second, **dict.fromkeys(edited, "Else, in a sentence.")}
        assert bool(edited) is (name in EDITS)
        if edited:
            answer: Any = browser.post(address, stale)
            assert "There is a problem" in answer.content.decode()
            assert edited_in(opened, form_at(browser, address, fields), fields) == edited
            # The refused form starts from what is saved now: sent once more, it counts.
            told = forms_of(answer.content.decode(), answer.wsgi_request.path)
            (refused,) = [form for form in told if form.action == address and form.typed & set(fields)]
            browser.post(address, rewound({**stale, **base_of(refused)}))
            assert edited_in(opened, form_at(browser, address, fields), stale) == edited


@pytest.mark.parametrize("name", CHANGING)
def test_words_that_a_second_window_sends_too_late_are_on_the_page_or_kept(name: str, worlds: Worlds) -> None:
    row, address = ROWS[name], address_of(worlds, name)
    who = who_sends(row)
    browser = worlds.browser(row.stage, who)
    with undone(), on_its_day(row.stage):
        first, second = filled_in(worlds, name), filled_in(worlds, name)
        late = {key: f"{value} {LATE}" for key, value in second.items() if is_words(value)}
        browser.post(address, rewound(first))
        before = AuditEntry.objects.count()
        mark = {} if who == VISITOR else {TYPED_BY: mark_of(worlds, row.stage, who)}
        answer: Any = browser.post(address, rewound({**second, **late, **mark}), follow=True)
        if late and not what_happened(before):
            told = answer if answer.status_code < 400 else browser.get(reverse("start"), follow=True)
            shown = html.unescape(told.content.decode())
            if KEPT_ELSEWHERE in shown:
                shown = html.unescape(browser.get(reverse("words_not_sent")).content.decode())
            assert [key for key, words in late.items() if words not in shown] == []


def is_words(value: object) -> bool:
    """Whether somebody typed a sentence there."""
    return isinstance(value, str) and len(value.split()) > 2


def edited_in(opened: PageForm | None, now: PageForm | None, fields: Fields) -> set[str]:
    """The typed fields in which a page shows what was sent before, to be changed."""
    if opened is None or now is None:
        return set()
    sent = {key for key in opened.typed & set(fields) if fields[key]}
    return {key for key in sent if now.sent.get(key) == [fields[key]] != opened.sent.get(key)}


def base_of(form: PageForm | None) -> Fields:
    """What says which state of the record a page showed."""
    given = form.sent if form else {}
    return {key: values[0] for key, values in given.items() if key.split("-")[-1] in BASES}


def form_at(browser: Client, address: str, fields: Fields) -> PageForm | None:
    """The form that is sent to this address, on its own page or on one above it."""
    parts = address.strip("/").split("/")
    for length in range(len(parts), 0, -1):
        answer: Any = browser.get("/" + "/".join(parts[:length]) + "/")
        if answer.status_code != 200 or answer.streaming:
            continue
        for form in forms_of(answer.content.decode(), answer.wsgi_request.path):
            if form.action == address and form.typed & set(fields):
                return form
    return None
