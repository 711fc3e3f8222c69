"""Importing published facts: added when new, changed when different, with an audit entry for each."""

from collections import Counter
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from speir.area_teams.queries import reader_of_areas
from speir.foundations import audit
from speir.foundations.audit import Actor
from speir.foundations.operation import operation
from speir.foundations.refusals import Reason, RuleBroken
from speir.foundations.rules import check_all
from speir.foundations.uk_time import uk_day
from speir.national_overview import rules
from speir.national_overview.choices import Basis
from speir.national_overview.models import (
    ChosenPartnership,
    PublishedDate,
    PublishedFigure,
    PublishedImport,
    PublishedJudgement,
    PublishedResult,
    RiskBehindChoice,
)
from speir.national_overview.permissions import may_import_published
from speir.national_overview.published_facts import Library, Result, read
from speir.national_overview.queries import candidate_for, open_risks_of
from speir.partnerships.choices import PartnershipKind
from speir.partnerships.models import Partnership
from speir.partnerships.queries import partnership_for_area, resolve_area
from speir.people.models import Person
from speir.people.queries import standing_everywhere
from speir.programmes.models import Phase
from speir.programmes.permissions import may_choose_partnerships
from speir.programmes.queries import requests_for
from speir.programmes.rules import method_looks_at_this_kind

SHIPPED = Path(__file__).parent / "published" / "adult_support_and_protection.yaml"
CHILDREN: dict[str, type[PublishedJudgement] | type[PublishedFigure] | type[PublishedDate]] = {
    "judgements": PublishedJudgement,
    "figures": PublishedFigure,
    "dates": PublishedDate,
}
OWN = (
    *("activity_from", "activity_to", "published_on", "is_published_on_inferred"),
    *("news_id", "note", "sources"),
)
CHILD_FIELDS = {
    "judgements": (
        *("question", "scale_label", "level_label", "level_value", "certainty", "note", "sources"),
    ),
    "figures": ("label", "value", "of", "unit", "is_approximate", "note", "sources"),
    "dates": ("label", "from_on", "until_on", "sources"),
}

Content = dict[str, Any]


@dataclass(frozen=True)
class ImportSummary:
    """How many results of a file were new, different and the same as before."""

    title: str
    added: int
    changed: int
    unchanged: int

    def __str__(self) -> str:
        return f"{self.title}: {self.added} added, {self.changed} changed, {self.unchanged} unchanged"


@operation
def import_published_file(*, path: Path | None = None, by: Actor, at: datetime) -> ImportSummary:
    """Import a file of published facts, or the one that ships with Speir when no path is given."""
    _check_may_import(by)
    path = path or SHIPPED
    return _import(_library_of(_text_of(path), path.name), by, at)


@operation
def import_published(*, library: Library, by: Actor, at: datetime) -> ImportSummary:
    """Import checked published facts; importing the same ones again changes nothing."""
    _check_may_import(by)
    return _import(library, by, at)


def _text_of(path: Path) -> str:
    """The text of a file; raises RuleBroken when it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        problem = f"{path.name} cannot be read: {error.strerror or 'unknown reason'}. Check the path."
        raise RuleBroken(Reason(problem, "file")) from error
    except UnicodeDecodeError as error:
        raise RuleBroken(Reason(f"{path.name} is not text in UTF-8. Save it as UTF-8.", "file")) from error


def _library_of(text: str, file: str) -> Library:
    """The checked facts of a file; raises RuleBroken with every fault, each with its line."""
    library, faults = read(text, file)
    if library is None:
        raise RuleBroken(*[Reason(str(fault), fault.field) for fault in faults])
    return library


def _check_may_import(by: Actor) -> None:
    if isinstance(by, Person):
        may_import_published.check(standing_everywhere(by))


def _import(library: Library, by: Actor, at: datetime) -> ImportSummary:
    places = _partnerships(library)
    outcomes = Counter(
        _import_result(result, place, position, by, at)
        for position, (result, place) in enumerate(zip(library.results, places, strict=True))
    )
    summary = ImportSummary(library.title, outcomes["added"], outcomes["changed"], outcomes["unchanged"])
    last = PublishedImport.objects.filter(title=library.title).last()
    if last is None or summary.added or summary.changed:
        last = PublishedImport.objects.create(
            checksum=library.checksum, imported_at=at, imported_by_name=by.full_name, **asdict(summary)
        )
    audit.record("Published facts imported", subject=last, by=by, at=at, details=asdict(summary))
    return summary


def _partnerships(library: Library) -> list[Partnership]:
    """The partnership of each result; raises RuleBroken with every one that cannot be settled."""
    found: list[Partnership] = []
    reasons: list[Reason] = []
    times: Counter[object] = Counter()
    for result in library.results:
        reason: Reason | None
        try:
            place = _partnership(result.partnership)
            times[result.phase_label, result.kind, place.pk] += 1
            found.append(place)
            same = times[result.phase_label, result.kind, place.pk]
            reason = rules.published_facts_are_about_real_partnerships.reason(
                place.is_fictional
            ) or rules.one_result_for_one_exercise.reason(same)
        except RuleBroken as refused:
            reason = refused.reasons[0]
        if reason:
            where = f"{library.file}, line {result.line}, partnership"
            reasons.append(Reason(f"{where}: {reason.message}", "partnership"))
    if reasons:
        raise RuleBroken(*reasons)
    return found


def _partnership(name: str) -> Partnership:
    place = partnership_for_area(resolve_area(name), PartnershipKind.ADULT_PROTECTION)
    if place is None:
        problem = f"“{name}” is not the area of one adult protection partnership. Name a council area."
        raise RuleBroken(Reason(problem, "partnership"))
    return place


def _import_result(result: Result, place: Partnership, position: int, by: Actor, at: datetime) -> str:
    stored, is_new = PublishedResult.objects.get_or_create(
        programme_label=result.programme_label,
        phase_label=result.phase_label,
        partnership=place,
        kind=result.kind,
        defaults={"position": position, "sources": []},
    )
    before, after = {} if is_new else _stored_content(stored), _content(result)
    if not is_new and stored.position != position:  # the order of a file is no fact
        PublishedResult.objects.filter(pk=stored.pk).update(position=position)
    if before == after:
        return "unchanged"
    _write(stored, position, after)
    differing = [key for key in after if before.get(key) != after[key]]
    audit.record(
        f"Published result {'added' if is_new else 'changed'}: {place.name}, {result.phase_label}",
        subject=stored,
        by=by,
        at=at,
        details={"before": {key: before.get(key) for key in differing}, "after": after},
    )
    return "added" if is_new else "changed"


def _write(stored: PublishedResult, position: int, content: Content) -> None:
    for name in OWN:
        setattr(stored, name, content[name])
    stored.position = position
    stored.save()
    for name, table in CHILDREN.items():
        table._default_manager.filter(result=stored).delete()
        for place, child in enumerate(content[name]):
            table._default_manager.create(result=stored, position=place, **child)


def _content(result: Result) -> Content:
    """The facts of a result as plain values, lists instead of tuples, as the database gives them back."""
    given = asdict(result)
    content: Content = {name: given[name] for name in OWN} | {"sources": list(given["sources"])}
    for name, fields in CHILD_FIELDS.items():
        content[name] = [
            {key: list(child[key]) if key == "sources" else child[key] for key in fields}
            for child in given[name]
        ]
    return content


def _stored_content(stored: PublishedResult) -> Content:
    content: Content = {name: getattr(stored, name) for name in OWN}
    for name, table in CHILDREN.items():
        rows = table._default_manager.filter(result=stored).order_by("position")
        content[name] = [{key: getattr(row, key) for key in CHILD_FIELDS[name]} for row in rows]
    return content


@operation
def choose_partnership(
    *,
    phase: Phase,
    partnership: Partnership,
    basis: Basis,
    reason: str,
    by: Person,
    at: datetime,
    risks: Collection[str] = (),
    once: str = "",
) -> ChosenPartnership:
    """Choose a partnership for a phase: footing, reason, the risks that led to it, what the rules said."""
    may_choose_partnerships.check(standing_everywhere(by))
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    candidate = candidate_for(phase, partnership)
    standing = ChosenPartnership.objects.filter(phase=phase, partnership=partnership, set_aside_at=None)
    known = open_risks_of([partnership.pk], reader_of_areas(by, uk_day(at))).get(partnership.pk, [])
    named = [line for line in known if str(line.risk.pk) in risks]
    check_all(
        rules.choice_has_a_reason.reason(reason),
        rules.rules_are_met_where_they_are_the_footing.reason(
            basis == Basis.RULES, candidate.is_eligible is True
        ),
        rules.what_ministers_asked_is_recorded.reason(
            basis == Basis.MINISTERS, bool(requests_for(phase.programme))
        ),
        method_looks_at_this_kind.reason(partnership.kind, phase.looks_at),
        rules.partnership_is_not_chosen_yet.reason(standing.exists()),
        rules.risks_lie_where_the_partnership_works.reason(len(named) == len(set(risks))),
    )
    chosen = ChosenPartnership.objects.create(
        phase=phase,
        partnership=partnership,
        basis=basis,
        reason=reason.strip(),
        rules_said=" ".join(candidate.why),
        chosen_by=by,
        chosen_at=at,
    )
    RiskBehindChoice.objects.bulk_create(
        RiskBehindChoice(chosen=chosen, risk=line.risk, likelihood=line.now) for line in named
    )
    audit.record(f"Chosen for {phase}: {partnership}", subject=chosen, by=by, at=at)
    return chosen


@operation
def set_choice_aside(*, chosen: ChosenPartnership, reason: str, by: Person, at: datetime) -> None:
    """Set a choice aside, with the reason; it stays readable. Setting it aside again changes nothing."""
    may_choose_partnerships.check(standing_everywhere(by))
    rules.choice_has_a_reason.check(reason)
    ChosenPartnership.objects.filter(pk=chosen.pk, set_aside_at=None).update(
        set_aside_at=at, set_aside_by=by, set_aside_why=reason.strip()
    )
    audit.record(f"Choice set aside: {chosen.partnership}", subject=chosen, by=by, at=at)
