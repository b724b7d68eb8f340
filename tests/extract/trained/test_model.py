"""The model file: broken ones are refused with what mends them, and odd texts break nothing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from rashomon.data import data_path
from rashomon.errors import ModelError
from rashomon.extract.trained.encoder import FORMAT, MODEL, Encoder, load_encoder
from rashomon.extract.trained.model import load_model
from rashomon.parsed import Parse, Span

REMEDY = "Install Rashomon again"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(data_path("models") / MODEL, tmp_path / MODEL))


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=f"manifest.json: the model is not there.*{REMEDY}"):
        Encoder(tmp_path / "nothing")


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_file_is_missing(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelError, match=f"{name}: the model is not there.*{REMEDY}"):
        Encoder(folder)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_file_is_cut_off(folder: Path, name: str) -> None:
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[: len(content) // 2])
    with pytest.raises(ModelError, match=f"{name}: not the file that the manifest names.*{REMEDY}"):
        Encoder(folder)


def test_manifest_is_no_manifest(folder: Path) -> None:
    (folder / "manifest.json").write_text("{", encoding="utf8")
    with pytest.raises(ModelError, match=f"not a manifest.*{REMEDY}"):
        Encoder(folder)


def test_made_for_another_version(folder: Path) -> None:
    path = folder / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf8")), "format": FORMAT + 1}), encoding="utf8")
    with pytest.raises(ModelError, match=f"made for another version.*{REMEDY}"):
        Encoder(folder)


def test_the_manifest_says_what_it_is() -> None:
    manifest = load_encoder().manifest
    assert manifest["format"] == FORMAT
    assert all(manifest[name] for name in ("trained_on", "licence", "made_by", "figures"))
    assert (data_path("models") / MODEL / "model.onnx").stat().st_size < 100e6


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "a" * 100_000,
        "\x00\x01\x02 \x7f",
        "он сказал that العربية 中文说 १२३",
        "x\u200d" * 500,
        "🙂" * 2000,
    ],
)
def test_odd_texts(text: str) -> None:
    judged = load_model().judge(text, [Span(0, len(text))] if text else [], Parse(), []).said
    assert np.isfinite(judged.scores).all()
    assert all(0 <= word.start < word.end <= len(text) for word in judged.words)
    assert (judged.window >= 0).all()  # every word was judged


def test_a_long_paragraph_is_read_to_its_end() -> None:
    text = "The mayor said that nine men died. " * 200
    judged = load_model().judge(text, [Span(0, len(text))], Parse(), []).said
    assert judged.words[-1].end == len(text.rstrip())
    assert (judged.window >= 0).all()
    assert len(set(judged.window.tolist())) > 10
