"""What counts as a ledger, who may write, and what a reader sees."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from rashomon.errors import LedgerBusy, LedgerError, NotALedger, SchemaTooNew
from rashomon.ledger import folder as layout


def test_a_new_folder_becomes_a_ledger(tmp_path: Path) -> None:
    layout.create(tmp_path / "deep" / "ledger")
    layout.check(tmp_path / "deep" / "ledger")
    layout.create(tmp_path / "deep" / "ledger")  # once more changes nothing


def test_a_folder_with_other_things_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("mine")
    with pytest.raises(NotALedger, match=r"thesis\.doc"):
        layout.create(tmp_path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["thesis.doc"]


@pytest.mark.parametrize("head", ["", "{", "[1]", '{"format": "other", "schema": 1}', '{"format": "rashomon-ledger"}'])
def test_a_strange_head_is_refused(tmp_path: Path, head: str) -> None:
    (tmp_path / "ledger.json").write_text(head)
    with pytest.raises(NotALedger, match=r"ledger\.json"):
        layout.check(tmp_path)


def test_missing_and_file(tmp_path: Path) -> None:
    with pytest.raises(NotALedger, match="no ledger at"):
        layout.check(tmp_path / "nowhere")
    (tmp_path / "file").write_text("x")
    with pytest.raises(NotALedger, match="is a file"):
        layout.check(tmp_path / "file")
    with pytest.raises(NotALedger, match="is a file"):
        layout.create(tmp_path / "file")


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    layout.create(tmp_path / "l")
    head = json.loads((tmp_path / "l" / "ledger.json").read_text())
    (tmp_path / "l" / "ledger.json").write_text(json.dumps(head | {"schema": 99, "version": "7.1"}))
    with pytest.raises(SchemaTooNew, match=r"schema 99.*7\.1"):
        layout.check(tmp_path / "l")


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    layout.create(tmp_path / "l")
    program = (
        "import sys; from pathlib import Path; from rashomon.ledger import folder\n"
        "with folder.writing(Path(sys.argv[1])):\n    print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path / "l")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(LedgerBusy, match=f"(?i)process {other.pid} is writing"), layout.writing(tmp_path / "l"):
            pass
        other.communicate("")
    with layout.writing(tmp_path / "l"):
        pass


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_no_permission(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(LedgerError, match="No permission"):
        layout.create(tmp_path / "l")


def test_no_permission_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(LedgerError, match="No permission to write"):
        layout.create(tmp_path / "l")


def part(ledger: Path, name: str) -> Path:
    path = ledger / "parts" / name
    path.mkdir(parents=True)
    (path / "x").write_text("x")
    return path


def test_a_merged_part_stands_for_those_inside_it(tmp_path: Path) -> None:
    layout.create(tmp_path / "l")
    for name in ("000001", "000002", "000003", "000001-000002", "unfinished-000004"):
        part(tmp_path / "l", name)
    current = [found.path.name for found in layout.current_parts(tmp_path / "l")]
    assert current == ["000001-000002", "000003"]
    assert layout.next_number(tmp_path / "l" / "parts") == 4


def test_leftovers_go_with_the_next_writer_but_not_while_somebody_reads(tmp_path: Path) -> None:
    ledger = tmp_path / "l"
    layout.create(ledger)
    for name in ("000001", "000002", "000001-000002", "unfinished-000003"):
        part(ledger, name)

    def names() -> list[str]:
        return sorted(os.listdir(ledger / "parts"))

    with layout.reading(ledger), layout.writing(ledger):
        assert names() == ["000001", "000001-000002", "000002"]
    with layout.writing(ledger):
        assert names() == ["000001-000002"]


def test_the_newest_links_count(tmp_path: Path) -> None:
    layout.create(tmp_path / "l")
    assert layout.current_links(tmp_path / "l") is None
    for name in ("000001", "000002", "unfinished-000003"):
        (tmp_path / "l" / "links" / name).mkdir()
    found = layout.current_links(tmp_path / "l")
    assert found is not None
    assert found.name == "000002"
