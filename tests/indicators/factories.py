"""Invented numbers that have landed, a look at them, and a file that waits."""

from django.core.files.uploadedfile import SimpleUploadedFile

from speir.demo.invented_numbers import CODES, Invented, Planted, quarters
from speir.handovers.operations import look_for_signals
from speir.indicators.choices import Collection, SignalKind
from speir.indicators.mapping import guess
from speir.indicators.models import FileToLand, FoundSignal, Vintage
from speir.indicators.operations import hand_in_numbers, import_numbers
from speir.partnerships.choices import AreaKind
from speir.partnerships.operations import register_fictional_area
from speir.people.operations import SYSTEM
from speir.regulated_services.models import ServicesFile, Snapshot
from speir.regulated_services.operations import hand_in_services, import_services
from tests.factories import NOW, World, make_world
from tests.indicators.sheets import LONG, long_file
from tests.regulated_services.datastore import file_of

AREAS = ("Ardalpha", "Ardbravo", "Balalpha", "Balbravo", "Dunalpha", "Dunbravo", "Kinalpha", "Kinbravo")
LONG_COLUMNS = guess(LONG)
COLUMNS = {"area": "Local authority", "indicator": "Indicator", "period": "Year", "value": "Value"}
PLANTED = (
    Planted(SignalKind.ABSENCE, 1, "SIR", 11),
    Planted(SignalKind.THREE_WORSE, 2, "ASP-TIME", 11),
    Planted(SignalKind.OUTSIDE_FUNNEL, 3, "CPO-DONE", 11),
    Planted(SignalKind.BROKEN_TREND, -1, "LAC-AFTERCARE", 11),
)


def fictional_areas() -> None:
    """Eight invented council areas."""
    for name in AREAS:
        register_fictional_area(kind=AreaKind.COUNCIL, name=name, by=SYSTEM, at=NOW)


def invented(areas: tuple[str, ...] = AREAS) -> None:
    """Three years of invented numbers land, and somebody looks at them."""
    made = Invented(areas, quarters(2023, 12), PLANTED)
    for collection in CODES:
        content = made.file(Collection(collection))
        import_numbers(collection=Collection(collection), content=content, name="x.csv", by=SYSTEM, at=NOW)
    look_for_signals(is_fictional=True, by=SYSTEM, at=NOW)


def landed() -> World:
    """A world in which numbers have landed, signals were found, and a file waits."""
    world = make_world()
    fictional_areas()
    invented()
    services = file_of({"Council_Area_Name": AREAS[0]}, {"Council_Area_Name": "Atlantis"})
    import_services(content=services, name="x.csv", month="2026-06", by=SYSTEM, at=NOW)
    hand_in_numbers(collection=Collection.JUSTICE, upload=upload(), by=world.people["analyst"], at=NOW)
    hand_in_services(upload=services_upload(), month="2026-08", by=world.people["analyst"], at=NOW)
    return world


def services_upload() -> SimpleUploadedFile:
    """A month of regulated services in the fictional areas; one of its rows cannot be used."""
    content = file_of({"Council_Area_Name": AREAS[0]}, {"Council_Area_Name": "Atlantis"})
    return SimpleUploadedFile("services.csv", content, content_type="text/csv")


def services_waiting() -> ServicesFile:
    """The month's file that waits to land."""
    found = ServicesFile.objects.first()
    assert found
    return found


def upload() -> SimpleUploadedFile:
    """A small file of numbers; one of its rows cannot be used."""
    rows = ((AREAS[0], "CPO", "2023/24", "120", "", "", ""), ("Atlantis", "CPO", "2023/24", "3", "", "", ""))
    return SimpleUploadedFile("orders.csv", long_file(*rows, heads=LONG), content_type="text/csv")


def waiting() -> FileToLand:
    """The file that waits."""
    return FileToLand.objects.get()


def vintage() -> Vintage:
    """A vintage."""
    found = Vintage.objects.first()
    assert found
    return found


def month() -> Snapshot:
    """The month of regulated services."""
    return Snapshot.objects.get(is_fictional=True)


def signal() -> FoundSignal:
    """The signal of an area that returned no notification."""
    found = FoundSignal.objects.filter(kind=SignalKind.ABSENCE, area__name=AREAS[1]).last()
    assert found
    return found
