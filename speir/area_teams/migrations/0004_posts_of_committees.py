"""Posts that named their committee become posts of that committee, one in each council area.

Nobody had said since when such a committee met, or for which other council areas: neither is invented.
"""

from typing import Any

from django.db import migrations

ADULT = ("Adult protection committee", "adult_protection")
CHILD = ("Child protection committee", "child_protection")
NAMED = {
    "adult_convener": ("convener", *ADULT),
    "child_convener": ("convener", *CHILD),
    "adult_lead": ("lead_officer", *ADULT),
    "child_lead": ("lead_officer", *CHILD),
}
SOURCE = "From a post that was noted before committees were kept."


def point_at_committees(apps: Any, schema_editor: Any) -> None:
    """Note a committee for each post that named one, and point the post at it."""
    committees = apps.get_model("area_teams", "Committee").objects
    holdings = apps.get_model("area_teams", "PostHolding").objects
    for held in holdings.filter(post__in=NAMED).order_by("noted_at"):
        post, name, strand = NAMED[held.post]
        given = {"strands": [strand], "source": SOURCE, "noted_by": held.noted_by, "noted_at": held.noted_at}
        committee, _ = committees.get_or_create(place=held.area, name=name, defaults=given)
        holdings.filter(pk=held.pk).update(post=post, committee=committee)


class Migration(migrations.Migration):
    """See the module."""

    dependencies = [("area_teams", "0003_committees")]
    operations = [migrations.RunPython(point_at_committees, migrations.RunPython.noop)]
