"""The order of the layers, the size of modules, and what is public."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "rashomon"
MODULES = sorted(PACKAGE.rglob("*.py"))

# Each layer may import itself and those before it.
LAYERS = ("base", "text", "extract", "pipeline", "link", "ledger", "run", "show")
BASE = {"__init__", "scales", "values", "parsed", "judged", "triggers", "model", "errors", "config", "data"}


def layer_of(name: str) -> int:
    """The layer of a dotted module name below `rashomon`."""
    part = name.removeprefix("rashomon").strip(".").split(".")[0] or "__init__"
    if part == "__main__":
        part = "show"
    return LAYERS.index("base" if part in BASE else part)


def dotted(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(p for p in parts if p != "__init__")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf8"))


def imported(path: Path) -> list[str]:
    """Every module of ours that a file imports, wherever in the file."""
    names: list[str] = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names.append(node.module or "")
    return [n for n in names if n == "rashomon" or n.startswith("rashomon.")]


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_imports_go_one_way(path: Path) -> None:
    own = layer_of(dotted(path))
    wrong = [name for name in imported(path) if layer_of(name) > own]
    assert not wrong, f"{dotted(path)} imports from a later layer: {wrong}"


def test_the_model_imports_only_what_it_gathers() -> None:
    assert set(imported(PACKAGE / "model.py")) == {
        "rashomon.scales",
        "rashomon.values",
        "rashomon.parsed",
        "rashomon.judged",
        "rashomon.triggers",
    }
    assert imported(PACKAGE / "values.py") == ["rashomon.scales"]
    assert imported(PACKAGE / "scales.py") == []
    assert imported(PACKAGE / "parsed.py") == []


def test_only_one_module_knows_spacy() -> None:
    pattern = re.compile(r"^\s*(import|from) spacy", re.M)
    knowing = [dotted(p) for p in MODULES if pattern.search(p.read_text(encoding="utf8"))]
    assert knowing == ["rashomon.text.parse"]


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_modules_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf8").splitlines()) <= 500


@cache
def names_by_module() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for path in MODULES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ImportFrom) and node.module:
                found.setdefault(node.module, set()).update(alias.name for alias in node.names)
    return {module: frozenset(names) for module, names in found.items()}


def names_imported(module: str) -> frozenset[str]:
    return names_by_module().get(module, frozenset())


@pytest.mark.parametrize("path", [p for p in MODULES if p.name not in {"__init__.py", "__main__.py"}], ids=dotted)
def test_all_says_what_is_public(path: Path) -> None:
    """Every public name that a module defines at its top and another module imports is in `__all__`."""
    module = importlib.import_module(dotted(path))
    public = set(module.__all__)
    assert all(hasattr(module, name) for name in public)
    used = names_imported(dotted(path))
    assert used <= public, f"imported elsewhere but not in __all__: {sorted(used - public)}"


@pytest.mark.parametrize("path", sorted((PACKAGE / "data" / "lexicons").glob("*.toml")), ids=lambda p: p.name)
def test_lexicons_say_where_they_come_from(path: Path) -> None:
    assert path.read_text(encoding="utf8").startswith("# ")


def test_public_functions_have_docstrings() -> None:
    missing = []
    for path in MODULES:
        module = importlib.import_module(dotted(path)) if path.name != "__main__.py" else None
        for name in getattr(module, "__all__", ()):
            thing = getattr(module, name)
            if (inspect.isfunction(inspect.unwrap(thing)) or inspect.isclass(thing)) and not (
                thing.__doc__ or ""
            ).strip():
                missing.append(f"{dotted(path)}.{name}")
    assert not missing


def test_library_code_does_not_print() -> None:
    printing = [
        dotted(path)
        for path in MODULES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert not printing
