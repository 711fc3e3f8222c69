"""Changes to the evidence ledger."""

from datetime import datetime

from django.db.models import Max

from speir.evidence import permissions, rules
from speir.evidence.choices import Bearing, SourceKind
from speir.evidence.models import EvidenceItem
from speir.evidence.queries import silent_indicators
from speir.foundations import audit
from speir.foundations.operation import operation
from speir.foundations.rules import check_all
from speir.frameworks.models import FrameworkItem
from speir.frameworks.queries import indicators_of
from speir.inspections.models import Inspection
from speir.inspections.operations import reach_milestone
from speir.inspections.queries import standing_of
from speir.people.models import Body, Person


@operation
def lodge_evidence(
    *,
    inspection: Inspection,
    item: FrameworkItem,
    source_kind: SourceKind,
    source_title: str,
    says: str,
    bearing: Bearing,
    by: Person,
    at: datetime,
    locator: str = "",
    source_id: str = "",
    agency: Body | None = None,
    once: str = "",
) -> EvidenceItem:
    """Put one item into the ledger: what one source says about one indicator, and which way it bears."""
    permissions.may_lodge_evidence.check(standing_of(by, inspection))
    indicator_ids = [str(indicator.pk) for indicator in indicators_of(inspection.phase.framework)]
    check_all(
        rules.inspection_takes_evidence.reason(inspection.status),
        rules.item_is_an_indicator_of_the_framework.reason(str(item.pk), indicator_ids),
        rules.source_is_named.reason(source_title),
        rules.evidence_says_something.reason(says),
    )
    # The lock makes numbers follow one another when two inspectors lodge at the same moment.
    Inspection.objects.select_for_update().get(pk=inspection.pk)
    last = EvidenceItem.objects.filter(inspection=inspection).aggregate(n=Max("number"))["n"] or 0
    lodged = EvidenceItem.objects.create(
        inspection=inspection,
        item=item,
        number=last + 1,
        source_kind=source_kind,
        source_title=source_title.strip(),
        source_id=source_id,
        locator=locator.strip(),
        says=says.strip(),
        bearing=bearing,
        agency=agency,
        lodged_by=by,
        lodged_at=at,
    )
    audit.record(
        f"Evidence E{lodged.number} lodged against {item.number}",
        subject=lodged,
        by=by,
        at=at,
        thread=inspection.pk,
    )
    if not silent_indicators(inspection):
        reach_milestone(inspection=inspection, key="evidence_lodged", by=by, at=at)
    return lodged


@operation
def withdraw_evidence(*, evidence: EvidenceItem, why: str, by: Person, at: datetime) -> None:
    """Take an item out of use, with the reason; it stays readable and is never deleted."""
    permissions.may_lodge_evidence.check(standing_of(by, evidence.inspection))
    check_all(
        rules.item_still_stands.reason(evidence.withdrawn_at is not None),
        rules.inspection_takes_evidence.reason(evidence.inspection.status),
        rules.withdrawal_has_a_reason.reason(why),
    )
    withdrawn = EvidenceItem.objects.filter(pk=evidence.pk, withdrawn_at=None).update(
        withdrawn_at=at, withdrawn_by=by, withdrawn_why=why.strip()
    )
    rules.item_still_stands.check(not withdrawn)  # somebody else was quicker
    audit.record(
        f"Evidence E{evidence.number} withdrawn",
        subject=evidence,
        by=by,
        at=at,
        thread=evidence.inspection_id,
        details={"why": why.strip()},
    )
