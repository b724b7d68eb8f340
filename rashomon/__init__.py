"""Rashomon keeps a ledger of events in which every fact remembers who said it."""

from __future__ import annotations

__all__ = ["__version__"]

__version__ = "0.1.0"
