"""Every address that somebody of an inspected body can reach, besides those that everybody shares."""

from speir.web.partnership import (
    asked_of_us,
    claims,
    concern,
    concerns,
    documents,
    embargoed,
    factual_accuracy,
    improvement_plan,
    inspection,
    letters,
    my_records,
    naming,
    one_document,
    planned_actions,
    practices,
    records,
)

urlpatterns = [
    *asked_of_us.ADDRESSES,
    *inspection.ADDRESSES,
    *letters.ADDRESSES,
    *documents.ADDRESSES,
    *concerns.ADDRESSES,
    *concern.ADDRESSES,
    *naming.ADDRESSES,
    *one_document.ADDRESSES,
    *my_records.ADDRESSES,
    *records.ADDRESSES,
    *factual_accuracy.ADDRESSES,
    *embargoed.ADDRESSES,
    *improvement_plan.ADDRESSES,
    *planned_actions.ADDRESSES,
    *claims.ADDRESSES,
    *practices.ADDRESSES,
]
