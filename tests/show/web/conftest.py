from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from rashomon.show.web.app import create_app
from tests.show.web.made import make_ledger


@pytest.fixture(scope="session")
def made_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_ledger(tmp_path_factory.mktemp("web") / "ledger")


@pytest.fixture(scope="session")
def client(made_ledger: Path) -> Iterator[TestClient]:
    """The page over the small ledger, all accounts compared."""
    app = create_app(made_ledger)
    app.state.desk._start = lambda comparison: comparison.run(pause=0)
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as found:
        yield found
