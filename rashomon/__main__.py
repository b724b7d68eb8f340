"""`python -m rashomon`."""

from __future__ import annotations

from rashomon.show.cli import main

__all__: list[str] = []

if __name__ == "__main__":
    main()
