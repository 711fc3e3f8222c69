"""Committees of an area: how they stand on its page, and the two small forms that note them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone

from speir.area_teams.choices import OF_A_COMMITTEE, PostKind, Strand
from speir.area_teams.operations import note_committee
from speir.partnerships.choices import AreaKind
from speir.partnerships.queries import wider_places
from speir.web.design_system.fields import DayField
from speir.web.shared.forms import SpeirForm
from speir.web.shared.showing import day, lower

if TYPE_CHECKING:
    from speir.area_teams.models import Committee, PostHolding
    from speir.partnerships.models import Area, AreaLink
    from speir.people.models import Person
    from speir.web.inspectorate.area_scope import Scope

# What the reference data knows of places for which some committee works, and what that committee is for.
KNOWN_PLACES = {
    AreaKind.PROTECTION_COMMITTEE: {Strand.ADULT_PROTECTION, Strand.CHILD_PROTECTION},
    AreaKind.ALCOHOL_AND_DRUG: {Strand.ALCOHOL_AND_DRUG},
    AreaKind.COMMUNITY_JUSTICE: {Strand.COMMUNITY_JUSTICE},
    AreaKind.MAPPA_REGION: {Strand.MAPPA},
}


@dataclass(frozen=True)
class InCommittee:
    """Who holds one post of a committee; ``since`` is "" when nobody was noted yet."""

    post: str
    name: str
    since: str
    is_open: bool


@dataclass(frozen=True)
class CommitteeLine:
    """One committee: what it is for, where it works when that is not the area of the page, and its posts."""

    name: str
    strands: str
    place: str
    known: str
    posts: tuple[InCommittee, ...]


def committee_lines(
    committees: "Iterable[Committee]", posts: "Iterable[PostHolding]", scope: "Scope"
) -> tuple[CommitteeLine, ...]:
    """Each committee with its convener and its lead officer, also where nobody was noted."""
    held = {(each.committee_id, each.post): each for each in posts}
    return tuple(
        CommitteeLine(
            name=each.name,
            strands="; ".join(Strand.label_of(strand) for strand in each.strands),
            place=each.place.name if scope.is_wide or each.place != scope.area else "",
            known=(f"Since {day(each.from_on)}. " if each.from_on else "") + f"Source: {each.source}",
            posts=tuple(_post(post, held.get((each.pk, post.value))) for post in OF_A_COMMITTEE),
        )
        for each in committees
    )


def _post(post: PostKind, held: "PostHolding | None") -> InCommittee:
    if held is None:
        return InCommittee(post.label, "nobody has been noted", "", True)
    return InCommittee(post.label, held.name or "vacant", f"since {day(held.from_on)}", not held.name)


def not_noted(committees: "Collection[Committee]", around: "Iterable[AreaLink]") -> tuple[str, ...]:
    """Places of the reference data for which some committee works that nobody has noted yet."""
    noted = {strand for each in committees for strand in each.strands}
    known = [(link, KNOWN_PLACES.get(AreaKind(link.parent.kind), set())) for link in around]
    return tuple(_known_place(link) for link, strands in known if strands and not strands & noted)


def _known_place(link: "AreaLink") -> str:
    kind = lower(AreaKind.label_of(link.parent.kind))
    return f"{link.parent.name}, {kind}" + (" (not confirmed)" if link.is_indicative else "")


class CommitteeForm(SpeirForm):
    """A committee that meets."""

    name = forms.CharField(
        label="Its name", max_length=200, error_messages={"required": "Write the name of the committee."}
    )
    strands = forms.MultipleChoiceField(
        label="What it is for",
        choices=Strand.choices(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what the committee is for, one or several."},
    )
    place = forms.ChoiceField(label="Where it works")
    began_on = DayField(label="Since", required=False, help_text="Leave it empty when it is not known.")
    source = forms.CharField(
        label="How you know",
        max_length=300,
        help_text="A document, a page, or who told you.",
        error_messages={"required": "Say how you know: a document, a page, or who told you."},
    )


class EndForm(SpeirForm):
    """A committee that does not meet any more."""

    committee = forms.ChoiceField(
        label="Committee", error_messages={"required": "Choose the committee that ended."}
    )
    until_on = DayField(label="The first day without it")


def places_for(area: "Area") -> "dict[str, tuple[str, Area]]":
    """Where a committee may work: this council area alone, or a wider place that holds it; with words."""
    found = {str(area.pk): (f"{area.name} alone", area)}
    for place, names in wider_places(area).items():
        kind = lower(AreaKind.label_of(place.kind))
        found[str(place.pk)] = (f"{place.name} ({kind}): {', '.join(names)}", place)
    return found


def posts_for(committees: "Iterable[Committee]") -> list[tuple[str, str]]:
    """The posts that may be noted: those of the area, then those of each committee."""
    of_area = [(post.value, post.label) for post in PostKind if post not in OF_A_COMMITTEE]
    return of_area + [
        (f"{post}:{each.pk}", f"{post.label}, {each.name}") for each in committees for post in OF_A_COMMITTEE
    ]


def keep_committee(area: "Area", given: dict[str, Any], by: "Person") -> "Committee":
    """Note the committee of a well-filled form."""
    return note_committee(
        place=places_for(area)[given["place"]][1],
        name=given["name"],
        strands=[Strand(each) for each in given["strands"]],
        from_on=given["began_on"],
        source=given["source"],
        by=by,
        at=timezone.now(),
    )
