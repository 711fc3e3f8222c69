"""Several small forms on one page: the one that was sent is filled in again when it was refused."""

from collections.abc import Callable, Mapping
from typing import Any

from speir.web.shared.forms import SpeirForm, perform
from speir.web.shared.screens import SignedInRequest

Given = dict[str, Any]
Change = Callable[[Given], object]
# A form, what it does, and what is said when that is done: words, or what makes
# them of what the change gave back.
Kind = tuple[Callable[..., SpeirForm], Change, str | Callable[[Any], str]]
Kinds = Mapping[str, Kind]


class SmallForms:
    """The forms of a page by what they send; ``failed`` is the one that was sent and refused."""

    def __init__(self, request: SignedInRequest, kinds: Kinds) -> None:
        self.shown: dict[str, SpeirForm] = {key: kind(prefix=key) for key, (kind, _, _) in kinds.items()}
        self.failed: SpeirForm | None = None
        self.is_done = False
        sent = request.POST.get("what", "") if request.method == "POST" else ""
        if sent in kinds:
            kind, change, done = kinds[sent]
            form = self.shown[sent] = kind(request.POST, prefix=sent)
            self.is_done = form.is_valid() and perform(
                request, form, lambda: change({**form.cleaned_data, "once": form.once_key}), done
            )
            self.failed = None if self.is_done else form
