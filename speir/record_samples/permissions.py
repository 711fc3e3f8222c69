"""Who may hand in a frame, draw from it and see what was drawn."""

from speir.foundations.access import permission
from speir.people.choices import JUDGING_ROLES, Role
from speir.people.standing import Standing, need


@permission
def may_import_frame(standing: Standing) -> str | None:
    """Hand in or import the frame of records, under pseudonyms."""
    return need(standing, Role.COORDINATOR, Role.SUPPORT_OFFICER, Role.LEAD_INSPECTOR)


@permission
def may_draw_sample(standing: Standing) -> str | None:
    """Draw the sample of records, and replace a record that cannot be read."""
    return need(standing, Role.SUPPORT_OFFICER, Role.LEAD_INSPECTOR)


@permission
def may_see_samples(standing: Standing) -> str | None:
    """See the frame, the draw and the sampled records of an inspection."""
    return need(standing, *JUDGING_ROLES, Role.SUPPORT_OFFICER)


@permission
def may_fetch_records(standing: Standing) -> str | None:
    """See for the partnership which references were drawn, to fetch their records."""
    return need(standing, Role.COORDINATOR)
