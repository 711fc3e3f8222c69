"""Two invented concerns in the demonstration: one that waits for the lead, one for the partnership."""

from datetime import timedelta

from speir.concerns.choices import ConcernSource
from speir.concerns.operations import pass_on_concern, raise_concern
from speir.demo.stages import Exercise


def raise_concerns(exercise: Exercise) -> None:
    """One raised a little while ago, and one passed on; both say that they are invented."""
    inspection, now = exercise.fresh(), exercise.now
    passed = raise_concern(
        inspection=inspection,
        source_kind=ConcernSource.READING,
        source_reference="GO-0017",
        seen="Invented for the demonstration: the record ends with a visit at which no food was found.",
        worry="Nothing says that anybody has gone back, and the protection plan has no date for it.",
        by=exercise.who("his_inspector"),
        at=now - timedelta(minutes=50),
    )
    pass_on_concern(
        concern=passed,
        reason="The person may have had no visit for some days. Please make sure that they are safe.",
        by=exercise.who("lead"),
        at=now - timedelta(minutes=20),
    )
    raise_concern(
        inspection=inspection,
        source_kind=ConcernSource.SURVEY,
        source_reference="Comment 31",
        seen="Invented for the demonstration: a colleague was told not to report an injury.",
        worry="If it is true, somebody is still being hurt and nobody outside knows.",
        by=exercise.who("ci_inspector"),
        at=now - timedelta(minutes=10),
    )
