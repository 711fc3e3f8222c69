"""What happens to a refusal that a screen did not turn into a message: a page with its reasons."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from speir.foundations.refusals import AlreadyDone, NotAllowed, Refused
from speir.web.shared.errors import NOT_FOUND, ErrorPage, error_page
from speir.web.shared.forms import ALREADY_SAVED


class AnswerRefusals:
    """Answers Refused with 403 (not allowed) or 409 (anything else), never with a fault."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path:  # in no address of ours, and no database looks for it
            return error_page(NOT_FOUND, 404)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for a refusal; None leaves anything else to Django."""
        if isinstance(exception, NotAllowed):
            return error_page(_page("You may not do this", exception), 403)
        if isinstance(exception, Refused):
            return error_page(_page("This cannot be done now", exception), 409)
        if isinstance(exception, AlreadyDone):
            return error_page(ErrorPage("Already saved", (ALREADY_SAVED,)), 409)
        return None


def _page(title: str, refused: Refused) -> ErrorPage:
    reasons = tuple(reason.message for reason in refused.reasons)
    return ErrorPage(title, (*reasons, "Nothing was changed. Go back to where you were."))


# The settings name it as a thing that is done; Django needs a class for process_exception.
answer_refusals = AnswerRefusals
