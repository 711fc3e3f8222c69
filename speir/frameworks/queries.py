"""Questions about frameworks."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from speir.foundations.refusals import Reason, RuleBroken
from speir.frameworks.choices import ItemKind, Relation
from speir.frameworks.excel_library import workbook_of
from speir.frameworks.library import (
    FrameworkLibrary,
    LibraryCrosswalkLine,
    LibraryIllustration,
    LibraryItem,
    LibraryLevel,
    LibraryScale,
    LibraryTerm,
)
from speir.frameworks.models import (
    CrosswalkLine,
    Framework,
    FrameworkItem,
    Illustration,
    Scale,
    ScaleLevel,
    Term,
)
from speir.frameworks.pages import CrosswalkTold, FrameworkLine, FrameworkPage, PageItem, PageLevel, PageScale
from speir.frameworks.terms import Terms, TermWords


def framework(key: str, version: str) -> Framework:
    """That version of that framework; raises RuleBroken when nobody has imported it."""
    found = Framework.objects.filter(key=key, version=version).first()
    if found is None:
        message = f"There is no framework “{key}”, version {version}. Import it first."
        raise RuleBroken(Reason(message, "framework"))
    return found


def latest_frameworks() -> list[Framework]:
    """The version of each framework that was imported last, by title."""
    newest = {each.key: each for each in Framework.objects.order_by("imported_at", "version")}
    return sorted(newest.values(), key=lambda each: each.title)


def every_framework() -> list[Framework]:
    """Every version of every framework, by title."""
    return list(Framework.objects.all())


def items_of(framework: Framework) -> list[FrameworkItem]:
    """Every key area and quality indicator, in the framework's order."""
    return list(_items(framework))


def evaluated_items(framework: Framework) -> list[FrameworkItem]:
    """The items that each get an evaluation of their own."""
    return list(_items(framework).filter(is_evaluated=True))


def items_found_about(framework: Framework) -> list[FrameworkItem]:
    """What findings are made about: the evaluated items, and every indicator that feeds none of them."""
    return [
        item
        for item in items_of(framework)
        if item.is_evaluated or (item.kind == ItemKind.QUALITY_INDICATOR and evaluated_above(item) is None)
    ]


def indicator_counts(framework_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many quality indicators each of several frameworks has."""
    indicators = FrameworkItem.objects.filter(framework__in=framework_ids, kind=ItemKind.QUALITY_INDICATOR)
    return dict(indicators.order_by().values_list("framework_id").annotate(n=Count("pk")))


def evaluated_items_by_framework(framework_ids: Iterable[UUID]) -> dict[UUID, list[FrameworkItem]]:
    """The evaluated items of each of several frameworks, in its order, in one question."""
    found: dict[UUID, list[FrameworkItem]] = {framework_id: [] for framework_id in framework_ids}
    for item in FrameworkItem.objects.filter(framework__in=list(found), is_evaluated=True):
        found[item.framework_id].append(item)
    return found


def indicators_that_stay(framework_ids: Iterable[UUID]) -> list[FrameworkItem]:
    """The quality indicators of every draft and, where in use, of some frameworks; with their framework.

    Those of other versions can still be replaced by another import, so nothing can rest on them.
    """
    wanted = FrameworkItem.objects.filter(kind=ItemKind.QUALITY_INDICATOR).select_related("framework")
    in_use = Q(framework__in=list(framework_ids), framework__used_at__isnull=False)
    found = wanted.filter(in_use | Q(framework__draft_at__isnull=False))
    return list(found.order_by("framework__title", "framework__version", "position"))


def indicators_of(framework: Framework) -> list[FrameworkItem]:
    """The items that evidence is lodged against: every quality indicator."""
    return list(_items(framework).filter(kind=ItemKind.QUALITY_INDICATOR))


def evaluated_above(item: FrameworkItem) -> FrameworkItem | None:
    """The item whose evaluation an indicator's evidence feeds: itself, or else the one it stands under."""
    if item.is_evaluated:
        return item
    return item.parent if item.parent is not None and item.parent.is_evaluated else None


def indicators_feeding(item: FrameworkItem) -> list[FrameworkItem]:
    """The quality indicators whose evidence an evaluated item rests on: itself, or those beneath it."""
    if item.kind == ItemKind.QUALITY_INDICATOR:
        return [item]
    return [each for each in indicators_of(item.framework) if each.parent_id == item.pk]


def scales_of(framework: Framework) -> list[Scale]:
    """Every scale of the framework, in its order."""
    return list(Scale.objects.filter(framework=framework))


def crosswalk_of(key: str, version: str) -> list[CrosswalkTold]:
    """How the items of a framework stand to those of earlier ones, in words; titles where they are known."""
    lines = list(CrosswalkLine.objects.filter(framework__key=key, framework__version=version))
    frameworks = {(line.earlier, line.earlier_version) for line in lines} | {(key, version)}
    items = FrameworkItem.objects.filter(framework__key__in={name for name, _ in frameworks})
    titles = {
        (item.framework.key, item.framework.version, item.number): str(item)
        for item in items.select_related("framework")
    }

    def told(key: str, version: str, number: str) -> str:
        return titles.get((key, version, number), number)

    return [
        CrosswalkTold(
            earlier=f"{line.earlier}, version {line.earlier_version}",
            earlier_item=told(line.earlier, line.earlier_version, line.earlier_number),
            item=told(key, version, line.number),
            relation=Relation.label_of(line.relation),
            note=line.note,
            is_indicative=line.is_indicative,
            source=line.source,
        )
        for line in lines
    ]


def levels_of(scale: Scale) -> list[ScaleLevel]:
    """The levels of a scale, best first."""
    return list(ScaleLevel.objects.filter(scale=scale))


def level(scale: Scale, key: str) -> ScaleLevel:
    """The level with that key on that scale; raises RuleBroken when there is none."""
    found = ScaleLevel.objects.filter(scale=scale, key=key).first()
    if found is None:
        raise RuleBroken(Reason(f"Choose one of the levels of the scale “{scale}”.", "level"))
    return found


def illustrations_of(item: FrameworkItem) -> list[Illustration]:
    """What the illustrated levels of an item look like; which levels those are is the framework's choice."""
    return list(Illustration.objects.filter(item=item))


def illustrations_of_all(items: Sequence[FrameworkItem]) -> dict[UUID, list[PageLevel]]:
    """What the illustrated levels of several items look like, by the item's identity."""
    levels = ScaleLevel.objects.filter(scale__in={item.scale_id for item in items if item.scale_id})
    labels = {(level.scale_id, level.key): level.label for level in levels}
    scales = {item.pk: item.scale_id for item in items}
    found: dict[UUID, list[PageLevel]] = defaultdict(list)
    for each in Illustration.objects.filter(item__in=items):
        scale_id = scales[each.item_id]
        label = labels.get((scale_id, each.level_key), "") if scale_id else ""
        label = label or each.level_key.replace("_", " ").capitalize()
        found[each.item_id].append(
            PageLevel(each.level_key, label, each.text, each.is_indicative, each.source)
        )
    return found


def terms_of(framework: Framework) -> Terms:
    """What this framework calls things, with the usual words for what it does not name."""
    own = Term.objects.filter(framework=framework)
    return Terms({term.key: TermWords(term.singular, term.plural) for term in own})


def _items(framework: Framework) -> QuerySet[FrameworkItem]:
    return FrameworkItem.objects.filter(framework=framework).select_related("parent", "scale")


def library_page() -> list[FrameworkLine]:
    """Every version of every framework, for the list."""
    found = Framework.objects.all()
    counted = FrameworkItem.objects.values("framework").annotate(number=Count("pk"))
    numbers = {row["framework"]: row["number"] for row in counted}
    return [
        FrameworkLine(
            each.key,
            each.version,
            each.title,
            each.is_indicative,
            each.imported_at,
            each.used_at,
            numbers.get(each.pk, 0),
            is_draft=each.draft_at is not None,
        )
        for each in found
    ]


def framework_page(key: str, version: str) -> FrameworkPage | None:
    """One framework, whole, or None when there is no such version."""
    found = Framework.objects.filter(key=key, version=version).first()
    if found is None:
        return None
    levels = levels_by_scale_of(found)
    return FrameworkPage(
        key=found.key,
        version=found.version,
        title=found.title,
        purpose=found.purpose,
        source=found.source,
        is_indicative=found.is_indicative,
        imported_at=found.imported_at,
        used_at=found.used_at,
        items=_page_items(found, levels),
        scales=tuple(
            PageScale(scale.title, tuple(_page_level(level) for level in levels[scale.pk]))
            for scale in scales_of(found)
        ),
        terms=terms_of(found),
        is_draft=found.draft_at is not None,
    )


def levels_by_scale_of(framework: Framework) -> dict[UUID, list[ScaleLevel]]:
    """The levels of every scale of a framework, best first, in one question."""
    levels: dict[UUID, list[ScaleLevel]] = defaultdict(list)
    for each in ScaleLevel.objects.filter(scale__framework=framework):
        levels[each.scale_id].append(each)
    return levels


def _page_level(level: ScaleLevel) -> PageLevel:
    return PageLevel(level.key, level.label, level.meaning, level.is_indicative, level.source)


def _page_items(framework: Framework, levels: dict[UUID, list[ScaleLevel]]) -> tuple[PageItem, ...]:
    items = items_of(framework)
    illustrated = _illustrations_by_item(framework)

    def page_item(item: FrameworkItem) -> PageItem:
        labels = {each.key: each.label for each in levels[item.scale_id]} if item.scale_id else {}
        return PageItem(
            number=item.number,
            title=item.title,
            kind=ItemKind.label_of(item.kind),
            question=item.question,
            is_evaluated=item.is_evaluated,
            scale=item.scale.title if item.scale else "",
            is_indicative=item.is_indicative,
            source=item.source,
            illustrations=tuple(
                PageLevel(each.level_key, labels[each.level_key], each.text, each.is_indicative, each.source)
                for each in illustrated[item.pk]
            ),
            beneath=tuple(page_item(below) for below in items if below.parent_id == item.pk),
        )

    return tuple(page_item(item) for item in items if item.parent_id is None)


def _illustrations_by_item(framework: Framework) -> dict[UUID, list[Illustration]]:
    found: dict[UUID, list[Illustration]] = defaultdict(list)
    for each in Illustration.objects.filter(item__framework=framework):
        found[each.item_id].append(each)
    return found


def library_of(framework: Framework) -> FrameworkLibrary:
    """The framework as its author wrote it, so that it can be edited and imported again."""
    levels, illustrated = levels_by_scale_of(framework), _illustrations_by_item(framework)
    terms = Term.objects.filter(framework=framework)
    return FrameworkLibrary(
        key=framework.key,
        version=framework.version,
        title=framework.title,
        purpose=framework.purpose,
        source=framework.source,
        scales=tuple(
            LibraryScale(scale.key, scale.title, tuple(_library_level(each) for each in levels[scale.pk]))
            for scale in scales_of(framework)
        ),
        items=tuple(_library_item(item, illustrated[item.pk]) for item in items_of(framework)),
        terms=tuple(LibraryTerm(term.key, term.singular, term.plural) for term in terms),
        crosswalk=tuple(
            LibraryCrosswalkLine(
                line.earlier,
                line.earlier_version,
                line.earlier_number,
                line.number,
                line.relation,
                line.note,
                line.is_indicative,
                line.source,
            )
            for line in CrosswalkLine.objects.filter(framework=framework)
        ),
    )


def _library_level(level: ScaleLevel) -> LibraryLevel:
    return LibraryLevel(level.key, level.value, level.label, level.meaning, level.is_indicative, level.source)


def _library_item(item: FrameworkItem, illustrations: list[Illustration]) -> LibraryItem:
    return LibraryItem(
        number=item.number,
        parent=item.parent.number if item.parent else "",
        kind=item.kind,
        title=item.title,
        question=item.question,
        is_evaluated=item.is_evaluated,
        scale=item.scale.key if item.scale else "",
        is_indicative=item.is_indicative,
        source=item.source,
        illustrations=tuple(
            LibraryIllustration(each.level_key, each.text, each.is_indicative, each.source)
            for each in illustrations
        ),
    )


def excel_template(framework: Framework) -> bytes:
    """An existing framework as an Excel workbook that an author can edit and import again."""
    return workbook_of(library_of(framework))
