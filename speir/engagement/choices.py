"""How a programme speaks with people, and what came of what they said."""

from speir.foundations.choice import Choice


class Channel(Choice):
    """How people are reached."""

    MEETING = "meeting", "Meeting or visit"
    WEBINAR = "webinar", "Webinar or online session"
    LETTER = "letter", "Letter or e-mail"
    NEWSLETTER = "newsletter", "Newsletter"
    WEBSITE = "website", "Website"
    MEDIA = "media", "Media or social media"
    EVENT = "event", "Event or conference"
    OTHER = "other", "Another way"


class EngagementStatus(Choice):
    """Where one planned engagement stands."""

    PLANNED = "planned", "Planned"
    DONE = "done", "Done"
    DROPPED = "dropped", "Dropped"


class Involved(Choice):
    """How people with lived experience took part in planning a programme."""

    SESSION = "session", "Session together"
    QUESTIONS = "questions", "Reviewing questions"
    DOCUMENTS = "documents", "Reviewing documents"
    MEMBERS = "members", "Members of a planning group"
    METHOD = "method", "Trying out a method"
    OTHER = "other", "Another way"


class Answer(Choice):
    """What came of something people said."""

    CHANGED = "changed", "This changed because of it"
    NOTHING = "nothing", "Nothing changed, because"


class ChangedIn(Choice):
    """Where something changed."""

    FRAMEWORK = "framework", "In a framework"
    QUESTIONNAIRE = "questionnaire", "In a questionnaire"
    METHOD = "method", "In the method of a phase"
    ELSEWHERE = "elsewhere", "Elsewhere"
