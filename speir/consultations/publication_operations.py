"""Changes that end a consultation: the published answer, and the next version of the framework."""

import hashlib
from datetime import datetime

from django.conf import settings

from speir.consultations import permissions, rules
from speir.consultations.deciding_queries import changes_decided, published_answer, still_to_do, work_on
from speir.consultations.lifecycle import CONSULTATION
from speir.consultations.models import Consultation, PublishedAnswer
from speir.consultations.next_version import next_version
from speir.consultations.publication_queries import answer_to_publish
from speir.foundations import audit
from speir.foundations.moves import move
from speir.foundations.operation import operation
from speir.foundations.refusals import NotNow, Reason
from speir.foundations.rules import check_all
from speir.foundations.uk_time import day_in_words, uk_day
from speir.frameworks.excel_library import workbook_of
from speir.frameworks.models import Framework
from speir.frameworks.operations import import_framework
from speir.frameworks.queries import library_of
from speir.frameworks.reading import library_from
from speir.people.models import Person
from speir.people.queries import standing_everywhere


@operation
def publish_answer(
    *, consultation: Consultation, by: Person, at: datetime, once: str = ""
) -> PublishedAnswer:
    """Publish what people said, what was decided and why: frozen, with a checksum over its content."""
    permissions.may_decide_on_comments.check(standing_everywhere(by))
    work = work_on(consultation)
    is_over = consultation.is_to_be_decided(uk_day(at))
    check_all(*(each.named for each in still_to_do(work, is_over=is_over)))
    move(consultation, CONSULTATION, "publish", by=by, at=at)
    content = answer_to_publish(consultation, work, uk_day(at))
    checksum = hashlib.sha256(content.encode()).hexdigest()
    answer = PublishedAnswer.objects.create(
        consultation=consultation, content=content, checksum=checksum, published_by=by, published_at=at
    )
    audit.record(
        f"Answer to a consultation published: {consultation}",
        subject=consultation,
        by=by,
        at=at,
        details={"checksum": checksum},
    )
    return answer


@operation
def make_next_version(
    *, consultation: Consultation, version: str, by: Person, at: datetime, once: str = ""
) -> Framework:
    """Make the next version of the framework: the draft with every decided change, and a crosswalk to it."""
    permissions.may_decide_on_comments.check(standing_everywhere(by))
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    answer = published_answer(consultation)
    if answer is None:
        raise NotNow(Reason("Publish what was decided first: the next version refers to it."))
    draft = consultation.framework
    check_all(
        rules.next_version_is_made_once.reason(consultation.next_framework_id is not None),
        rules.next_version_is_new.reason(
            version, Framework.objects.filter(key=draft.key, version=version).exists()
        ),
    )
    source = (
        f"Consultation “{consultation.title}”, answer published on {day_in_words(uk_day(at))}: "
        f"{settings.SPEIR_PUBLIC_URL}/consultations/{consultation.pk}/"
    )
    changes = changes_decided(work_on(consultation).groups)
    made = next_version(library_of(draft), changes, version, source)
    # Read as a file that an author sends is read, so that the same checks hold.
    library = library_from(workbook_of(made), f"{draft.key}-{version}.xlsx")
    framework = import_framework(library=library, by=by, at=at)
    Consultation.objects.filter(pk=consultation.pk).update(next_framework=framework)
    audit.record(f"Next version made: {framework}", subject=consultation, by=by, at=at)
    return framework
