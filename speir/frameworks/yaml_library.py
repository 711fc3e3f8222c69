"""Reading a library from YAML, keeping the line of every value. Plain Python."""

from dataclasses import replace

import yaml

from speir.foundations.library_faults import Cell, Fault, LibraryFaults, Place, Row, Sheet, Tables

NULL = "tag:yaml.org,2002:null"


def tables_from_yaml(content: bytes, file: str) -> Tables:
    """Sections of rows; a section that is one mapping is one row. Raises LibraryFaults otherwise."""
    root = _composed(content, file)
    if root is None:
        raise LibraryFaults(
            [Fault(Place(file), "The file is empty.", "Choose the file that holds the library.")]
        )
    if not isinstance(root, yaml.MappingNode):
        to_do = "Begin with a section name and a colon, such as “framework:”."
        raise LibraryFaults([Fault(_place(file, root), "The file is not a set of named sections.", to_do)])
    faults: list[Fault] = []
    sheets = {name.text: _sheet(file, name, node, faults) for name, node in _pairs(root, Place(file), faults)}
    if faults:
        raise LibraryFaults(faults)
    return Tables(file, sheets)


def _composed(content: bytes, file: str) -> yaml.Node | None:
    try:
        return yaml.compose(content.decode("utf-8-sig"), Loader=yaml.SafeLoader)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        fault = Fault(
            Place(file, row=line), "This is not UTF-8 text.", "Save the file as UTF-8 and try again."
        )
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        what = f"This is not YAML: {error.problem or error.context}."
        fault = Fault(
            Place(file, row=line), what, "Check the indentation, the colons and the quotation marks here."
        )
    except yaml.YAMLError as error:
        what = f"This is not YAML: {str(error).splitlines()[0]}."
        fault = Fault(Place(file), what, "Save the file as plain text and try again.")
    except RecursionError:
        fault = Fault(
            Place(file), "The file nests too deep.", "Write sections that hold rows, nothing deeper."
        )
    raise LibraryFaults([fault])


def _place(file: str, node: yaml.Node, sheet: str = "", column: str = "") -> Place:
    return Place(file, sheet, node.start_mark.line + 1, column)


def _pairs(node: yaml.MappingNode, within: Place, faults: list[Fault]) -> list[tuple[Cell, yaml.Node]]:
    pairs: dict[str, tuple[Cell, yaml.Node]] = {}
    for key, value in node.value:
        place = replace(within, row=key.start_mark.line + 1)
        if not isinstance(key, yaml.ScalarNode):
            faults.append(Fault(place, "A name is expected here.", "Write a plain word before the colon."))
        elif key.value in pairs:
            to_do = "Remove one of the two."
            faults.append(Fault(replace(place, column=key.value), "This is written twice.", to_do))
        else:
            pairs[key.value] = (Cell(key.value, place), value)
    return list(pairs.values())


def _sheet(file: str, name: Cell, node: yaml.Node, faults: list[Fault]) -> Sheet:
    place = replace(name.place, sheet=name.text)
    rows = []
    for each in _row_nodes(node):
        if isinstance(each, yaml.MappingNode):
            rows.append(_row(_place(file, each, name.text), each, faults))
        else:
            to_do = "Begin each row with a hyphen, then “name: value” lines."
            faults.append(Fault(_place(file, each, name.text), "A row of named values is expected.", to_do))
    headings: dict[str, Cell] = {}
    for row in rows:
        for column, cell in row.cells.items():
            headings.setdefault(column, Cell(column, cell.place))
    return Sheet(place, tuple(headings.values()), tuple(rows))


def _row_nodes(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.SequenceNode):
        return list(node.value)
    is_empty = isinstance(node, yaml.ScalarNode) and node.tag == NULL
    return [] if is_empty else [node]


def _row(place: Place, node: yaml.MappingNode, faults: list[Fault]) -> Row:
    cells = {}
    for name, value in _pairs(node, place, faults):
        at = replace(name.place, column=name.text)
        if isinstance(value, yaml.ScalarNode):
            cells[name.text] = Cell("" if value.tag == NULL else value.value, at)
        else:
            faults.append(
                Fault(at, "A single value is expected here.", "Write words or a number after the colon.")
            )
    return Row(place, cells)
