"""Draws docs/pictures/accounts.svg: the accounts of the most disputed sample event, as the terminal shows them.

.venv/bin/python docs/make_pictures.py
"""

from __future__ import annotations

import io
import re
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI

from rashomon.data import data_path
from rashomon.ledger.store import Ledger
from rashomon.link.accounts import accounts_of
from rashomon.run.engine import read
from rashomon.show.accounts import AccountsPage
from rashomon.show.selection import ranked_events

PICTURE = Path(__file__).parent / "pictures" / "accounts.svg"
WIDTH = 112


def main() -> None:
    """Read the samples into a temporary ledger and draw its first event."""
    with tempfile.TemporaryDirectory() as folder:
        read([str(data_path("samples"))], Path(folder) / "ledger")
        with Ledger(Path(folder) / "ledger") as ledger:
            first = next(iter(ranked_events(ledger.events())))[0]
            view = ledger.event(first.event.id)
            console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
            found = accounts_of(view.event, view.claims, view.documents, view.copies)
            AccountsPage(view, found, ledger.authors(list(view.documents))).print(console, None)
    svg = console.export_svg(title="rashomon accounts", theme=MONOKAI, unique_id="accounts")
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.S)  # its addresses would make a viewer call home
    PICTURE.write_text(svg, encoding="utf8")


if __name__ == "__main__":
    main()
