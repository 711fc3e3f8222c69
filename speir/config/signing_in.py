"""Who is signed in: the person with their body in one question, and a cookie no late answer takes away."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse

from speir.people.models import Person


class PersonWithBody(ModelBackend):
    """Django's own way of signing in, with the person's body beside them."""

    def get_user(self, user_id: UUID | str) -> Person | None:
        """The person of a session, as long as they may sign in."""
        # Not first(): asked on each page, and putting one row in order is most of the work of asking for it.
        person = next(iter(Person.objects.select_related("body").filter(pk=user_id).order_by()), None)
        return person if person is not None and self.user_can_authenticate(person) else None


class OnlySigningOutTakesTheCookie(SessionMiddleware):
    """Leaves the cookie of a session that ran out where it is: signing in replaces it, signing out ends it.

    Django takes it away with any answer. Pages save by themselves: one such answer, sent for before somebody
    signed in again in another tab and come after, would take the new session's cookie, and they would be
    signed out at once.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """As Django does, but for taking away the cookie where nobody signed out."""
        answer = super().process_response(request, response)
        if not request.session.modified:
            answer.cookies.pop(settings.SESSION_COOKIE_NAME, None)
        return answer
