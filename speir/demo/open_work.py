"""Working in the open, invented: engagement of a programme, involvement in planning it, two consultations."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from speir.consultations.choices import ChangedPart, Outcome, SpeaksAs, Stance
from speir.consultations.deciding_operations import decide, place_comments, write_change
from speir.consultations.models import Comment, CommentGroup, Consultation
from speir.consultations.operations import comment, invite, open_consultation, prepare_consultation
from speir.consultations.publication_operations import make_next_version, publish_answer
from speir.consultations.queries import draft_item, draft_items
from speir.demo.cast import Cast
from speir.engagement.choices import Answer, ChangedIn, Channel, Involved
from speir.engagement.involvement_operations import (
    publish_involvement,
    record_involvement,
    say_what_changed,
    write_down_what_was_said,
)
from speir.engagement.models import Heard
from speir.engagement.operations import plan_engagement, record_engagement, write_strategy
from speir.foundations.audit import Actor
from speir.foundations.uk_time import uk_day
from speir.frameworks.choices import ItemKind
from speir.frameworks.library import (
    FrameworkLibrary,
    LibraryIllustration,
    LibraryItem,
    LibraryLevel,
    LibraryScale,
)
from speir.frameworks.models import Framework, FrameworkItem
from speir.frameworks.operations import import_framework
from speir.frameworks.queries import indicators_of
from speir.people.operations import VISITOR
from speir.programmes.models import Phase

FIRST, SECOND = "draft-1", "draft-2"


def tell(cast: Cast, phase: Phase, at: datetime) -> None:
    """Everything told in open_work.yaml, on the days on which it happened."""
    text = Path(__file__).with_name("open_work.yaml").read_text(encoding="utf-8")
    told: dict[str, Any] = yaml.safe_load(text)
    framework = _answered(cast, phase, told, at)
    _open(cast, phase, framework, told["open"], at)
    _plan(cast, phase, told, at)
    for each in told["involvement"]:
        _involve(cast, phase, framework, each, at)


def _library(told: dict[str, Any]) -> FrameworkLibrary:
    """The invented framework; every word of it is indicative."""
    levels = tuple(LibraryLevel(key, value, label, "", True, "") for value, key, label in told["scale"])
    illustrations = [
        (item, LibraryIllustration(level, text, True, "")) for item, level, text in told["illustrations"]
    ]
    items = tuple(
        LibraryItem(
            number=number,
            parent=parent,
            kind=(ItemKind.QUALITY_INDICATOR if parent else ItemKind.KEY_AREA).value,
            title=title,
            question=question,
            is_evaluated=not parent,
            scale="" if parent else "conclusions",
            is_indicative=True,
            source="",
            illustrations=tuple(each for item, each in illustrations if item == number),
        )
        for number, parent, title, question in told["items"]
    )
    scales = (LibraryScale("conclusions", "Three conclusions", levels),)
    return FrameworkLibrary(told["key"], FIRST, told["title"], told["purpose"], "", scales, items)


def _prepare(
    cast: Cast, phase: Phase, framework: Framework, told: dict[str, Any], days: int, at: datetime
) -> Consultation:
    by = cast.person("analyst")
    consultation = prepare_consultation(
        framework=framework,
        programme=phase.programme,
        title=told["title"],
        about=told["about"],
        closes_on=uk_day(at) + timedelta(days=days),
        is_public=True,
        is_fictional=True,
        by=by,
        at=at,
    )
    bodies = [cast.person(f"{place}_coordinator").body for place in ("strathcarron", "eastmuir")]
    invite(consultation=consultation, bodies=bodies, by=by, at=at)
    open_consultation(consultation=consultation, by=by, at=at)
    return consultation


def _say(consultation: Consultation, told: list[Any], by: Actor, at: datetime) -> Comment:
    part, stance, words, speaks_as, is_quoted = told
    return comment(
        consultation=consultation,
        item=draft_item(consultation, part),
        level_key="",
        stance=Stance(stance),
        text=words,
        speaks_as=SpeaksAs(speaks_as),
        may_be_quoted=is_quoted,
        may_be_named=by is not VISITOR,
        by=by,
        at=at,
    )


def _answered(cast: Cast, phase: Phase, told: dict[str, Any], at: datetime) -> Framework:
    """The first draft: commented, decided, published, and the second draft made from it."""
    by, began, ended = cast.person("analyst"), at - timedelta(days=110), at - timedelta(days=60)
    first = import_framework(library=_library(told["framework"]), by=by, at=began)
    consultation = _prepare(cast, phase, first, told["answered"], 40, began)
    comments = [
        _say(consultation, each, VISITOR, began + timedelta(days=3 + number))
        for number, each in enumerate(told["answered"]["comments"])
    ]
    for number, group in enumerate(told["answered"]["groups"]):
        chosen = [comments[index] for index in group["of"]]
        _decide(cast, consultation, chosen, group, ended + timedelta(hours=number))
    publish_answer(consultation=consultation, by=by, at=ended + timedelta(days=3))
    then = ended + timedelta(days=5)
    return make_next_version(consultation=consultation, version=SECOND, by=by, at=then)


def _decide(
    cast: Cast, consultation: Consultation, comments: list[Comment], told: dict[str, Any], at: datetime
) -> None:
    by = cast.person("analyst")
    place_comments(
        consultation=consultation,
        comments=comments,
        group=None,
        new_group=told["name"],
        why_set_aside="",
        by=cast.person("lead"),
        at=at,
    )
    group = CommentGroup.objects.get(consultation=consultation, name=told["name"])
    decide(group=group, outcome=Outcome(told["outcome"]), reason=told["reason"], by=by, at=at)
    for number, part, becomes in told.get("changes", ()):
        write_change(
            group=group,
            item=next(each for each in draft_items(consultation) if each.number == number),
            part=ChangedPart(part),
            level_key="",
            number="",
            becomes=becomes,
            by=by,
            at=at,
        )


def _open(cast: Cast, phase: Phase, framework: Framework, told: dict[str, Any], at: datetime) -> None:
    """The second draft, on which anybody can comment for three weeks more."""
    began = at - timedelta(days=14)
    consultation = _prepare(cast, phase, framework, told, 35, began)
    for number, each in enumerate(told["comments"]):
        _say(consultation, each, VISITOR, began + timedelta(days=1 + number))
    ours = [*told["of_strathcarron"], SpeaksAs.ORGANISATION.value, True]
    _say(consultation, ours, cast.person("strathcarron_coordinator"), at - timedelta(days=2))


def _plan(cast: Cast, phase: Phase, told: dict[str, Any], at: datetime) -> None:
    by, then = cast.person("manager"), at - timedelta(days=90)
    write_strategy(programme=phase.programme, aims=told["aims"], is_public=True, by=by, at=then)
    for each in told["plan"]:
        planned = plan_engagement(
            programme=phase.programme,
            audience=each["audience"],
            purpose=each["purpose"],
            channel=Channel(each["channel"]),
            responsible=cast.person(each["responsible"]),
            planned_on=uk_day(at) + timedelta(days=each["days"]),
            is_public=each["public"],
            is_fictional=True,
            by=by,
            at=then,
        )
        if "done" in each:
            days, to_whom, reached, outcome = each["done"]
            record_engagement(
                engagement=planned,
                done_on=uk_day(at) + timedelta(days=days),
                to_whom=to_whom,
                reached=reached,
                outcome=outcome,
                by=cast.person(each["responsible"]),
                at=at + timedelta(days=days + 1),
            )


def _involve(cast: Cast, phase: Phase, framework: Framework, told: dict[str, Any], at: datetime) -> None:
    by, then = cast.person("lead"), at + timedelta(days=told["days"] + 1)
    involvement = record_involvement(
        programme=phase.programme,
        group=told["group"],
        how=Involved(told["how"]),
        about=told["about"],
        took_place_on=uk_day(at) + timedelta(days=told["days"]),
        people=told["people"],
        is_fictional=True,
        by=by,
        at=then,
    )
    said = [each["said"] for each in told["heard"]]
    heard = write_down_what_was_said(involvement=involvement, said=said, by=by, at=then)
    links: dict[ChangedIn, Framework | FrameworkItem | Phase] = {
        ChangedIn.FRAMEWORK: framework,
        ChangedIn.METHOD: phase,
    }
    for each, theme in zip(told["heard"], heard, strict=True):
        _answer(cast, theme, each, links, at - timedelta(days=10))
    publish_involvement(involvement=involvement, by=cast.person("manager"), at=at - timedelta(days=9))


def _answer(
    cast: Cast,
    theme: Heard,
    told: dict[str, Any],
    links: dict[ChangedIn, Framework | FrameworkItem | Phase],
    at: datetime,
) -> None:
    if "changed" in told:
        kind, words, *of = told["changed"]
        where = ChangedIn(kind)
        linked = links.get(where)
        if of and isinstance(linked, Framework):
            linked = next(item for item in indicators_of(linked) if item.number == of[0])
        say_what_changed(
            heard=theme,
            kind=Answer.CHANGED,
            changed_in=where,
            linked_to=linked,
            words=words,
            by=cast.person("lead"),
            at=at,
        )
    if "nothing" in told:
        say_what_changed(
            heard=theme,
            kind=Answer.NOTHING,
            changed_in="",
            words=told["nothing"],
            by=cast.person("lead"),
            at=at,
        )
