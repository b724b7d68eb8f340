"""The rules of the task as data: `mapping.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

__all__ = ["mapping"]

MAPPING: Final = Path(__file__).parent / "mapping.toml"


@cache
def mapping() -> dict[str, Any]:
    """The rules. Callers must not change what they get."""
    return tomllib.loads(MAPPING.read_text(encoding="utf8"))
