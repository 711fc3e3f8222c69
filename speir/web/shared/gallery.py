"""Every component in every state, for people who build screens; not served in production."""

from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.http import HttpRequest, HttpResponseBase

from speir.web.design_system.charts import (
    Bar,
    BarChart,
    Dot,
    FunnelChart,
    Limits,
    LineChart,
    Spot,
)
from speir.web.design_system.fields import DayField, FilesField
from speir.web.design_system.timeline import Mark, Stage, Timeline, Week, week_index
from speir.web.shared import words
from speir.web.shared.council_tiles import Tile
from speir.web.shared.forms import ButtonForm, SpeirForm
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, public_screen

LEVELS = [
    ("6", "Excellent"),
    ("5", "Very good"),
    ("4", "Good"),
    ("3", "Adequate"),
    ("2", "Weak"),
    ("1", "Unsatisfactory"),
]
LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch-and-an-equally-unbreakable-second-half"


class GalleryForm(SpeirForm):
    """One field of each kind."""

    title = forms.CharField(label="Title", error_messages={"required": "Enter a title."})
    due_on = DayField(label="Due on")
    grade = forms.ChoiceField(
        label="Evaluation",
        choices=LEVELS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an evaluation."},
    )
    sources = forms.MultipleChoiceField(
        label="Sources",
        choices=[("records", "Records"), ("survey", "Staff survey"), ("people", "People")],
        widget=forms.CheckboxSelectMultiple,
        help_text="Choose all that speak.",
        error_messages={"required": "Choose at least one source."},
    )
    area = forms.ChoiceField(
        label="Partnership",
        choices=[("", "Choose one"), ("a", "Strathcarron"), ("b", LONG)],
        error_messages={"required": "Choose a partnership."},
    )
    rationale = forms.CharField(
        label="Rationale",
        widget=forms.Textarea,
        help_text="Two or three sentences. No names, dates of birth or addresses.",
        error_messages={"required": "Enter a rationale."},
    )
    note = forms.CharField(label="Note for the team", required=False)
    documents = FilesField(label="Documents", help_text="PDF or Word, up to 25 MB each.")
    agreed = forms.BooleanField(
        label="Everybody on the team has seen this",
        error_messages={"required": "Confirm that everybody on the team has seen this."},
    )


@dataclass(frozen=True)
class Turn:
    """One thing that waits for somebody."""

    title: str
    address: str
    reason: str
    due: str
    due_kind: str


@dataclass(frozen=True)
class Task:
    """One task and its state."""

    title: str
    address: str
    hint: str
    status: str
    status_kind: str


@dataclass(frozen=True)
class GalleryPage:
    """What the gallery prints besides its forms."""

    timeline: Timeline
    line: LineChart
    bars: BarChart
    funnel: FunnelChart
    tiles: tuple[Tile, ...]
    turns: tuple[Turn, ...]
    tasks: tuple[Task, ...]
    rows: tuple[tuple[str, int, str], ...]
    long_word: str


def sample_line() -> LineChart:
    """A made-up series with a break, a gap, limits, a provisional value and one beyond the limits."""
    values = (71.0, 73.0, 72.0, None, 74.0, 61.0, 62.0, 60.0, 61.5, 62.0, 60.5, 52.0, 61.0)
    dots = tuple(
        Dot(
            str(2014 + place), value, "no value" if value is None else f"{value}%", value == 52.0, place == 12
        )
        for place, value in enumerate(values)
    )
    limits = Limits(56.0, 61.2, 66.4, 5, 12)
    return LineChart(
        "A line", "A line with a break, a gap and limits.", dots, ((5, "not comparable"),), limits
    )


def sample_timeline() -> Timeline:
    """A made-up inspection in its ninth counted week, with a festive pause."""
    first = date(2026, 10, 12)
    numbers: list[int | None] = [*range(1, 11), None, None, *range(11, 22)]
    weeks = [
        Week(number, first + timedelta(weeks=n), "" if number else "Festive closure")
        for n, number in enumerate(numbers)
    ]

    def mark(title: str, day: date, state: str, remark: str = "") -> Mark:
        return Mark(title, day, week_index(weeks, day) or 0.0, state, remark)  # type: ignore[arg-type]

    return Timeline(
        stages=(
            Stage("Preparation", 0, 3),
            Stage("Gather and analyse", 4, 9),
            Stage("On site", 10, 15),
            Stage("Reporting", 16, 22),
        ),
        weeks=weeks,
        milestones=(
            mark("Notified", date(2026, 10, 12), "done", "reached on 12 October 2026"),
            mark("Return", date(2026, 10, 27), "done"),
            mark("Documents", date(2026, 11, 3), "late", "12 of 19 received"),
            mark("Discussion 1", date(2026, 11, 9), "done"),
            mark("Records", date(2026, 11, 30), "next"),
            mark("Discussion 2", date(2027, 1, 4), "ahead"),
            mark("On site", date(2027, 1, 12), "ahead"),
            mark("Discussion 3", date(2027, 2, 1), "ahead"),
            mark("Panel and draft report", date(2027, 2, 9), "ahead"),
            mark("Factual accuracy", date(2027, 2, 22), "ahead"),
            mark("Embargoed copy", date(2027, 3, 8), "ahead"),
            mark("Publish", date(2027, 3, 16), "ahead"),
        ),
        today_index=week_index(weeks, date(2026, 11, 22)),
        note="Working weeks in Strathcarron (21 December to 3 January not counted). Fictional.",
    )


def gallery_page() -> GalleryPage:
    """The samples."""
    return GalleryPage(
        timeline=sample_timeline(),
        line=sample_line(),
        bars=BarChart(
            "Bars",
            "Three bars, one of them marked, and one without a value.",
            (Bar("First", 82, "82%"), Bar("Second, marked", 44, "44%", True), Bar("Third", None, "no value")),
        ),
        funnel=FunnelChart(
            "A funnel",
            "Three spots; one lies below the lower limit.",
            (Spot("Large", 900, 71, "71%"), Spot("Small", 60, 60, "60%"), Spot("Low", 500, 52, "52%", True)),
            ((50, 48, 90), (200, 59, 81), (500, 64, 77), (900, 66, 75)),
            70.5,
            "of how many",
        ),
        tiles=(
            Tile("First area", "First", 0, 0, "82%", 1, "#", True),
            Tile("Second area", "Second", 1, 0, "44%", 4, "#"),
            Tile("Third area", "Third", 1, 1, "no value", 0, "#"),
        ),
        turns=(
            Turn("Decide on a concern raised from a record", "#", "Must be answered today.", "today", "bad"),
            Turn("Reconcile 3 double-read records", "#", "You have both submitted.", "due tomorrow", "warn"),
            Turn(LONG, "#", LONG, "week 11", "grey"),
            Turn("Nothing to open yet", "", "The partnership sees it when you share it.", "", ""),
        ),
        tasks=(
            Task("Position statement", "#", "", "received", "ok"),
            Task("Audit programme 2026", "#", "Asked on 2 November 2026", "6 days late", "bad"),
            Task("Committee minutes", "", "Opens when the request is sent.", "not yet", "grey"),
        ),
        rows=tuple((f"{n}.{n % 5 + 1}", n * 7 % 50, f"Indicator number {n}") for n in range(1, 51)),
        long_word=LONG,
    )


@public_screen(methods=READ_AND_CHANGE)
def gallery(request: HttpRequest) -> HttpResponseBase:
    """Every component; sending the form shows its errors and changes nothing."""
    form = GalleryForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form.is_valid()
    person = request.user if request.user.is_authenticated else None
    keep = words.kept("gallery", version=1, by=person) if person else None
    if keep and request.method != "POST":
        form = GalleryForm(initial={"rationale": keep.or_else("")})
    filled = GalleryForm(
        prefix="filled", initial={"title": "Chronologies", "grade": "2", "sources": ["records"]}
    )
    return render_page(
        request,
        "shared/gallery.html.jinja",
        gallery_page(),
        form=form,
        filled=filled,
        keep=keep,
        button_form=ButtonForm(prefix="button"),
    )
