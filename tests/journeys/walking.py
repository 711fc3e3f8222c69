"""One exercise of any shipped method, walked in browsers: each step by a person, pressing what they press.

What has no part in a journey is done by ``tests/programmes/whole_life.py``; nothing here knows a programme.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.test import Client
from django.utils import timezone

from speir.document_requests.queries import documents_of as requested
from speir.evidence.queries import evidence_for
from speir.frameworks.queries import evaluated_items, indicators_of, items_found_about, terms_of
from speir.inspections.queries import judging_team
from tests.factories import pdf
from tests.journeys.actors import Actor
from tests.programmes.whole_life import Exercise

if TYPE_CHECKING:
    from speir.frameworks.models import FrameworkItem
    from speir.people.models import Person

CERTAIN, UNCERTAIN = "No significant concern", "Area of uncertainty"


def working_day(days: int) -> date:
    """A Monday to Friday at least so many days from today."""
    day = timezone.localdate() + timedelta(days=days)
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def written(day: date) -> str:
    """A day as people write it."""
    return f"{day.day} {day:%B %Y}"


class Browsers:
    """A browser for each who signs in, and one for a reader who never does."""

    def __init__(
        self, new_page: Callable[..., Any], address: str, assert_accessible: Callable[[Any], None]
    ) -> None:
        self._new_page, self._address, self._assert_accessible = new_page, address, assert_accessible
        self._of: dict[object, Actor] = {}

    def of(self, person: "Person") -> Actor:
        """Somebody's own, signed in."""
        if person.pk not in self._of:
            client = Client()
            client.force_login(person)
            cookie = {
                "name": "sessionid",
                "value": client.cookies["sessionid"].value,
                "url": self._address,
            }
            self._of[person.pk] = self._open(person.full_name)
            self._of[person.pk].page.context.add_cookies([cookie])  # type: ignore[list-item]
        return self._of[person.pk]

    def reader(self) -> Actor:
        """Anybody outside."""
        return self._of.setdefault("", self._open("A reader"))

    def _open(self, name: str) -> Actor:
        return Actor(name, self._new_page(), self._address, self._assert_accessible)


class Walk:
    """An exercise and its people's browsers; every verb is a step that a person takes on a screen."""

    def __init__(self, made: Exercise, browsers: Browsers) -> None:
        self.made, self.browsers = made, browsers
        self.home = f"/inspections/{made.now().reference}/"
        self.partnership = f"/partnership/{made.inspection.reference}/"
        self.lead, self.inspector = browsers.of(made.lead), browsers.of(made.inspectors[0])
        self.coordinator, self.reader = browsers.of(made.coordinator), browsers.reader()
        self.called = made.inspection.called
        self.words = terms_of(made.phase.framework).area_for_improvement

    def indicators(self) -> "list[FrameworkItem]":
        """The indicators that evidence is lodged on."""
        return list(indicators_of(self.made.phase.framework))

    def notify(self, *says: str) -> None:
        """The letters go out, each head reads these words and acknowledges."""
        self.lead.opens(f"{self.home}letters/")
        self.lead.presses("Send the letters")
        for person in self.made.heads:
            head = self.browsers.of(person)
            head.opens("/partnership/")
            head.follows("Acknowledge the notification letter")
            head.sees(self.made.partnership.name, *says)
            head.presses("Acknowledge this letter")

    def ask_and_hand_over(self) -> None:
        """The lead asks for what the method asks for; the coordinator hands all of it over."""
        self.lead.opens(f"{self.home}documents/ask/")
        self.lead.fills("Due on", written(working_day(20)))
        self.lead.presses("Ask for these documents")
        for each in requested(self.made.now()):
            self.coordinator.opens(f"{self.partnership}documents/{each.document.number}/")
            file = pdf("document.pdf", f"document {each.document.number}")
            self.coordinator.page.locator("input[type=file]").first.set_input_files(
                {"name": "document.pdf", "mimeType": "application/pdf", "buffer": file.read()}
            )
            self.coordinator.presses("Hand over")

    def lodge(self, number: str, says: str, bearing: str = "Strength") -> None:
        """An inspector lodges what people said about one indicator."""
        self.inspector.opens(f"{self.home}evidence/lodge/?indicator={number}")
        self.inspector.picks("Indicator", number)
        self.inspector.ticks("People and groups")
        self.inspector.fills("Which one", "Focus group with staff")
        self.inspector.fills("What it says", says)
        self.inspector.ticks(bearing)
        self.inspector.presses("Lodge evidence")

    def lodge_on_everything(self) -> None:
        """Evidence on every indicator."""
        for item in indicators_of(self.made.phase.framework):
            self.lodge(item.number, f"What staff told us about {item.title}.")

    def take_position(self, number: str, position: str, why: str) -> None:
        """The team says where it stands on one indicator."""
        self.inspector.opens(f"{self.home}evidence/positions/{number}/")
        self.inspector.ticks(position)
        self.inspector.fills("Why", why)
        self.inspector.presses("Take this position")

    def close_gathering(self) -> None:
        """Where nothing is graded, the lead ends gathering; the team follows up and records findings."""
        self.lead.opens("/my-work/")
        self.lead.follows("Close gathering")
        self.lead.does_not_see("judges alone", "Open the evaluation")
        self.lead.presses("Close gathering")
        self.lead.sees("Gathering is closed")

    def judge(self, level: str, by_hand: int = 0) -> None:
        """Everybody judges every evaluated item alone, and the lead writes the team's judgement.

        ``by_hand``, when it is not 0, is how many items are judged on screens.
        """
        self.lead.opens(f"{self.home}evaluations/")
        self.lead.presses("Open the evaluation")
        for place, item in enumerate(evaluated_items(self.made.phase.framework), start=1):
            if by_hand and place > by_hand:
                self.made.judge_item(item)
                continue
            for person in judging_team(self.made.now()):
                judge = self.browsers.of(person)
                judge.opens(f"{self.home}evaluations/{item.number}/")
                judge.ticks(level)
                judge.fills("Rationale", f"Why {item.title} is {level} and not another.")
                judge.ticks(self._cited(item))
                judge.presses("Submit my evaluation")
            self.lead.opens(f"{self.home}evaluations/{item.number}/")
            self.lead.ticks(level)
            self.lead.fills("Rationale", "The judgements agree, and the evidence bears them out.")
            self.lead.presses("Record the team's judgement")

    def find(self, *texts: str) -> None:
        """A strength of everything findings are made about, and what must improve of the first of them."""
        for place, item in enumerate(items_found_about(self.made.phase.framework)):
            kinds = [("Strength", f"A strength in {item.title}.")]
            kinds += [(self.words.singular.capitalize(), text) for text in texts if not place]
            for kind, text in kinds:
                self.lead.opens(f"{self.home}findings/record/{item.number}/")
                self.lead.ticks(kind)
                self.lead.fills("Finding", text)
                self.lead.ticks(self._cited(item))
                self.lead.presses("Record this finding")

    def bring_in(self, says: str, places: Sequence[str]) -> None:
        """What areas found is brought into the national exercise: their words, and none of their names."""
        self.lead.opens(f"{self.home}report/")
        self.lead.presses("Bring in what areas found")
        self.lead.opens(f"{self.home}evidence/")
        self.lead.sees(says)
        self.lead.does_not_see(*places)

    def _cited(self, item: "FrameworkItem") -> str:
        """How the first item of evidence on something begins where it can be cited."""
        return f"E{evidence_for(self.made.now(), item)[0].number} on"

    def draft(self) -> None:
        """The lead starts what the method ends in."""
        self.lead.opens(f"{self.home}report/")
        self.lead.presses(f"Start the {self.called}")

    def sign(self) -> None:
        """A version is frozen, and each body that signs signs it."""
        self.lead.opens(f"{self.home}report/")
        self.lead.presses("Freeze a version and send it for sign-off")
        for person in self.made.signatories:
            signatory = self.browsers.of(person)
            signatory.opens("/my-work/")
            signatory.follows("Sign")
            signatory.fills("What you approve", "I have read this version and approve it for my body.")
            signatory.presses("Sign version 1")

    def check_facts(self) -> None:
        """The partnership reads the draft and has nothing to say on facts."""
        self.lead.opens(f"{self.home}report/factual-accuracy/")
        self.lead.fills("Comments are due by", written(working_day(7)))
        self.lead.presses("Send for factual accuracy")
        self.coordinator.opens(f"{self.partnership}draft/")
        self.coordinator.presses("Finish")
        self.lead.opens(f"{self.home}report/factual-accuracy/")
        self.lead.presses("Keep the signed version as final")

    def publish(self) -> None:
        """The embargoed copy goes out, and then it is published."""
        self.lead.opens(f"{self.home}report/publish/")
        self.lead.fills("Publish on", written(timezone.localdate()))
        self.lead.presses("Send the embargoed copy")
        self.lead.opens(f"{self.home}report/publish/")
        self.lead.presses(f"Publish the {self.called}")

    def is_read_in_public(self, says: Sequence[str], never: Sequence[str] = ()) -> None:
        """Anybody finds it and reads this, and none of that."""
        self.reader.opens("/reports/")
        self.reader.follows(self.made.partnership.name)
        self.reader.sees("SHA-256", "Fictional", *says)
        self.reader.does_not_see(*never)
