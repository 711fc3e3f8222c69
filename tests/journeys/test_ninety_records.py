"""From a template in Excel to the evidence ledger: ninety records, six readers, one in five read twice.

Every step is taken on the screens, by the person whose step it is. Of the 108 readings each of the six
people reads one page by page and one without a connection in a browser; the others are sent to the same
addresses, as the pages send them.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from speir.demo.cast import Cast
from speir.demo.sign_ins import PASSWORD, email_of
from speir.inspections.models import Inspection
from speir.people.choices import Role
from speir.people.operations import SYSTEM, register_person
from speir.record_reading.choices import ReadingOrder, ReadingStatus
from speir.record_reading.models import AnswerEvent, Reading
from speir.record_reading.queries import replayed
from speir.record_samples.receipts import redraw
from tests.journeys.actors import Actor
from tests.journeys.begun import begun
from tests.journeys.reading_ninety import QUALITY, TIMELY, Device, answers_for, frame, template

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SignIn = Callable[..., Actor]
POPULATIONS = {
    "investigation": ("Adults who reached investigation", 50),
    "inquiry": ("Inquiry-only episodes", 40),
}
LOCAL = {"Morven Abernethy": "strathcarron_council", "Fergus Dunnet": "nhs_carron"}
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Exercise:
    """One exercise of record reading, walked step by step."""

    def __init__(self, cast: Cast, sign_in: SignIn, inspection: Inspection) -> None:
        self.cast, self.sign_in, self.inspection = cast, sign_in, inspection
        self.home = f"/inspections/{inspection.reference}/"
        self.by_hand = 0

    def readings(self) -> list[Reading]:
        """Every reading that was allocated."""
        found = Reading.objects.filter(exercise__inspection=self.inspection)
        return list(found.select_related("reader__body", "exercise__template_version", "record__unit"))

    def publish_a_template(self) -> None:
        """The methods analyst checks a workbook, tries it out, reads its logic and publishes it."""
        analyst = self.sign_in("analyst")
        analyst.opens("/questionnaires/check/")
        analyst.ticks("Record reading")
        chosen = {"name": "ninety.xlsx", "mimeType": EXCEL, "buffer": template()}
        analyst.page.get_by_label("Workbook", exact=True).set_input_files(chosen)  # type: ignore[arg-type]
        analyst.presses("Check")
        analyst.sees("checked, and without faults", "Minutes")
        analyst.follows("Try it out")
        analyst.presses("Fill with sample answers")
        analyst.sees("nothing that you answer here is kept", "Within five days.")
        analyst.photographs("trying-a-template")
        analyst.page.go_back()
        analyst.opens(analyst.page.url.removeprefix(analyst.address).replace("preview/", "logic/"))
        analyst.sees("When “Was the inquiry made in good time?” is “No”.")
        analyst.photographs("logic-report")
        analyst.opens(analyst.page.url.removeprefix(analyst.address).replace("logic/", ""))
        if analyst.page.get_by_label("I have looked at").count():
            analyst.ticks("I have looked at")
        analyst.presses("Publish version 1")
        analyst.sees("The version is published", "Not recorded: “The record does not say”.")

    def draw_a_sample(self, folder: Path) -> None:
        """The coordinator hands the frame in, the support officer draws; the receipt draws the same."""
        coordinator = self.sign_in("strathcarron_coordinator")
        coordinator.opens(f"/partnership/{self.inspection.reference}/records/")
        content = frame(self.inspection.starts_on)
        chosen = {"name": "frame.xlsx", "mimeType": EXCEL, "buffer": content}
        coordinator.page.get_by_label("Frame of records", exact=True).set_input_files(chosen)  # type: ignore[arg-type]
        coordinator.presses("Check and take in")
        coordinator.sees("The frame is taken in")
        support = self.sign_in("support")
        support.opens(f"{self.home}records/draw/")
        support.presses("Draw")
        support.sees("Whom it covers", "No gaps: every locality and every agency")
        support.photographs("sample-and-coverage")
        receipt, kept = folder / "receipt.json", folder / "frame.xlsx"
        kept.write_bytes(content)
        receipt.write_bytes(support.fetches(f"{self.home}records/receipt.json"))
        assert "Same draw" in redraw(receipt, kept)

    def start_and_allocate(self) -> None:
        """The lead starts reading both populations, a fifth of it twice, and allocates every record."""
        lead = self.sign_in("lead")
        for population, (words, many) in POPULATIONS.items():
            lead.opens(f"{self.home}reading/start/")
            lead.sees("No gaps")
            lead.ticks(words)
            lead.picks("Template", "Reading of ninety records")
            lead.presses("Start")
            lead.presses(f"Allocate {many} records")
            assert Reading.objects.filter(exercise__population=population).count() == many * 12 // 10
        readings = self.readings()
        assert len({each.reader_id for each in readings}) == 6
        assert sum(each.order == ReadingOrder.SECOND for each in readings) == 18

    def read_everything(self) -> None:
        """Each reads one record page by page and one without a connection; devices send the others."""
        by_reader: dict[str, list[Reading]] = {}
        for each in self.readings():
            by_reader.setdefault(str(each.reader.full_name), []).append(each)
        keys = {self.cast.person(key).full_name: key for key in self.cast.people}
        for name, readings in by_reader.items():
            actor = self.sign_in(keys[name]) if name not in LOCAL else self.sign_in(name)
            prefix = "partnership" if name in LOCAL else "inspections"
            self._page_by_page(actor, prefix, readings[0])
            self._without_a_connection(actor, prefix, readings[1])
            device = Device(readings[0].reader, prefix, self.inspection.reference)
            for number, reading in enumerate(readings[2:]):
                device.reads(reading, is_offline=bool(number % 2))
        for each in self.readings():
            assert each.status == ReadingStatus.SUBMITTED
            held = replayed(each)
            assert held.values == answers_for(each)  # every word of it
            assert not held.differing
        sent = AnswerEvent.objects.filter(reading__exercise__inspection=self.inspection)
        assert sent.values("event_id").distinct().count() == sent.count()

    def _opens_a_record(self, actor: Actor, prefix: str, reading: Reading) -> str:
        here = f"/{prefix}/{self.inspection.reference}/reading/{reading.pk}/"
        actor.opens(here)
        actor.ticks("No")
        actor.presses("Declare and go on")
        return here

    def _page_by_page(self, actor: Actor, prefix: str, reading: Reading) -> None:
        from playwright.sync_api import expect

        self._opens_a_record(actor, prefix, reading)
        for page in ("inquiry", "plan"):
            expect(actor.page.locator("[data-reading-ready]")).to_be_attached()
            expect(actor.page.locator(f'[data-page="{page}"]')).to_be_visible()
            self._answers(actor.page, reading, page)
            expect(actor.page.locator("[data-saved][data-kept=server]")).to_be_visible()
            if page == "inquiry" and not self.by_hand:
                actor.photographs("reading-a-record")
            actor.page.get_by_role("button", name="Save and go to").click()
            actor.page.wait_for_url(lambda url, page=page: f"page/{page}/" not in url)
        actor.presses("Hand in this reading")
        self.by_hand += 1

    def _without_a_connection(self, actor: Actor, prefix: str, reading: Reading) -> None:
        from playwright.sync_api import expect

        here = self._opens_a_record(actor, prefix, reading)
        actor.opens(f"{here}offline/")
        page = actor.page
        expect(page.locator("[data-reading-ready=kept]")).to_be_attached()
        page.context.set_offline(True)
        for each in ("inquiry", "plan"):
            self._answers(page, reading, each)
        expect(page.locator("[data-saved][data-kept=here]")).to_be_visible()
        if self.by_hand == 1:
            actor.photographs("reading-without-a-connection")
        page.get_by_role("button", name="Hand this reading in").click()
        expect(page.locator("[data-saved]")).to_contain_text("Saved on this laptop only")
        page.context.set_offline(False)  # the browser tells the page, which may then leave at any moment
        expect(
            page.get_by_text("reading is handed in").or_(page.get_by_text("Handed in")).first
        ).to_be_visible()

    def _answers(self, page: "Page", reading: Reading, section: str) -> None:
        answers = {a: v for a, v in answers_for(reading).items() if a.startswith(section)}
        for address in ("inquiry/in_time", "inquiry/days", "plan/quality", "plan/why"):
            if address in answers:
                question = page.locator(f'[data-address="{address}"]')
                radio = question.locator(f'input[type=radio][value="{answers[address]}"]')
                if radio.count():
                    radio.press("Space")
                else:
                    question.locator("input:not([type=hidden]), textarea").first.fill(answers[address])
                    question.locator("input:not([type=hidden]), textarea").first.blur()

    def reconcile(self) -> int:
        """The lead sees what differs and settles each with its reason; how many there were."""
        lead, settled = self.sign_in("lead"), 0
        for first in [
            each for each in self.readings() if each.order == ReadingOrder.FIRST and each.is_read_twice
        ]:
            lead.opens(f"{self.home}reading/{first.pk}/reconcile/")
            while lead.page.get_by_role("button", name="Settle it").count():
                if not settled:
                    lead.photographs("reconciling")
                lead.page.get_by_role("radio").first.press("Space")
                lead.page.get_by_label("Why", exact=True).first.fill("The chronology on page 2 says so.")
                lead.presses("Settle it")
                settled += 1
            lead.presses("Reconciled: close it")
        assert (
            not Reading.objects.filter(is_read_twice=True).exclude(status=ReadingStatus.RECONCILED).exists()
        )
        return settled

    def look_at_agreement_and_figures(self) -> None:
        """Agreement with its intervals; figures with n, denominator, rule and interval."""
        lead = self.sign_in("lead")
        lead.opens(f"{self.home}reading/")
        lead.sees("60 of 60 readings handed in", "50 records wholly read", "40 records wholly read")
        lead.photographs("tallies")
        for population, (_, many) in POPULATIONS.items():
            lead.opens(f"{self.home}reading/{population}/agreement/")
            lead.sees(
                f"From {many // 5} records that two people have read", "Gwet’s AC", "By reader", "By body"
            )
            if many == 50:
                lead.photographs("agreement-of-readers")
            lead.opens(f"{self.home}reading/{population}/figures/")
            lead.sees(f"Over {many} records wholly read", "At a glance", f"n = {many}", "95 % interval")
            if many == 50:
                lead.photographs("figures")

    def lodge(self, population: str, question: str, indicator: str) -> None:
        """A figure enters the ledger against the indicator that the template names, and leads back."""
        inspector = self.sign_in("his_inspector")
        inspector.opens(f"{self.home}reading/{population}/figures/")
        panel = inspector.page.locator("section.speir_panel").filter(
            has=inspector.page.get_by_role("heading", name=question, exact=True)
        )
        words = panel.locator(".speir_quote").inner_text()
        with inspector.page.expect_navigation():
            panel.get_by_role("link", name="Lodge this figure as evidence").click()
        inspector.sees(words)
        chosen = inspector.page.get_by_label("Indicator").locator("option:checked").inner_text()
        assert chosen.strip().startswith(f"{indicator} ")
        inspector.fills("What it means, in your own words", "The sampled records show this.")
        inspector.ticks("Strength")
        inspector.presses("Lodge this figure")
        inspector.opens(f"{self.home}evidence/?indicator={indicator}")
        inspector.sees(words)


@pytest.fixture
def inspection(cast: Cast) -> Inspection:
    """An inspection of which the partnership knows, with four inspectors and two local record readers."""
    for name, body in LOCAL.items():
        cast.people[name] = register_person(
            email=email_of(name),
            full_name=name,
            post_title="Practitioner",
            body=cast.bodies[body],
            password=PASSWORD,
            by=SYSTEM,
            at=timezone.now(),
        )
    return begun(cast, ci_inspector=Role.INSPECTOR, **dict.fromkeys(LOCAL, Role.LOCAL_READER))


def test_ninety_records_from_excel_to_the_ledger(
    cast: Cast, sign_in: SignIn, inspection: Inspection, tmp_path: Path
) -> None:
    exercise = Exercise(cast, sign_in, inspection)
    exercise.publish_a_template()
    exercise.draw_a_sample(tmp_path)
    exercise.start_and_allocate()
    exercise.read_everything()
    assert exercise.by_hand == 6
    assert exercise.reconcile() > 0
    exercise.look_at_agreement_and_figures()
    exercise.lodge("investigation", TIMELY, "1.2")
    exercise.lodge("inquiry", QUALITY, "1.7")
