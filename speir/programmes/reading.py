"""Reading a programme from a file of either kind. Plain Python."""

from pathlib import Path

from speir.foundations.excel_tables import tables_from_excel
from speir.foundations.library_faults import Fault, LibraryFaults, Place
from speir.frameworks.yaml_library import tables_from_yaml
from speir.programmes.checking import checked
from speir.programmes.library import ProgrammeLibrary

LARGEST = 1024 * 1024
SHIPPED = Path(__file__).parent / "library"


def library_from(content: bytes, file: str) -> ProgrammeLibrary:
    """The programme in a file, told by the ending of its name; raises LibraryFaults with every fault."""
    ending = Path(file).suffix.lower()
    if len(content) > LARGEST:
        fault = Fault(Place(file), "The file is larger than 1 MB.", "A programme is far smaller.")
        raise LibraryFaults([fault])
    if ending in (".yaml", ".yml"):
        return checked(tables_from_yaml(content, file))
    if ending == ".xlsx":
        return checked(tables_from_excel(content, file))
    what = "Speir cannot tell what kind of file this is."
    raise LibraryFaults([Fault(Place(file), what, "Give it as YAML (.yaml) or Excel (.xlsx).")])


def shipped_libraries() -> list[ProgrammeLibrary]:
    """The programmes that come with Speir."""
    return [library_from(path.read_bytes(), path.name) for path in sorted(SHIPPED.glob("*.yaml"))]
