"""What training starts with: the tokenizer, texts kept between runs, and a journal."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import torch
from tokenizers import Tokenizer

__all__ = ["Journal", "kept", "marks", "tokenizer_of"]

T = TypeVar("T")


def tokenizer_of(base: Path) -> Tokenizer:
    """The tokenizer of an encoder, without truncation and padding: windows are cut by us."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def marks(tokenizer: Tokenizer) -> tuple[int, int]:
    """The ids of the pieces that begin and end a window, as BERT or as RoBERTa name them."""
    begin, end = (
        next(i for i in map(tokenizer.token_to_id, names) if i is not None)
        for names in (("[CLS]", "<s>"), ("[SEP]", "</s>"))
    )
    return begin, end


def kept(path: Path, read: Callable[[], Iterable[T]]) -> list[T]:
    """Texts with their features; reading takes minutes, so they are kept beside the checkpoints."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pickle.dumps(list(read())))
    texts: list[T] = pickle.loads(path.read_bytes())
    return texts


class Journal:
    """Lines of `log.txt` in a folder, each with the seconds since the training began; sets the number of threads."""

    def __init__(self, folder: Path, threads: int) -> None:
        torch.set_num_threads(threads)
        folder.mkdir(parents=True, exist_ok=True)
        self.path, self.began = folder / "log.txt", time.time()

    def say(self, line: str) -> None:
        """Append a line."""
        with self.path.open("a", encoding="utf8") as file:
            file.write(f"{time.time() - self.began:7.0f} s  {line}\n")
