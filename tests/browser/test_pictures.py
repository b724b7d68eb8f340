"""Pictures of each page for the documents, drawn only when asked: `make pictures`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright import sync_api

from tests.browser.conftest import Server

ROOT = Path(__file__).parent.parent.parent
PICTURES = ROOT / "docs" / "pictures"

pytestmark = pytest.mark.skipif("RASHOMON_PICTURES" not in os.environ, reason="pictures are drawn by `make pictures`")


@pytest.mark.parametrize("width", [1280, 390])
def test_draw_each_page(browser: sync_api.Browser, samples: Server, width: int) -> None:
    with browser.new_context(
        base_url=samples.address, viewport={"width": width, "height": 900 if width > 600 else 844}, color_scheme="light"
    ) as context:
        context.set_default_timeout(120_000)
        page = context.new_page()
        page.goto("/events")
        page.locator("#map-live[data-ready]").wait_for(timeout=200_000)
        page.wait_for_timeout(1_500)
        page.screenshot(path=PICTURES / f"events-{width}.png")
        page.locator("table.events tbody th a").first.click()
        page.screenshot(path=PICTURES / f"event-{width}.png")
        page.goto(f"{page.url}/why")
        page.screenshot(path=PICTURES / f"linked-{width}.png")
        page.go_back()
        page.locator(".words a").first.click()
        page.screenshot(path=PICTURES / f"document-{width}.png")
        for name in ("review", "problems"):
            page.goto(f"/{name}")
            page.screenshot(path=PICTURES / f"{name}-{width}.png")


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over the sample articles, whose accounts have been compared."""
    folder = tmp_path_factory.mktemp("pictures") / "samples"
    words = [sys.executable, "-m", "rashomon", "read", "samples", "--ledger", str(folder)]
    subprocess.run(words, check=True, cwd=ROOT / "rashomon" / "data")
    server = Server(folder)
    while json.load(urlopen(f"{server.address}/events.json"))["compared"] < 1:
        time.sleep(0.5)
    yield server
    server.stop()
