"""Factual accuracy and the embargoed copy, as the partnership meets them."""

from typing import Any
from uuid import uuid4

import pytest

from speir.foundations.words import capture
from speir.people.choices import Side
from speir.reports.choices import ReportStatus
from speir.reports.models import EmbargoedCopyRead, FactComment
from speir.reports.visibility import may_see_answers
from tests.factories import World, later
from tests.reports.factories import answer as answer_all
from tests.reports.factories import (
    comment,
    embargoed,
    published,
    report_of,
    responding,
    revise,
    signed_off,
    with_partnership,
)
from tests.web.partnership.reading import address, read, signed_in, words_of


def add(world: World, once: str = "", key: str = "about", **words: str) -> Any:
    """Comment on a section as the coordinator does."""
    sent = {"quoted": "", "says": "The year is wrong.", "proposed": "", "once": once or str(uuid4()), **words}
    where = address("partnership_comment", world, section_key=key)
    return signed_in(world.coordinator).post(where, sent, follow=True)


def test_the_draft_is_read_by_section_with_the_day_comments_are_due() -> None:
    world, report = with_partnership()
    told = read(world.coordinator, "partnership_draft", world)
    assert "Do not publish it or quote from it" in told
    assert report.comments_due_on is not None
    assert f"Comments are due by {report.comments_due_on.day} " in told
    assert "effective with areas for improvement" in told
    assert "Indicative" in told


def test_a_comment_quotes_the_draft_and_is_listed() -> None:
    world, _ = with_partnership()
    told = words_of(add(world, says="It was 2025.", proposed="2025").content)
    assert "Comment added." in told
    assert "It was 2025." in told
    assert "Finish with 1 comment" in told
    made = FactComment.objects.get()
    assert (made.section_key, made.proposed, made.made_by) == ("about", "2025", world.coordinator)


def test_words_that_are_not_in_the_section_are_refused_and_what_was_typed_stays() -> None:
    world, _ = with_partnership()
    answer = add(world, quoted="words nobody wrote", says="All of it.")
    told = words_of(answer.content)
    assert "These words are not in that section" in told
    assert "All of it." in told
    assert not FactComment.objects.exists()


def test_an_empty_comment_is_refused() -> None:
    world, _ = with_partnership()
    assert "Say what is not accurate" in words_of(add(world, says=" ").content)
    assert not FactComment.objects.exists()


def test_a_comment_sent_twice_counts_once() -> None:
    world, _ = with_partnership()
    once = str(uuid4())
    for _ in range(2):
        answer = add(world, once=once)
    assert "This form had been sent before" in words_of(answer.content)
    assert FactComment.objects.count() == 1


def test_typed_words_come_back_until_the_comment_is_sent() -> None:
    world, report = with_partnership()
    capture(
        event_id=uuid4(),
        field_key=f"fact:{report.pk}:about:says@0",
        text="Half a thought",
        typed_at=later(days=91),
        by=world.coordinator,
    )
    assert "Half a thought" in read(world.coordinator, "partnership_comment", world, section_key="about")
    add(world)
    assert "Half a thought" not in read(world.coordinator, "partnership_comment", world, section_key="about")


def test_an_unknown_section_and_a_draft_not_yet_sent_are_not_found() -> None:
    world, _ = with_partnership()
    assert add(world, key="no-such-section").status_code == 404
    early, _ = signed_off()
    assert add(early).status_code == 404
    assert signed_in(early.coordinator).post(address("partnership_finish_comments", early)).status_code == 404
    assert not FactComment.objects.exists()


@pytest.mark.parametrize("who", ["contributor", "council_head"])
def test_only_the_coordinator_comments_or_finishes(who: str) -> None:
    world, report = with_partnership()
    client = signed_in(world.people[who])
    comment_at = address("partnership_comment", world, section_key="about")
    assert client.post(comment_at, {"says": "Wrong."}).status_code == 403
    assert client.post(address("partnership_finish_comments", world)).status_code == 403
    assert not FactComment.objects.exists()
    assert report_of(world).status == report.status


def test_finishing_without_comments_is_an_answer_and_ends_commenting() -> None:
    world, _ = with_partnership()
    client = signed_in(world.coordinator)
    assert "Finish with no comments" in read(world.coordinator, "partnership_draft", world)
    told = words_of(client.post(address("partnership_finish_comments", world), follow=True).content)
    assert "Thank you." in told
    assert "Comment on this" not in told
    assert report_of(world).status == ReportStatus.RESPONDING
    assert "For this the report must be" in words_of(add(world).content)
    assert not FactComment.objects.exists()


def test_answers_are_read_with_the_embargoed_copy_and_not_before() -> None:
    world, _ = responding()
    answer_all(world)
    assert "We checked it against the document." not in read(world.coordinator, "partnership_draft", world)
    sent, _ = embargoed()
    told = read(sent.coordinator, "partnership_draft", sent)
    assert "We checked it against the document." in told
    assert "Not accepted" in told


@pytest.mark.parametrize("status", list(ReportStatus))
def test_who_may_see_answers_at_each_status(status: ReportStatus) -> None:
    published = [ReportStatus.PUBLISHED, ReportStatus.CORRECTING]
    published += [ReportStatus.SIGNING_CORRECTION, ReportStatus.CORRECTION_SIGNED]
    settled = status in (ReportStatus.EMBARGOED, *published)
    assert may_see_answers(Side.PARTNERSHIP, status) is settled
    assert may_see_answers(Side.SCRUTINY, status)


def test_a_changed_draft_is_not_shown_before_the_embargoed_copy() -> None:
    world, _ = responding()
    revise(world, "about", "Words changed after factual accuracy.", days=94)
    assert "Words changed after" not in read(world.coordinator, "partnership_draft", world)


@pytest.mark.parametrize("who", ["coordinator", "board_head"])
def test_the_embargoed_copy_is_read_and_acknowledged_once(who: str) -> None:
    world, report = embargoed()
    assert report.publish_on is not None
    told = read(world.people[who], "partnership_embargoed", world)
    assert f"Under embargo until {report.publish_on.day} {report.publish_on:%B %Y}" in told
    client = signed_in(world.people[who])
    for _ in range(2):
        client.post(address("partnership_embargoed", world))
    assert "You read it and keep the embargo" in read(world.people[who], "partnership_embargoed", world)
    assert EmbargoedCopyRead.objects.filter(person=world.people[who]).count() == 1


def test_the_embargoed_copy_cannot_be_acknowledged_before_it_is_sent() -> None:
    world, _ = with_partnership()
    assert signed_in(world.board_head).post(address("partnership_embargoed", world)).status_code == 404
    assert not EmbargoedCopyRead.objects.exists()


def test_after_publication_both_pages_lead_to_the_published_report() -> None:
    world, publication = published()
    for name in ("partnership_draft", "partnership_embargoed"):
        answer = signed_in(world.coordinator).get(address(name, world))
        assert f'href="/reports/{publication.slug}/"' in answer.content.decode()


def test_a_comment_of_the_world_is_shown_to_nobody_else_of_the_partnership() -> None:
    world, _ = with_partnership()
    comment(world, says="For the lead inspector alone.")
    for who in ("contributor", "council_head"):
        assert "For the lead inspector" not in read(world.people[who], "partnership_inspection", world)
