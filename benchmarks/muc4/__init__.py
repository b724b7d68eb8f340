"""The Fourth Message Understanding Conference (1992): templates of all 24 slots; their scorer by the official rules.

score(responses, key, history) gives the rows of an official sheet.  With the judge's history it reproduces what the
17 systems got (benchmarks.muc4.proof); without, an automatic rule decides what unequal fillers earn
(benchmarks.muc4.likeness).

respond(message, reading) makes templates from what our reader says about a text (benchmarks.muc4.response).
"""

from benchmarks.muc4.history import History, parse_history, read_history
from benchmarks.muc4.scoring import Score, score
from benchmarks.muc4.sheet import Sheet, parse_sheet, read_sheet
from benchmarks.muc4.templates import Filler, Template, parse_templates, read_templates

__all__ = [
    "Filler",
    "History",
    "Score",
    "Sheet",
    "Template",
    "parse_history",
    "parse_sheet",
    "parse_templates",
    "read_history",
    "read_sheet",
    "read_templates",
    "score",
]
