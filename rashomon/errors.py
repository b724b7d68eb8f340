"""The exceptions that Rashomon raises. Each message says what happened, where, and what to do next."""

from __future__ import annotations

__all__ = [
    "ConfigurationError",
    "InputError",
    "LedgerBusy",
    "LedgerError",
    "ModelError",
    "NotALedger",
    "NotFound",
    "RashomonError",
    "SchemaTooNew",
]


class RashomonError(Exception):
    """Base of everything Rashomon raises on purpose."""


class ConfigurationError(RashomonError):
    """Options that cannot be used; the message lists all of them at once."""


class InputError(RashomonError):
    """A path or a row that cannot be read at all. Single bad documents become `Problem` rows instead."""


class ModelError(RashomonError):
    """A model or data file is missing, or its sha256 differs from the pinned one."""


class LedgerError(RashomonError):
    """The ledger cannot be used."""


class NotALedger(LedgerError):
    """The folder exists and holds something else."""


class SchemaTooNew(LedgerError):
    """The ledger was written by a newer Rashomon."""


class LedgerBusy(LedgerError):
    """Another process writes to the ledger."""


class NotFound(LedgerError):
    """No event, claim or document has this id (or several share the prefix)."""
