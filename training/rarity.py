"""Build `rashomon/data/word_rarity.txt`: how rare words are in news.

    python training/rarity.py [FOLDER]      FOLDER holds *.jsonl.gz with rows that have a `title` and a `text`; it is
                                            the set of unlabelled news pages of the public benchmarks unless named

Counts in how many pages each word (by its key, see rashomon/link/rarity.py) stands. No page's text is kept, and no word
that is in fewer than MIN_PAGES pages: what is left are words of the language and well-known names. The same pages give
the same file.
"""

from __future__ import annotations

import gzip
import json
import math
import sys
from collections import Counter, defaultdict
from pathlib import Path

from benchmarks.framework import SHARED
from rashomon.data import data_path
from rashomon.link.rarity import TABLE, word_key, words_of

MIN_PAGES = 4
STEP = 0.25
HEAD = """\
# Rarity of words in news: natural logarithm of pages per page with the word, then the keys of words.
# Origin: training/rarity.py, {pages:,} unlabelled news pages of 2012 to 2020; words of fewer than {least} left out.
"""


def main(folder: Path) -> None:
    found: Counter[str] = Counter()
    pages = 0
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf8") as rows:
            for row in map(json.loads, rows):
                pages += 1
                words = words_of(f"{row.get('title') or ''} {row['text']}")
                found.update({word_key(word) for word in words if len(word) < 25})
    levels: dict[float, list[str]] = defaultdict(list)
    for word, count in found.items():
        if count >= MIN_PAGES:
            levels[round(math.log(pages / count) / STEP) * STEP].append(word)
    lines = [f"{level:.2f} {' '.join(sorted(levels[level]))}" for level in sorted(levels)]
    text = HEAD.format(pages=pages, least=MIN_PAGES) + "\n".join(lines) + "\n"
    data_path(TABLE).write_text(text, encoding="utf8")
    sys.stdout.write(f"{sum(map(len, levels.values())):,} words of {pages:,} pages\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "benchmarks" / "news-unlabelled")
