"""Changes to frameworks."""

from datetime import datetime
from pathlib import Path
from typing import Protocol

from django.db.models import ProtectedError

from speir.foundations import audit
from speir.foundations.audit import Actor
from speir.foundations.operation import operation
from speir.frameworks.library import FrameworkLibrary, LibraryItem
from speir.frameworks.models import (
    CrosswalkLine,
    Framework,
    FrameworkItem,
    Illustration,
    Scale,
    ScaleLevel,
    Term,
)
from speir.frameworks.permissions import may_import_frameworks
from speir.frameworks.reading import library_from, library_from_path, shipped_libraries
from speir.frameworks.rules import draft_is_not_used, draft_stays_as_it_is, used_framework_is_unchanged
from speir.people.models import Person
from speir.people.queries import standing_everywhere


class Upload(Protocol):
    """Anything that gives its bytes when read, such as an uploaded file."""

    def read(self) -> bytes:
        """The whole content."""
        ...


@operation
def import_framework(*, library: FrameworkLibrary, by: Actor, at: datetime) -> Framework:
    """Keep a framework; the same content again changes nothing, and a used version never changes."""
    _check_may_import(by)
    return _keep(library, by, at)


@operation
def import_framework_file(*, path: Path | str | Upload, name: str, by: Actor, at: datetime) -> Framework:
    """Keep the framework in a YAML or Excel file; reports every fault at once and keeps nothing by halves."""
    _check_may_import(by)
    if isinstance(path, Path | str):
        library = library_from_path(Path(path), name)
    else:
        library = library_from(path.read(), name)
    return _keep(library, by, at)


@operation
def import_shipped_frameworks(*, by: Actor, at: datetime) -> list[Framework]:
    """Keep the frameworks that come with Speir; again changes nothing."""
    _check_may_import(by)
    return [_keep(library, by, at) for library in shipped_libraries()]


@operation
def mark_used(*, framework: Framework, by: Actor, at: datetime) -> None:
    """From now on this version never changes; called when an inspection takes it up."""
    draft_is_not_used.check(framework.draft_at is not None)
    is_first = Framework.objects.filter(pk=framework.pk, used_at=None).update(used_at=at) == 1
    framework.refresh_from_db(fields=["used_at"])
    what = "Framework used for the first time" if is_first else "Framework used again"
    audit.record(what, subject=framework, by=by, at=at)


@operation
def hold_as_draft(*, framework: Framework, by: Actor, at: datetime) -> None:
    """From now on this version is a draft: it stays as it is, and no inspection uses it."""
    _check_may_import(by)
    used_framework_is_unchanged.check(framework.used_at is not None, False)
    Framework.objects.filter(pk=framework.pk, draft_at=None, used_at=None).update(draft_at=at)
    framework.refresh_from_db(fields=["draft_at", "used_at"])
    used_framework_is_unchanged.check(framework.draft_at is None, False)
    audit.record(f"Held as a draft: {framework}", subject=framework, by=by, at=at)


def _check_may_import(by: Actor) -> None:
    if isinstance(by, Person):
        may_import_frameworks.check(standing_everywhere(by))


def _keep(library: FrameworkLibrary, by: Actor, at: datetime) -> Framework:
    kept = Framework.objects.select_for_update().filter(key=library.key, version=library.version).first()
    if kept is not None and kept.checksum == library.checksum:
        audit.record("Framework already in place", subject=kept, by=by, at=at)
        return kept
    what = "Framework imported" if kept is None else "Unused framework replaced"
    details: dict[str, object] = {"checksum": library.checksum}
    if kept is not None:
        details["replaced_checksum"] = kept.checksum
        _clear(kept)
    framework = kept or Framework(key=library.key, version=library.version)
    framework.title, framework.purpose, framework.source = library.title, library.purpose, library.source
    framework.is_indicative, framework.checksum = library.is_indicative, library.checksum
    framework.imported_at = at
    framework.save()
    _save_parts(framework, library)
    audit.record(f"{what}: {framework}", subject=framework, by=by, at=at, details=details)
    return framework


def _clear(framework: Framework) -> None:
    used_framework_is_unchanged.check(framework.used_at is not None, False)
    draft_stays_as_it_is.check(framework.draft_at is not None, False)
    try:
        FrameworkItem.objects.filter(framework=framework).delete()
        Scale.objects.filter(framework=framework).delete()
        Term.objects.filter(framework=framework).delete()
        CrosswalkLine.objects.filter(framework=framework).delete()
    except ProtectedError:  # evidence or judgements already rest on it
        used_framework_is_unchanged.check(True, False)


def _save_parts(framework: Framework, library: FrameworkLibrary) -> None:
    scales = {}
    for position, written in enumerate(library.scales):
        scale = Scale(framework=framework, key=written.key, title=written.title, position=position)
        scale.save()
        scales[written.key] = scale
        levels = [ScaleLevel(scale=scale, **vars(level)) for level in written.levels]
        ScaleLevel.objects.bulk_create(levels)
    Term.objects.bulk_create(Term(framework=framework, **vars(term)) for term in library.terms)
    CrosswalkLine.objects.bulk_create(
        CrosswalkLine(framework=framework, position=position, **vars(line))
        for position, line in enumerate(library.crosswalk)
    )
    _save_items(framework, library.items, scales)


def _save_items(framework: Framework, written: tuple[LibraryItem, ...], scales: dict[str, Scale]) -> None:
    items = {
        each.number: FrameworkItem(
            framework=framework,
            kind=each.kind,
            number=each.number,
            title=each.title,
            question=each.question,
            is_evaluated=each.is_evaluated,
            scale=scales.get(each.scale),
            is_indicative=each.is_indicative,
            source=each.source,
            position=position,
        )
        for position, each in enumerate(written)
    }
    for each in written:
        items[each.number].parent = items.get(each.parent)
    above_first = sorted(items.values(), key=lambda item: item.parent is not None)
    FrameworkItem.objects.bulk_create(above_first)
    Illustration.objects.bulk_create(
        Illustration(
            item=items[each.number],
            level_key=part.level,
            text=part.text,
            is_indicative=part.is_indicative,
            source=part.source,
            position=position,
        )
        for each in written
        for position, part in enumerate(each.illustrations)
    )
