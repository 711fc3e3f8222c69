"""What must be true of an inspection."""

from collections.abc import Collection
from datetime import date

from speir.foundations.rules import rule
from speir.people.choices import PARTNERSHIP_ROLES, TEAM_ROLES, Role, Side


@rule()
def phase_has_a_timetable(milestones: int) -> bool:
    """This phase has no timetable, so no inspection can be planned in it. Import its programme again with
    one, or choose another phase."""
    return milestones > 0


@rule()
def progress_is_reviewed_on_its_plan(kind: str) -> bool:
    """A progress review looks at the improvement plan of an earlier report. Open it on that plan instead of
    planning an inspection here."""
    return kind != "progress_review"


@rule("starts_on")
def inspection_starts_today_or_later(starts_on: date, today: date) -> bool:
    """The start is in the past. Choose today or a later day."""
    return starts_on >= today


@rule("starts_on")
def inspection_starts_on_a_working_day(starts_on: date) -> bool:
    """The start falls on a weekend. Choose a Monday to Friday."""
    return starts_on.weekday() < 5


@rule("reason_chosen")
def reason_is_given(reason: str) -> bool:
    """Say why this partnership was chosen. It stays with the inspection."""
    return bool(reason.strip())


@rule("partnership")
def partnership_has_no_open_inspection(open_references: Collection[str]) -> bool:
    """This partnership already has an inspection under way in this phase. Open that one instead."""
    return not open_references


@rule("lead_inspector")
def lead_inspector_is_a_strategic_inspector(roles: Collection[Role]) -> bool:
    """The lead inspector must be a strategic inspector. Choose somebody who holds that role."""
    return Role.STRATEGIC_INSPECTOR in roles


@rule("role")
def role_fits_the_side(role: Role, side: Side) -> bool:
    """That role belongs to the other side. Scrutiny roles go to people of scrutiny bodies, partnership roles
    to people of the partnership's bodies."""
    return role in (TEAM_ROLES if side == Side.SCRUTINY else PARTNERSHIP_ROLES)


@rule("person")
def person_belongs_to_a_body_taking_part(body_id: str, taking_part: Collection[str]) -> bool:
    """This person's body takes no part in this inspection. Choose somebody from a body that does."""
    return body_id in taking_part


@rule("person")
def nobody_appoints_themselves(person_id: str, appointer_id: str) -> bool:
    """You cannot give yourself a role. Ask somebody else who may build the team to appoint you."""
    return person_id != appointer_id


@rule("role")
def there_is_no_other_lead_inspector(role: Role, has_lead: bool) -> bool:
    """There is a lead inspector already. Stand them down first."""
    return role != Role.LEAD_INSPECTOR or not has_lead


@rule("last_day")
def pause_ends_after_it_begins(first_day: date, last_day: date) -> bool:
    """The last day is before the first. Give the first and the last day of the weeks that do not count."""
    return last_day >= first_day


@rule("last_day")
def pause_is_at_most_a_year(first_day: date, last_day: date) -> bool:
    """That is longer than a year. Check the years of both days."""
    return (last_day - first_day).days <= 366


@rule("first_day")
def pause_does_not_overlap(first_day: date, last_day: date, others: Collection[tuple[date, date]]) -> bool:
    """Some of these days are already left out of the timetable. Choose days that are not."""
    return all(last_day < other_first or first_day > other_last for other_first, other_last in others)


@rule("reason")
def pause_has_a_reason(reason: str) -> bool:
    """Say why these weeks do not count, for example “school holidays”."""
    return bool(reason.strip())


@rule()
def days_are_left_out(is_left_out: bool) -> bool:
    """These days count already: somebody has put them back. Look at the timetable."""
    return is_left_out


@rule("reason")
def putting_back_has_a_reason(reason: str) -> bool:
    """Say why these weeks count after all, for example “the council has moved the holiday”."""
    return bool(reason.strip())


@rule()
def nothing_moves_to_a_day_that_is_over(new_days: Collection[date], today: date) -> bool:
    """Something would then be due on a day that is over. Mark what has happened, or shift the timetable."""
    return all(day >= today for day in new_days)


@rule("from_key")
def shift_begins_at_a_waiting_milestone(is_waiting: bool) -> bool:
    """That milestone has been reached or is fixed. Choose one that can still move."""
    return is_waiting


@rule("weeks")
def shift_is_at_most_a_year(weeks: int) -> bool:
    """Enter 1 to 52 weeks. For a longer stop, leave weeks out instead."""
    return 1 <= weeks <= 52


@rule("reason")
def shift_has_a_reason(reason: str) -> bool:
    """Say why the rest moves, for example “records could not be fetched in time”."""
    return bool(reason.strip())


@rule("key")
def milestone_is_marked_by_hand(key: str, reached_by_its_step: Collection[str]) -> bool:
    """This milestone is reached by doing its step in Speir. Do the step instead of marking it."""
    return key not in reached_by_its_step


@rule("key")
def milestone_is_not_reached_yet(is_waiting: bool) -> bool:
    """This milestone has been reached already, or is not in this timetable."""
    return is_waiting


@rule("reached_on")
def milestone_was_reached_by_today(reached_on: date, starts_on: date, today: date) -> bool:
    """Give the day it happened: not before the inspection started, and not after today."""
    return starts_on <= reached_on <= today


@rule()
def every_body_has_a_head(bodies_without: Collection[str]) -> bool:
    """Somebody at every body of the partnership must receive the letter. Appoint a head for each first."""
    return not bodies_without


@rule()
def letter_is_ones_own(recipient_id: str, reader_id: str) -> bool:
    """This letter is addressed to somebody else. Only they can acknowledge it."""
    return recipient_id == reader_id


@rule()
def somebody_gets_the_letter(recipients: int) -> bool:
    """Everybody who is to receive this letter has had it. Appoint whoever is missing first."""
    return recipients > 0


@rule()
def every_field_is_filled(missing: Collection[str]) -> bool:
    """The letter cannot go, because it names something for which there is nothing yet."""
    return not missing


@rule()
def notification_has_gone(status: str) -> bool:
    """The notification letters have not been sent. They go first."""
    return status != "planned"


@rule()
def letters_go_while_it_runs(status: str) -> bool:
    """The inspection is closed, so no more letters go out."""
    return status != "closed"


@rule()
def a_letter_is_not_acknowledged(waiting: int) -> bool:
    """Every letter of this kind has been acknowledged, so there is nobody to remind."""
    return waiting > 0
