"""Values computed by others; the README beside this file says how."""

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
VALUES: dict[str, list[Any]] = json.loads((HERE / "values.json").read_text(encoding="utf-8"))
LIMITS: dict[str, list[Any]] = json.loads((HERE / "limits.json").read_text(encoding="utf-8"))
