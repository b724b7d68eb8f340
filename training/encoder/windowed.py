"""What an example of any training has: a window and the features of its positions."""

from __future__ import annotations

from typing import Protocol

from rashomon.extract.trained.features import Features
from rashomon.extract.trained.windows import Window

__all__ = ["IGNORED", "Windowed"]

IGNORED = -100  # the label of a position that teaches nothing


class Windowed(Protocol):
    """An example: a window and the features of its positions."""

    @property
    def window(self) -> Window: ...

    @property
    def features(self) -> Features: ...
