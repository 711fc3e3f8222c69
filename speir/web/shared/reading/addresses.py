"""Addresses that both sides of a reading share, and that do not say on which side somebody is."""

from uuid import UUID

from django.urls import reverse

NOBODYS = UUID(int=0)


def files_at(reading_id: UUID) -> str:
    """The address below which the attached files of a reading are read and sent."""
    return reverse("reading_file", args=[reading_id, NOBODYS]).removesuffix(f"{NOBODYS}/")
