"""A document of a phase's pack for every partnership: its words, whom they reached, a new version."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from speir.document_packs import queries
from speir.document_packs.common_operations import issue_to_every_partnership
from speir.document_packs.permissions import may_update_for_everybody
from speir.foundations.uk_clock import uk_today
from speir.inspections.queries import visible_to
from speir.people.queries import standing_everywhere
from speir.programmes.queries import pack_of
from speir.web.inspectorate.pack import released_words
from speir.web.inspectorate.pack_forms import VersionForm
from speir.web.inspectorate.programmes import phase_address, phase_or_404
from speir.web.shared import words
from speir.web.shared.forms import perform
from speir.web.shared.pack_shown import VersionShown, version_shown
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.showing import count

if TYPE_CHECKING:
    from speir.document_packs.pages import PackLine
    from speir.inspections.models import Inspection
    from speir.people.models import Person
    from speir.programmes.models import Phase, PhasePackDocument


@dataclass(frozen=True)
class ReachLine:
    """How one partnership stands with the newest words."""

    partnership: str
    address: str
    is_fictional: bool
    version: int
    has_newest: bool
    released: str
    released_kind: str
    receipts: str


@dataclass(frozen=True)
class PhasePackPage:
    """One document of a phase's pack."""

    title: str
    phase: str
    phase_address: str
    method_address: str
    newest: VersionShown
    earlier: tuple[VersionShown, ...]
    reach: tuple[ReachLine, ...]
    refused: str


@inspectorate_screen(methods=READ_AND_CHANGE)
def phase_pack_document(request: SignedInRequest, programme: str, phase: str, key: str) -> HttpResponseBase:
    """See a document's words and whom they reached; give every partnership a new version."""
    found = phase_or_404(programme, phase)
    document = document_or_404(found, key)
    versions = queries.common_versions(document)
    kept = words.kept(f"phase-pack:{document.pk}", version=len(versions), by=request.user)
    text = kept.or_else(versions[-1].text if versions else document.text)
    start = {"base": len(versions), "text": text}
    form = VersionForm(request.POST or None, request.FILES or None, prefix="version", initial=start)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if perform(
            request,
            form,
            lambda: issue_to_every_partnership(
                document=document,
                text=given["text"],
                upload=given["file"],
                source=given["source"],
                what_changed=given["what_changed"],
                based_on=given["base"],
                by=request.user,
                at=timezone.now(),
                once=form.once_key,
            ),
            done="Issued. Whoever has the document is told what changed and asked for a new receipt.",
        ):
            return redirect("phase_pack_document", programme=programme, phase=phase, key=key)
        form.start_from(str(len(queries.common_versions(document))))
    page = phase_pack_page(found, document, request.user, uk_today())
    return render_page(request, "inspectorate/phase_pack.html.jinja", page, form=form, kept=kept)


def document_or_404(phase: "Phase", key: str) -> "PhasePackDocument":
    """The document of that key in the phase's pack."""
    document = next((each for each in pack_of(phase) if each.key == key), None)
    if document is None:
        raise Http404
    return document


def phase_pack_page(
    phase: "Phase", document: "PhasePackDocument", person: "Person", today: date
) -> PhasePackPage:
    """The words, and the partnerships that this person may know of."""
    versions = queries.common_versions(document)
    shown = [version_shown(queries.words_of_the_method(document)), *(version_shown(one) for one in versions)]
    newest = versions[-1].common if versions else None
    inspections = list(visible_to(person).filter(pk__in=queries.inspections_given(phase)))
    packs = queries.packs_of(inspections)
    lines = [(one, line) for one in inspections for line in packs[one.pk] if line.document.pk == document.pk]
    return PhasePackPage(
        title=document.title,
        phase=f"{phase.programme.name}, {phase.name}",
        phase_address=phase_address("phase", phase),
        method_address=phase_address("phase_method", phase),
        newest=shown[-1],
        earlier=tuple(reversed(shown[:-1])),
        reach=tuple(_reach(one, line, newest, today) for one, line in lines),
        refused=may_update_for_everybody.reason_refused(standing_everywhere(person)) or "",
    )


def _reach(inspection: "Inspection", line: "PackLine", newest: object, today: date) -> ReachLine:
    released, kind, _ = released_words(line, today)
    there = len(line.readers)
    return ReachLine(
        partnership=inspection.partnership.name,
        address=reverse("pack_document", kwargs={"reference": inspection.reference, "key": line.key}),
        is_fictional=inspection.is_fictional,
        version=line.newest.number,
        has_newest=newest is None or any(one.common == newest for one in line.versions),
        released=released,
        released_kind=kind,
        receipts=f"{there - len(line.missing)} of {count(there, 'person', 'people')}"
        if line.is_released
        else "",
    )


ADDRESSES = [
    path(
        "programmes/<slug:programme>/<slug:phase>/pack/<slug:key>/",
        phase_pack_document,
        name="phase_pack_document",
    )
]
