"""Questions about concerns; whoever asks gets only what they may know of."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

from speir.concerns import same_day, themes
from speir.concerns.choices import DEALT_WITH, ON_THE_CLOCK, ConcernStatus
from speir.concerns.models import Answer, Concern, Reminder
from speir.concerns.picture import Picture, picture
from speir.concerns.turns import TO_NAME, turns_about
from speir.foundations.models import LifecycleMove
from speir.foundations.moves import moves_of
from speir.foundations.uk_time import uk_day
from speir.inspections.choices import InspectionStatus
from speir.inspections.models import Inspection, TeamMember
from speir.inspections.queries import team_of, teams_of
from speir.inspections.turns import Turn
from speir.people.choices import Role
from speir.people.models import Person
from speir.people.standing import Standing

# Once the partnership knows of the inspection, and until its report is written.
NEEDS_A_NAME = (InspectionStatus.NOTIFIED, InspectionStatus.GATHERING, InspectionStatus.EVALUATING)


def concerns_seen(inspection: Inspection, standing: Standing) -> list[Concern]:
    """The concerns of an inspection that this person may know of: what is due first, then the newest."""
    seen = Concern.objects.filter(inspection=inspection).seen_by(standing).with_names()
    return sorted(seen.order_by("-raised_at"), key=_how_soon)


def _how_soon(concern: Concern) -> tuple[int, float]:
    """Whose clock runs comes first, by when it ends; then what is not dealt with; then the rest."""
    if concern.status in ON_THE_CLOCK:
        return 0, concern.due_at.timestamp()
    return (2 if concern.status in DEALT_WITH else 1), 0.0


def concern_seen(inspection: Inspection, standing: Standing, concern_id: UUID) -> Concern | None:
    """One concern, if this person may know of it."""
    seen = Concern.objects.filter(inspection=inspection).seen_by(standing).with_names()
    return seen.filter(pk=concern_id).first()


def hidden_concern(inspection: Inspection, concern_id: UUID) -> Concern | None:
    """A concern whoever asks: only to write down that somebody tried to open it."""
    return Concern.objects.filter(inspection=inspection, pk=concern_id).first()


def times_raised(inspection: Inspection, person: Person) -> int:
    """How many concerns this person has raised here; it never goes down."""
    return Concern.objects.filter(inspection=inspection, raised_by=person).count()


def reminders_of(concern: Concern) -> list[Reminder]:
    """When those whose turn it was were told, oldest first."""
    return list(Reminder.objects.filter(concern=concern))


def answers_of(concern: Concern) -> list[Answer]:
    """What the partnership said was done, oldest first."""
    return list(Answer.objects.filter(concern=concern).select_related("answered_by__body"))


def asked_for_more(concern: Concern) -> list[LifecycleMove]:
    """When and why the partnership was asked for more, oldest first."""
    return list(moves_of(concern).filter(step="ask_for_more"))


def senior_managers(inspection: Inspection) -> list[Person]:
    """Whom the partnership has named to receive concerns."""
    return holders(inspection, Role.SENIOR_MANAGER)


def holders(inspection: Inspection, role: Role) -> list[Person]:
    """Everybody with this role in the inspection who can still sign in."""
    people = [member.person for member in team_of(inspection) if member.role == role]
    return [person for person in people if person.is_active]


def is_overdue(concern: Concern, now: datetime) -> bool:
    """Whether somebody had to act by now."""
    return concern.status in ON_THE_CLOCK and now >= concern.due_at


def turns_of(inspections: Sequence[Inspection], now: datetime) -> dict[UUID, list[Turn]]:
    """What waits for somebody because of concerns, in closed inspections too; in two questions."""
    teams = teams_of([one for one in inspections if one.status in NEEDS_A_NAME])
    found: dict[UUID, list[Turn]] = {
        one.pk: [TO_NAME] if one.pk in teams and not _names_one(teams[one.pk]) else [] for one in inspections
    }
    waiting = Concern.objects.filter(inspection__in=list(found)).exclude(status__in=DEALT_WITH)
    for concern in waiting:
        found[concern.inspection_id] += turns_about(
            ConcernStatus(concern.status),
            str(concern.pk),
            uk_day(concern.due_at),
            same_day.in_words(concern.due_at, now),
            is_overdue(concern, now),
        )
    return {pk: list(dict.fromkeys(turns)) for pk, turns in found.items()}


def _names_one(team: Sequence[TeamMember]) -> bool:
    return any(member.role == Role.SENIOR_MANAGER for member in team)


def to_remind_about(now: datetime) -> list[Concern]:
    """The concerns that wait for somebody who has not been reminded in the present slot of time."""
    waiting = Concern.objects.exclude(status__in=DEALT_WITH).select_related("inspection__partnership")
    told = set(Reminder.objects.filter(concern__in=waiting).values_list("concern_id", "slot"))
    return [one for one in waiting if (one.pk, same_day.slot(one.status, now)) not in told]


def theme_choices() -> list[tuple[str, str]]:
    """The themes that may be chosen now."""
    return [(theme.key, theme.label) for theme in themes.themes(_themes_file()) if not theme.is_retired]


def theme_label(key: str) -> str:
    """The words for a theme."""
    return themes.label_of(key, _themes_file()) if key else ""


def _themes_file() -> Path:
    chosen: Path | None = settings.SPEIR_CONCERN_THEMES
    return chosen or themes.SHIPPED


def national_picture(*, is_fictional: bool) -> Picture:
    """How many concerns there were, how they stand and about what, in real places or in invented ones."""
    counted = Concern.objects.filter(inspection__partnership__is_fictional=is_fictional).order_by()
    by_status = Counter(counted.values_list("status", flat=True))
    by_theme = Counter(counted.exclude(theme="").values_list("theme", flat=True))
    known = [(theme.key, theme.label) for theme in themes.themes(_themes_file())]
    gone = [(key, key) for key in by_theme if key not in dict(known)]
    return picture(
        [(status.label, by_status[status]) for status in ConcernStatus if status != ConcernStatus.CLOSED],
        ConcernStatus.CLOSED.label,
        [(label, by_theme[key]) for key, label in known + gone],
    )
