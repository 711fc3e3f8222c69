"""Takes a fictional inspection along the way of its report, by the people whose turn it is."""

from datetime import timedelta

from speir.handovers.operations import publish_report
from speir.reports import correction_operations, operations, queries
from speir.reports import publication_operations as publishing
from speir.reports.models import DraftVersion, FactComment, Publication, Report
from tests.factories import TODAY, World, consolidated, later, world_at
from tests.remembered import remembered

SIGNATORIES = ("ci_signatory", "his_signatory", "hmics_signatory")
PUBLISH_ON = TODAY + timedelta(days=103)


@remembered
def drafted(world: World | None = None) -> tuple[World, Report]:
    """Every evaluation consolidated, and the report started."""
    world = consolidated(world) if world else world_at(consolidated)
    operations.start_draft(inspection=world.fresh(), by=world.lead, at=later(days=80))
    return world, report_of(world)


def report_of(world: World) -> Report:
    """The report as it is in the database now."""
    report = queries.report_of(world.fresh())
    assert report is not None
    return report


def version_of(world: World) -> DraftVersion:
    """The newest version."""
    version = queries.current_version(report_of(world))
    assert version is not None
    return version


def revise(world: World, key: str, text: str, days: float = 81) -> None:
    """The lead inspector changes one section."""
    section = queries.section_of(report_of(world), key)
    assert section is not None
    operations.revise_section(
        section=section, text=text, base_revision=section.revision, by=world.lead, at=later(days=days)
    )


@remembered
def signing() -> tuple[World, Report]:
    """With the bodies for sign-off."""
    world, report = drafted()
    operations.send_for_sign_off(report=report, by=world.lead, at=later(days=85))
    return world, report_of(world)


def sign(world: World, *who: str, days: float = 88) -> None:
    """These signatories sign the newest version."""
    for key in who or SIGNATORIES:
        operations.sign_off_version(
            version=version_of(world),
            statement="Approved for our body.",
            by=world.people[key],
            at=later(days=days),
        )


@remembered
def signed_off() -> tuple[World, Report]:
    """Signed off by every body."""
    world, _ = signing()
    sign(world)
    return world, report_of(world)


@remembered
def with_partnership() -> tuple[World, Report]:
    """With the partnership for factual accuracy."""
    world, report = signed_off()
    operations.send_for_factual_accuracy(
        report=report, due_on=TODAY + timedelta(days=97), by=world.support, at=later(days=90)
    )
    return world, report_of(world)


def comment(world: World, key: str = "about", says: str = "The year is wrong.", **words: str) -> FactComment:
    """The coordinator comments on one section."""
    return operations.comment_on_fact(
        report=report_of(world),
        section_key=key,
        quoted=words.get("quoted", ""),
        says=says,
        proposed=words.get("proposed", "2026"),
        by=world.coordinator,
        at=later(days=92),
        once=words.get("once", ""),
    )


@remembered
def responding(comments: int = 1) -> tuple[World, Report]:
    """The partnership has finished, with this many comments."""
    world, report = with_partnership()
    for _ in range(comments):
        comment(world)
    operations.finish_factual_accuracy(report=report, by=world.coordinator, at=later(days=93))
    return world, report_of(world)


def answer(world: World, is_accepted: bool = False) -> None:
    """The lead inspector answers every comment."""
    for commented in queries.comments_of(report_of(world)):
        operations.answer_comment(
            comment=commented.comment,
            is_accepted=is_accepted,
            reason="We checked it against the document.",
            by=world.lead,
            at=later(days=94),
        )


@remembered
def ready() -> tuple[World, Report]:
    """The signed version kept as the final one."""
    world, report = responding()
    answer(world)
    operations.keep_signed_version(report=report, by=world.lead, at=later(days=95))
    return world, report_of(world)


@remembered
def embargoed() -> tuple[World, Report]:
    """The embargoed copy sent."""
    world, report = ready()
    publishing.send_embargoed_copy(report=report, publish_on=PUBLISH_ON, by=world.support, at=later(days=96))
    return world, report_of(world)


@remembered
def published() -> tuple[World, Publication]:
    """Published on its day, with the improvement plan open."""
    world, report = embargoed()
    publication = publish_report(report=report, by=world.support, at=later(days=103))
    world.fresh()
    return world, publication


NOTE = "The report named the wrong year. The partnership told us on 20 February."
CORRECTED = "The right year is 2026."


def being_corrected(text: str = CORRECTED, key: str = "about") -> World:
    """Published, and one section corrected since."""
    world, _ = published()
    correction_operations.open_correction(
        report=report_of(world), note=NOTE, by=world.lead, at=later(days=110)
    )
    if text:
        revise(world, key, text, days=111)
    return world


def correction_sent(key: str = "about") -> World:
    """The corrected words frozen, and with the bodies."""
    world = being_corrected(key=key)
    operations.send_for_sign_off(report=report_of(world), by=world.lead, at=later(days=112))
    return world


def correction_signed(key: str = "about") -> World:
    """The corrected words signed by every body."""
    world = correction_sent(key)
    sign(world, days=113)
    return world


def corrected(key: str = "about") -> World:
    """Published again, as edition 2."""
    world = correction_signed(key)
    correction_operations.publish_correction(report=report_of(world), by=world.support, at=later(days=114))
    return world
