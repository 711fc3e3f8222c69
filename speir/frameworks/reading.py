"""Reading a framework from a file of either kind. Plain Python."""

from pathlib import Path

from speir.foundations.excel_tables import tables_from_excel
from speir.foundations.library_faults import Fault, LibraryFaults, Place
from speir.frameworks.checking import checked
from speir.frameworks.library import FrameworkLibrary
from speir.frameworks.yaml_library import tables_from_yaml

SHIPPED = Path(__file__).parent / "library"
LARGEST = 10 * 1024 * 1024


def library_from(content: bytes, file: str) -> FrameworkLibrary:
    """The framework in a file, told by the ending of its name; raises LibraryFaults with every fault."""
    ending = Path(file).suffix.lower()
    if len(content) > LARGEST:
        raise LibraryFaults(
            [Fault(Place(file), "The file is larger than 10 MB.", "A library is far smaller.")]
        )
    if ending in (".yaml", ".yml"):
        return checked(tables_from_yaml(content, file))
    if ending == ".xlsx":
        return checked(tables_from_excel(content, file))
    what = "Speir cannot tell what kind of file this is."
    raise LibraryFaults([Fault(Place(file), what, "Give it as YAML (.yaml) or Excel (.xlsx).")])


def library_from_path(path: Path, name: str = "") -> FrameworkLibrary:
    """The framework in a file on disk; faults call it by ``name``, or else by its own name."""
    try:
        content = path.read_bytes()
    except OSError as error:
        fault = Fault(
            Place(name or path.name), "The file cannot be read.", "Check its name and that you may read it."
        )
        raise LibraryFaults([fault]) from error
    return library_from(content, name or path.name)


def shipped_libraries() -> list[FrameworkLibrary]:
    """The frameworks that come with Speir."""
    return [library_from_path(path) for path in sorted(SHIPPED.glob("*.yaml"))]
