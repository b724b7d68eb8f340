"""The files of other projects are those that their list names."""

from __future__ import annotations

import hashlib
import tomllib

from rashomon.show.web.look import STATIC

VENDOR = STATIC / "vendor"
FILES = tomllib.loads((VENDOR / "VENDORED.toml").read_text(encoding="utf8"))["file"]


def test_each_file_is_listed_with_its_hash_and_licence() -> None:
    listed = {row["name"] for row in FILES}
    assert listed == {path.name for path in VENDOR.iterdir() if path.is_file()} - {"VENDORED.toml"}
    for row in FILES:
        assert hashlib.sha256((VENDOR / row["name"]).read_bytes()).hexdigest() == row["sha256"]
        assert (VENDOR / row["licence_text"]).read_text(encoding="utf8").strip()
        assert row["version"]
