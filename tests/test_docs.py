"""The documents name what is there: every command, field, relation rule and problem code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

from rashomon import scales
from rashomon.link import relations
from rashomon.show.cli import app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf8")
CODEBOOK = (ROOT / "docs" / "codebook.md").read_text(encoding="utf8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf8")


@pytest.mark.parametrize("command", sorted(get_command(app).commands))  # type: ignore[attr-defined]
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"rashomon {command} " in README


@pytest.mark.parametrize("name", re.findall(r"^    rashomon (\w+) ", README, re.M))
def test_the_readme_names_no_command_that_is_not_there(name: str) -> None:
    assert name in get_command(app).commands  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "value",
    [
        str(value)
        for scale in (scales.Field, scales.Stance, scales.Modality, scales.ClaimantKind, scales.EventType)
        for value in scale
    ],
)
def test_every_value_is_in_the_codebook(value: str) -> None:
    assert re.search(rf"\b{re.escape(value)}\b", CODEBOOK)


def test_every_relation_rule_is_in_the_codebook() -> None:
    rules = re.findall(r"^\| ([a-z, -]+) \| (?:agree|differ|deny|revise|part-of) \|", relations.__doc__ or "", re.M)
    assert rules
    assert [rule for rule in rules if rule not in CODEBOOK] == []


def test_every_problem_code_is_in_the_codebook() -> None:
    pattern = re.compile(r"Problem\(\s*[^,()]+(?:\([^()]*\))?[^,()]*,\s*\"([a-z0-9-]+)\"")
    codes = {
        code for path in (ROOT / "rashomon").rglob("*.py") for code in pattern.findall(path.read_text(encoding="utf8"))
    }
    assert len(codes) > 10
    assert [code for code in sorted(codes) if code not in CODEBOOK] == []


@pytest.mark.parametrize(
    "folder", sorted(p.name for p in (ROOT / "rashomon").iterdir() if (p / "__init__.py").exists())
)
def test_every_package_is_in_the_architecture(folder: str) -> None:
    assert f"      {folder}/" in ARCHITECTURE


def test_no_document_links_to_a_file_that_is_not_there() -> None:
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        for link in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf8")):
            assert (path.parent / link).exists(), f"{path.name}: {link}"
