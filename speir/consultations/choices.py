"""What people say about a draft framework, who says it, and what is decided about it."""

from speir.foundations.choice import Choice


class ConsultationStatus(Choice):
    """Where one consultation stands."""

    PREPARED = "prepared", "Being prepared"
    OPEN = "open", "Open"
    PUBLISHED = "published", "Answered and published"


class Stance(Choice):
    """What somebody thinks of one part of the draft."""

    AGREE = "agree", "I agree with it"
    UNCLEAR = "unclear", "It is unclear"
    CHANGE = "change", "I propose a change"


class SpeaksAs(Choice):
    """As what somebody speaks; it asks for no name."""

    EXPERIENCED = "experienced", "Somebody with experience of services or of protection"
    CARER = "carer", "Unpaid carer, relative or friend"
    STAFF = "staff", "Somebody who works in social work, health, police or care"
    ORGANISATION = "organisation", "An organisation or group"
    NOT_SAID = "not_said", "I would rather not say"


class Outcome(Choice):
    """What was decided about a group of comments."""

    ACCEPTED = "accepted", "Accepted"
    IN_PART = "in_part", "Accepted in part"
    NOT_ACCEPTED = "not_accepted", "Not accepted"
    NO_CHANGE = "no_change", "No change was asked for"


class ChangedPart(Choice):
    """Which words of a draft framework a decision changes."""

    TITLE = "title", "Title"
    QUESTION = "question", "Question or explanation"
    ILLUSTRATION = "illustration", "Illustration"
    NEW_INDICATOR = "new_indicator", "New indicator after this one"
    REMOVED = "removed", "This one is taken out"


# What somebody may say without a word of explanation.
NEEDS_NO_WORDS = frozenset({Stance.AGREE})
# The part of a draft that a comment is about when it is about all of it.
WHOLE_FRAMEWORK = "whole-framework"
