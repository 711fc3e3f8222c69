"""Turning the tables of a file into a programme, or into everything that is wrong with it. Plain Python."""

from collections.abc import Mapping
from dataclasses import replace

from speir.foundations.library_faults import Reader, Row, Tables
from speir.programmes.checking_methods import checked_methods, yes_unless_no
from speir.programmes.checking_packs import wording_of
from speir.programmes.choices import EligibilityRule, FollowUp, Output, PhaseKind
from speir.programmes.library import (
    NEEDED_SHEETS,
    SHEETS,
    FrameworkName,
    LibraryBody,
    LibraryEligibility,
    LibraryMethod,
    LibraryPhase,
    ProgrammeLibrary,
)


def checked(tables: Tables) -> ProgrammeLibrary:
    """The programme in these tables; raises LibraryFaults with every fault found."""
    reader = Reader(tables)
    reader.expect_sheets(SHEETS, NEEDED_SHEETS)
    head = _head(reader)
    methods = checked_methods(reader)
    phases = _phases(reader, methods)
    reader.raise_faults()
    return ProgrammeLibrary(*head, phases=phases)


def _head(reader: Reader) -> tuple[str, str, str]:
    rows = reader.rows("programme")
    for extra in rows[1:]:
        reader.fault(extra.place, "A file holds one programme.", "Move the second one to a file of its own.")
    reader.expect_rows("programme", "The programme has no row.", "Write its slug and name.")
    if not rows:
        return "", "", ""
    name = reader.text(rows[0], "name", needed=True, longest=200)
    return reader.key(rows[0], "slug"), name, reader.text(rows[0], "summary")


def _phases(reader: Reader, methods: Mapping[str, LibraryMethod]) -> tuple[LibraryPhase, ...]:
    rows = reader.rows("phases")
    reader.expect_rows("phases", "The programme has no phase.", "Add at least one row.")
    reader.no_repeats(rows, ["slug"])
    slugs = [row.cells["slug"].text.strip() for row in rows if "slug" in row.cells]
    bodies, stated = _bodies(reader, slugs), _eligibility(reader, slugs)
    phases = (_phase(reader, row, methods, bodies) for row in rows)
    return tuple(replace(phase, eligibility=tuple(stated.get(phase.slug, ()))) for phase in phases)


def _phase(
    reader: Reader,
    row: Row,
    methods: Mapping[str, LibraryMethod],
    bodies: Mapping[str, list[LibraryBody]],
) -> LibraryPhase:
    slug = reader.key(row, "slug")
    taking_part = bodies.get(slug, [])
    if slug and sum(body.is_lead for body in taking_part) != 1:
        to_do = "Name its bodies in “bodies”, and write yes under “lead” for one of them."
        reader.fault(row.place, f"The phase “{slug}” does not have exactly one lead body.", to_do)
    starts_on, ends_on = reader.day(row, "starts_on"), reader.day(row, "ends_on")
    if starts_on and ends_on and ends_on < starts_on:
        reader.fault(row.place_of("ends_on"), "The phase ends before it starts.", "Mend one of the dates.")
    method = methods.get(reader.defined(row, "method", methods, "methods"), LibraryMethod())
    kind = reader.one_of(row, "kind", [kind.value for kind in PhaseKind])
    if (kind == PhaseKind.PROGRESS_REVIEW) != (method.output == Output.PROGRESS_JUDGEMENTS) and method.key:
        to_do = f"Give it the kind {PhaseKind.PROGRESS_REVIEW.value} exactly when its method judges progress."
        reader.fault(row.place_of("kind"), "The kind of the phase and its method do not fit.", to_do)
    follows = method.follow_up == FollowUp.PROGRESS_REVIEW
    if follows and not reader.text(row, "progress_framework"):
        to_do = "Name the framework that holds the scale of progress."
        reader.fault(row.place_of("progress_framework"), "A progress review follows, without a scale.", to_do)
    is_indicative, source = wording_of(reader, row)
    return LibraryPhase(
        slug=slug,
        name=reader.text(row, "name", needed=True, longest=200),
        kind=kind,
        summary=reader.text(row, "summary"),
        starts_on=starts_on,
        ends_on=ends_on,
        framework=_framework(reader, row, "framework"),
        progress_framework=_framework(reader, row, "progress_framework")
        if reader.text(row, "progress_framework")
        else None,
        bodies=tuple(taking_part),
        method=method,
        is_indicative=is_indicative,
        source=source,
        place=row.place,
        lens=reader.text(row, "lens", longest=200),
    )


def _eligibility(reader: Reader, phases: list[str]) -> dict[str, list[LibraryEligibility]]:
    stated: dict[str, list[LibraryEligibility]] = {}
    for row in reader.rows("eligibility"):
        phase = reader.defined(row, "phase", phases, "phases", needed=True)
        one = LibraryEligibility(
            rule=reader.one_of(row, "rule", [rule.value for rule in EligibilityRule]),
            published_phase=reader.text(row, "published_phase", needed=True, longest=200),
            is_complete=reader.yes(row, "complete"),
        )
        stated.setdefault(phase, []).append(one)
    return stated


def _framework(reader: Reader, row: Row, column: str) -> FrameworkName:
    version = reader.text(row, f"{column}_version", needed=True)
    return FrameworkName(reader.key(row, column), version, row.place_of(column))


def _bodies(reader: Reader, phases: list[str]) -> dict[str, list[LibraryBody]]:
    rows = reader.rows("bodies")
    reader.no_repeats(rows, ["phase", "name"])
    bodies: dict[str, list[LibraryBody]] = {}
    for row in rows:
        phase = reader.defined(row, "phase", phases, "phases", needed=True)
        name = reader.text(row, "name", needed=True, longest=200)
        short_name = reader.text(row, "short_name", needed=True, longest=60)
        is_lead, is_signing = reader.yes(row, "lead"), yes_unless_no(reader, row, "signs")
        if is_lead and not is_signing:
            reader.fault(
                row.place_of("signs"), "The lead body does not sign.", "Write yes, or leave it empty."
            )
        body = LibraryBody(name, short_name, is_lead, row.place_of("name"), is_signing)
        bodies.setdefault(phase, []).append(body)
    return bodies
