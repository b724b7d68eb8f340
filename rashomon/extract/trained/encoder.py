"""The file of the encoder: found, checked by its hash, run on the processor.

`data/models/reader/` holds `model.onnx`, `tokenizer.json` and `manifest.json`, which says what the model was trained
on, its licence, its figures, the SHA-256 of the two other files, and what the decoding of each of its heads needs.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from rashomon.data import data_path
from rashomon.errors import ModelError
from rashomon.extract.trained.features import features_of, positions
from rashomon.extract.trained.windows import Window, cut_windows, holds_any, paragraphs_of, words_of
from rashomon.judged import Word
from rashomon.parsed import Parse, Span

__all__ = ["FORMAT", "MODEL", "Encoder", "load_encoder"]

MODEL = "reader"  # folder of data/models
FORMAT = 3  # of the manifest; another number needs another version of Rashomon
REMEDY = "Install Rashomon again (in a clone: git checkout -- rashomon/data/models, then make demo)."
Outputs = list[NDArray[np.float32]]


class Encoder:
    """A loaded model. Raises ModelError for files that are missing, cut off or of another version."""

    def __init__(self, folder: Path) -> None:
        self.manifest = _manifest(folder)
        model = _checked(folder / "model.onnx", self.manifest)
        tokenizer = _checked(folder / "tokenizer.json", self.manifest)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # the workers are processes
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_str(tokenizer.decode("utf8"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._begin, self._separator = (int(self.manifest["ids"][name]) for name in ("begin", "separator"))

    def words(self, text: str, paragraphs: Sequence[Span]) -> list[Word]:
        """The words of all lines of the paragraphs, in order."""
        return words_of(text, paragraphs_of(text, paragraphs), self._tokenizer)

    def run(
        self,
        text: str,
        words: list[Word],
        parse: Parse,
        quotations: Iterable[Span],
        *,
        heads: Sequence[str],
        limit: int,
        asked: Sequence[Span] | None = None,
    ) -> Iterator[tuple[Window, Outputs]]:
        """The windows over the words, in order, of `limit` word pieces at most, each with what these heads give for its
        positions, (positions, width) for each; `quotations` are the stretches within marks. With `asked` only windows
        come that hold one of these stretches, or the only one there is."""
        # one window at a time: more are no faster on a processor, and padding would change the weights' rounding
        features = features_of(text, words, parse, quotations)
        windows = list(cut_windows(words, self._begin, self._separator, limit))
        if asked is not None and len(windows) > 1:
            windows = [window for window in windows if holds_any(words, window, asked)]
        for window in windows:
            inputs = {
                "ids": np.array([window.ids], np.int64),
                "mask": np.ones((1, len(window.ids)), np.int64),
                "features": positions(window, features)[None],
            }
            yield window, [output[0] for output in self._session.run(heads, inputs)]


@cache
def load_encoder() -> Encoder:
    """The model that ships, loaded once in a process."""
    return Encoder(data_path("models") / MODEL)


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / "manifest.json"
    try:
        manifest = json.loads(path.read_text(encoding="utf8"))
    except OSError as error:
        raise ModelError(f"{path}: the model is not there ({error.strerror}). {REMEDY}") from error
    except ValueError as error:
        raise ModelError(f"{path}: not a manifest ({error}). {REMEDY}") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise ModelError(f"{path}: made for another version of Rashomon (this one reads format {FORMAT}). {REMEDY}")
    return manifest


def _checked(path: Path, manifest: dict[str, Any]) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path}: the model is not there ({error.strerror}). {REMEDY}") from error
    if hashlib.sha256(content).hexdigest() != manifest.get("sha256", {}).get(path.name):
        raise ModelError(f"{path}: not the file that the manifest names; it is cut off or was changed. {REMEDY}")
    return content
