"""Reading a programme from a YAML file. Plain Python."""

from pathlib import Path

from speir.foundations.library_faults import Fault, LibraryFaults, Place
from speir.frameworks.yaml_library import tables_from_yaml
from speir.programmes.checking import checked
from speir.programmes.library import ProgrammeLibrary

SHIPPED = Path(__file__).parent / "library"


def library_from(content: bytes, file: str) -> ProgrammeLibrary:
    """The programme in a YAML file; raises LibraryFaults with every fault."""
    if Path(file).suffix.lower() not in (".yaml", ".yml"):
        fault = Fault(Place(file), "A programme is read from YAML.", "Give it as a .yaml file.")
        raise LibraryFaults([fault])
    return checked(tables_from_yaml(content, file))


def shipped_libraries() -> list[ProgrammeLibrary]:
    """The programmes that come with Speir."""
    return [library_from(path.read_bytes(), path.name) for path in sorted(SHIPPED.glob("*.yaml"))]
