"""Values computed by others; the README beside this file says how."""

import json
from pathlib import Path
from typing import Any

VALUES: dict[str, list[Any]] = json.loads((Path(__file__).parent / "values.json").read_text(encoding="utf-8"))
