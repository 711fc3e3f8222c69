"""A new version for every partnership of a phase reaches those who have the document and those to come."""

from datetime import timedelta

import pytest

from speir.document_packs.common_operations import issue_to_every_partnership
from speir.document_packs.models import CommonVersion, Receipt, Version
from speir.document_packs.operations import acknowledge_document, issue_version, release_document
from speir.document_packs.queries import common_versions, line_of
from speir.foundations.models import AuditEntry, OutgoingMessage
from speir.foundations.refusals import Refused
from speir.inspections.models import Inspection
from speir.programmes.models import PhasePackDocument
from tests.document_packs.factories import line, released, told
from tests.factories import World, later

pytestmark = pytest.mark.django_db


def document(world: World, key: str = "briefing") -> PhasePackDocument:
    return PhasePackDocument.objects.get(phase=world.phase, key=key)


def issue(
    world: World, *, days: float = 4, based_on: str = "0", who: str = "manager", **more: str
) -> CommonVersion:
    given = {"text": "Words for all.", "source": "", "what_changed": "The survey comes later.", **more}
    return issue_to_every_partnership(
        document=document(world),
        upload=None,
        based_on=based_on,
        by=world.people[who],
        at=later(days),
        **given,
    )


def test_whoever_has_the_document_is_told_and_asked_again() -> None:
    world = released()
    coordinator = world.people["coordinator"]
    acknowledge_document(
        inspection=world.inspection, document=document(world), number=1, by=coordinator, at=later(3)
    )
    assert line(world, "briefing").reader(coordinator).has_acknowledged  # type: ignore[union-attr]
    issue(world)
    now = line(world, "briefing")
    assert (now.newest.number, now.newest.text, now.newest.is_kept_here) == (2, "Words for all.", True)
    assert coordinator in {reader.person for reader in now.missing}
    message = OutgoingMessage.objects.filter(to=coordinator.email).latest("put_at")
    assert "What changed: The survey comes later." in message.body
    acknowledge_document(
        inspection=world.inspection, document=document(world), number=2, by=coordinator, at=later(5)
    )
    assert Receipt.objects.filter(person=coordinator, number=2).exists()


def test_where_it_is_still_to_come_it_is_released_in_the_new_words() -> None:
    world = told()
    issue(world, days=2)
    waiting = line(world, "briefing")
    assert (waiting.newest.number, waiting.newest.text, waiting.is_released) == (2, "Words for all.", False)
    assert not Version.objects.exists()
    release_document(
        inspection=world.inspection, document=document(world), reason="Asked for.", by=world.lead, at=later(3)
    )
    assert Version.objects.get().common == CommonVersion.objects.get()
    assert line(world, "briefing").newest.number == 2


def test_versions_of_the_team_and_for_everybody_keep_their_order() -> None:
    world = told()
    issue(world, days=1)
    issue_version(
        inspection=world.inspection,
        document=document(world),
        text="Words of this team.",
        upload=None,
        source="",
        what_changed="Local names.",
        based_on="2",
        by=world.lead,
        at=later(2),
    )
    issue(world, days=3, based_on="1", text="Newer words for all.")
    shown = [(each.number, each.text) for each in line(world, "briefing").versions]
    assert shown == [
        (1, "What will happen."),
        (2, "Words for all."),
        (3, "Words of this team."),
        (4, "Newer words for all."),
    ]
    release_document(
        inspection=world.inspection, document=document(world), reason="Asked for.", by=world.lead, at=later(4)
    )
    assert [(each.number, each.text) for each in line(world, "briefing").versions] == shown


def test_those_of_the_same_moment_keep_the_order_in_which_they_were_issued() -> None:
    world = told()
    for number in range(6):
        issue(world, days=2, based_on=str(number), text=f"Words {number}.")
    given = common_versions(document(world))
    assert [(each.number, each.text) for each in given] == [(n + 2, f"Words {n}.") for n in range(6)]
    assert line(world, "briefing").newest.text == "Words 5."


def test_an_inspection_that_is_over_keeps_what_it_had() -> None:
    world = released()
    Inspection.objects.filter(pk=world.inspection.pk).update(status="closed")
    issue(world)
    over = line_of(world.fresh(), "briefing")
    assert over is not None
    assert over.newest.text == "What will happen."


def test_it_is_written_down_in_every_inspection_it_reached() -> None:
    world = released()
    issue(world)
    here = AuditEntry.objects.filter(thread=world.inspection.pk, what__startswith="New version for every")
    assert here.count() == 1


@pytest.mark.parametrize(
    ("more", "message"),
    [({"text": " "}, "words"), ({"what_changed": ""}, "changed"), ({"based_on": "7"}, "")],
)
def test_what_is_missing_or_overtaken_is_refused(more: dict[str, str], message: str) -> None:
    world = released()
    with pytest.raises(Refused) as refused:
        issue(world, **more)  # type: ignore[arg-type]
    assert message in str(refused.value)
    assert not CommonVersion.objects.exists()


@pytest.mark.parametrize("who", ["lead", "support", "coordinator", "link", "outsider"])
def test_only_who_looks_after_methods_may(who: str) -> None:
    with pytest.raises(Refused):
        issue(released(), who=who)


def test_the_analyst_may() -> None:
    world = released()
    assert issue(world, who="analyst").issued_at - later(4) == timedelta(0)
