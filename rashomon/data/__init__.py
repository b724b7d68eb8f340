"""Lexicons and other data files of the package. Each file starts with a line on its origin."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

__all__ = ["data_path", "lexicon"]


def data_path(name: str) -> Path:
    """The path of a file in `rashomon/data`, such as "samples"."""
    return Path(str(resources.files(__name__))) / name


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The parsed `lexicons/NAME.toml`. Callers must not change what they get: it is shared."""
    return tomllib.loads((data_path("lexicons") / f"{name}.toml").read_text(encoding="utf8"))
