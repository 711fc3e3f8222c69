"""How a programme speaks with people: strategy, plan and log; people with lived experience in planning."""

from datetime import date

from django.db import models
from django.db.models import Q

from speir.engagement.choices import Answer, ChangedIn, Channel, EngagementStatus, Involved
from speir.foundations.models import AppendOnly, Record


class Strategy(Record):
    """What a programme wants to achieve by speaking with people."""

    programme = models.OneToOneField("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    aims = models.TextField()
    is_public = models.BooleanField(default=False)
    saved_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()


class Engagement(Record):
    """One thing planned: whom to reach, what for, how, who is responsible and when."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=200)
    purpose = models.TextField()
    channel = models.CharField(max_length=20, choices=Channel.choices)
    responsible = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    planned_on = models.DateField()
    status = models.CharField(
        max_length=20, choices=EngagementStatus.choices, default=EngagementStatus.PLANNED
    )
    is_public = models.BooleanField(default=False)
    is_fictional = models.BooleanField(default=False)
    planned_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["planned_on", "audience"]

    def __str__(self) -> str:
        return self.audience

    def is_late(self, today: date) -> bool:
        """Whether it should have been done before today."""
        return self.status == EngagementStatus.PLANNED and self.planned_on < today


class EngagementDone(AppendOnly, Record):
    """What was done, when, whom it reached, and what came of it."""

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="+")
    done_on = models.DateField()
    to_whom = models.CharField(max_length=300)
    reached = models.PositiveIntegerField(null=True)
    outcome = models.TextField()
    recorded_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["done_on", "recorded_at"]


class Involvement(Record):
    """People with lived experience took part in planning a programme; recorded as a group, never by name."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    group = models.CharField(max_length=200)
    how = models.CharField(max_length=20, choices=Involved.choices)
    about = models.TextField()
    took_place_on = models.DateField()
    people = models.PositiveIntegerField(null=True)
    is_fictional = models.BooleanField(default=False)
    recorded_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-took_place_on"]

    def __str__(self) -> str:
        return self.group


class Heard(AppendOnly, Record):
    """One theme of what they said."""

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="+")
    said = models.TextField()
    recorded_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["recorded_at"]


class WhatChanged(AppendOnly, Record):
    """What changed because of it, or why nothing did; the newest counts."""

    heard = models.ForeignKey(Heard, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Answer.choices)
    changed_in = models.CharField(max_length=20, choices=ChangedIn.choices, blank=True)
    framework = models.ForeignKey(
        "frameworks.Framework", on_delete=models.PROTECT, null=True, related_name="+"
    )
    item = models.ForeignKey(
        "frameworks.FrameworkItem", on_delete=models.PROTECT, null=True, related_name="+"
    )
    questionnaire = models.ForeignKey(
        "questionnaires.TemplateVersion", on_delete=models.PROTECT, null=True, related_name="+"
    )
    phase = models.ForeignKey("programmes.Phase", on_delete=models.PROTECT, null=True, related_name="+")
    words = models.TextField()
    answered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["answered_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=Answer.CHANGED)
                | Q(framework=None, item=None, questionnaire=None, phase=None),
                name="only_a_change_is_linked",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="answer_says_what_or_why"),
            models.CheckConstraint(
                condition=Q(item=None) | Q(framework__isnull=False), name="an_indicator_has_its_framework"
            ),
        ]
