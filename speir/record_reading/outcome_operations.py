"""Changes once readings are in: differences are settled, and figures are lodged as evidence."""

from collections.abc import Sequence
from datetime import datetime

from speir.evidence.choices import Bearing, SourceKind
from speir.evidence.models import EvidenceItem
from speir.evidence.operations import lodge_evidence
from speir.foundations.how_many import count
from speir.foundations.moves import move
from speir.foundations.operation import operation
from speir.foundations.rules import check_all
from speir.frameworks.models import FrameworkItem
from speir.inspections.queries import standing_of
from speir.people.models import Body, Person
from speir.record_reading import outcome_queries, permissions, queries, rules
from speir.record_reading.figures import Tabulated
from speir.record_reading.lifecycle import READING
from speir.record_reading.models import (
    Exercise,
    LodgedFigure,
    Reading,
    Settlement,
)
from speir.record_reading.within import record


@operation
def settle_difference(
    *, reading: Reading, address: str, value: str, why: str, by: Person, at: datetime, once: str = ""
) -> None:
    """Settle one difference between two readers, with the reason; both original answers stay."""
    standing = standing_of(by, reading.exercise.inspection)
    permissions.may_reconcile.check(standing)
    pair = queries.pair_of(reading)
    check_all(
        rules.both_readings_are_in.reason([each.status for each in pair]),
        rules.settled_by_its_readers.reason(standing, [str(each.reader_id) for each in pair]),
        rules.settling_has_a_reason.reason(why),
    )
    settlement = Settlement.objects.create(
        exercise=reading.exercise,
        record=reading.record,
        address=address,
        value=value,
        why=why.strip(),
        settled_at=at,
        settled_by=by,
    )
    record("A difference between two readers settled", settlement, by, at)


@operation
def finish_reconciling(*, reading: Reading, by: Person, at: datetime, once: str = "") -> None:
    """Close the reconciliation of a record once every difference is settled."""
    standing = standing_of(by, reading.exercise.inspection)
    permissions.may_reconcile.check(standing)
    pair = queries.pair_of(reading)
    check_all(
        rules.both_readings_are_in.reason([each.status for each in pair]),
        rules.settled_by_its_readers.reason(standing, [str(each.reader_id) for each in pair]),
        rules.every_difference_is_settled.reason(len(outcome_queries.outstanding_of(pair, at))),
    )
    for each in pair:
        move(each, READING, "reconcile", by=by, at=at)
    record(f"Record {reading.record_reference} reconciled", reading, by, at)


@operation
def lodge_figure(
    *,
    exercise: Exercise,
    found: Tabulated,
    records: Sequence[str],
    figure_words: str,
    item: FrameworkItem,
    says: str,
    bearing: Bearing,
    agency: Body | None,
    by: Person,
    at: datetime,
    once: str = "",
) -> EvidenceItem:
    """Lodge a figure against an indicator, so that the item leads back to the working and the records."""
    rules.a_figure_has_records.check(found.figure is not None and found.figure.denominator > 0)
    figure = found.figure
    working = LodgedFigure.objects.create(
        exercise=exercise,
        address=found.question.address,
        counting=list(found.counting),
        numerator=figure.numerator if figure else 0,
        denominator=figure.denominator if figure else 0,
        records=list(records),
        words=figure_words,
        lodged_at=at,
        lodged_by=by,
    )
    # The figure is Speir's and always stands as it was counted; what it means is the person's own sentence.
    return lodge_evidence(
        inspection=exercise.inspection,
        item=item,
        source_kind=SourceKind.RECORDS,
        source_title=f"Record reading: {found.question.label}"[:300],
        source_id=str(working.pk),
        locator=count(len(records), "record"),
        says=f"{figure_words}\n\n{says.strip()}".strip(),
        bearing=bearing,
        agency=agency,
        by=by,
        at=at,
    )
