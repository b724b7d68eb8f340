"""A toll over time as an SVG picture, without any library and without scripts.

Each voice has a colour and a sign of its own, so that nobody needs the colours. A figure is a sign at its number; a
bar says how far its bounds reach, with an arrow where they are open. Text and axes take the colour of the text around
them (currentColor), so the picture fits a light or a dark page; on its own it brings both. All text is escaped.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from rashomon.link.timeline import Line, Point, Timeline
from rashomon.model import Value
from rashomon.show.wording import claimant_words, count_words, safe

__all__ = ["timeline_svg", "voice_words"]

WIDTH, TOP, LEFT, RIGHT, PLOT = 760, 56, 64, 28, 260  # pixels
PAD = 36  # between the first or last day and the edge
UNDATED = 90  # width of the band for figures without a day
ROW = 20  # height of a line of the legend
TICKS = 5
DODGE = 12  # pixels: what is nearer than this on one day moves aside
LOG_FROM = 40  # a logarithmic scale where the largest figure is so many times the smallest
# Mid-tones that can be read on white and on black (after Okabe and Ito's palette for the colour-blind).
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#b5589a", "#a07800", "#3f8fc4", "#c8432f", "#6b7a3f")
SIGNS = ("circle", "square", "diamond", "triangle")
STYLE = "svg{color:#1a1a1a;background:#fff}@media (prefers-color-scheme:dark){svg{color:#e8e8e8;background:#161616}}"
STATUS = {
    "denied": "denied or doubted",
    "part": "a part of another figure",
    "group": "counts only some of them",
    "possible": "only possible",
    "unreal": "planned or hypothetical",
}


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where days and numbers lie on the picture."""

    first: date | None
    days: int
    low: float
    high: float
    logarithmic: bool
    undated: bool

    @property
    def right(self) -> float:
        return WIDTH - RIGHT - (UNDATED if self.undated and self.first else 0)

    def x(self, day: str | None) -> float:
        if day is None or self.first is None:
            return WIDTH - RIGHT - UNDATED / 2 if self.first else (LEFT + WIDTH - RIGHT) / 2
        share = (date.fromisoformat(day[:10]) - self.first).days / self.days if self.days else 0.5
        return LEFT + PAD + share * (self.right - LEFT - 2 * PAD)

    def y(self, number: float) -> float:
        number = min(max(number, self.low), self.high)
        if self.logarithmic:
            span = math.log10(self.high) - math.log10(self.low)
            share = (math.log10(max(number, self.low)) - math.log10(self.low)) / span if span else 0.5
        else:
            share = (number - self.low) / (self.high - self.low)
        return TOP + PLOT - share * PLOT


def timeline_svg(timeline: Timeline, *, standalone: bool = True) -> str:
    """The picture. With `standalone` it is a file of its own; without, it can stand inside an HTML page (it has no
    style element then, only attributes)."""
    frame = _frame(timeline)
    height = TOP + PLOT + 48 + ROW * max(1, len(timeline.lines)) + 12
    key = re.sub(r"[^A-Za-z0-9-]", "", f"{timeline.event}-{timeline.field.value}")
    title = f"{timeline.field.value.capitalize()} over time: {safe(timeline.title)}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img" aria-labelledby="title-{key} desc-{key}" class="timeline" '
        'font-family="system-ui, sans-serif" font-size="12" fill="currentColor">',
        f'<title id="title-{key}">{_text(title)}</title>',
        f'<desc id="desc-{key}">{_text(_description(timeline))}</desc>',
    ]
    if standalone:
        parts.append(f"<style>{STYLE}</style>")
    parts.append(f'<text x="{LEFT}" y="24" font-size="15" font-weight="600" class="heading">{_text(title)}</text>')
    shifts = _shifts(timeline, frame)
    parts += _axes(frame) if timeline.lines else [f'<text x="{LEFT}" y="{TOP + 20}">No figures.</text>']
    for number, line in enumerate(timeline.lines):
        parts += _line(line, number, frame, shifts)
        parts += _legend(line, number)
    return "\n".join([*parts, "</svg>"]) + "\n"


def voice_words(line: Line) -> str:
    """Who says so: the name, or the writer with the publisher."""
    who = claimant_words(line.claimant)
    return f"{who}, {safe(line.publisher)}" if line.publisher else who


def _text(text: str) -> str:
    return escape(text, quote=True)


def _description(timeline: Timeline) -> str:
    """The picture in words, for those who do not see it."""
    told = []
    for line in timeline.lines:
        figures = "; ".join(f"{point.day or 'no date'}: {_figure_words(point)}" for point in line.points)
        told.append(f"{voice_words(line)}: {figures}.")
    return " ".join(told) or "No figures."


def _figure_words(point: Point) -> str:
    words = count_words(Value(point.text, point.low, point.high, point.approximate))
    if point.group:
        words += f" {safe(point.group)}"
    return f"{words} ({STATUS[point.status]})" if point.status in STATUS else words


# ---------------------------------------------------------------- scales and axes


def _frame(timeline: Timeline) -> _Frame:
    points = [p for line in timeline.lines for p in line.points]
    days = sorted(date.fromisoformat(p.day[:10]) for p in points if p.day)
    numbers = [n for p in points for n in (p.low, p.high) if n is not None]
    low, high = (min(numbers), max(numbers)) if numbers else (0, 1)
    logarithmic = low > 0 and high >= LOG_FROM * low
    return _Frame(
        first=days[0] if days else None,
        days=(days[-1] - days[0]).days if days else 0,
        low=low / 1.5 if logarithmic else 0,
        high=high * 1.5 if logarithmic else max(high * 1.15, 1),
        logarithmic=logarithmic,
        undated=any(p.day is None for p in points),
    )


def _axes(frame: _Frame) -> list[str]:
    bottom, end = TOP + PLOT, WIDTH - RIGHT
    parts = ['<g class="axes" stroke="currentColor" stroke-opacity="0.35" fill="none">']
    parts.append(f'<path d="M{LEFT} {TOP}V{bottom}H{end}"/>')
    ticks = _number_ticks(frame)
    parts += [f'<path d="M{LEFT} {frame.y(n):.1f}H{end}" stroke-opacity="0.12"/>' for n in ticks]
    if frame.undated and frame.first:
        parts.append(f'<path d="M{frame.right:.1f} {TOP}V{bottom}" stroke-dasharray="3 3"/>')
    parts.append('</g><g class="labels" font-size="11" fill="currentColor">')
    parts += [f'<text x="{LEFT - 8}" y="{frame.y(n) + 4:.1f}" text-anchor="end">{n:,}</text>' for n in ticks]
    parts += [
        f'<text x="{frame.x(day):.1f}" y="{bottom + 18}" text-anchor="middle">{day}</text>' for day in _day_ticks(frame)
    ]
    if frame.undated:
        parts.append(f'<text x="{frame.x(None):.1f}" y="{bottom + 18}" text-anchor="middle">no date</text>')
    if frame.logarithmic:
        parts.append(f'<text x="{LEFT}" y="{TOP - 8}">logarithmic scale</text>')
    return [*parts, "</g>"]


def _number_ticks(frame: _Frame) -> list[int]:
    if frame.logarithmic:
        powers = range(math.floor(math.log10(frame.low)), math.ceil(math.log10(frame.high)) + 1)
        steps = [10**p * m for p in powers if p >= 0 for m in (1, 2, 5)]
        ticks = [n for n in steps if frame.low <= n <= frame.high]
        return ticks[:: max(1, math.ceil(len(ticks) / 8))]
    raw = frame.high / TICKS
    power = 10 ** math.floor(math.log10(raw)) if raw >= 1 else 1
    step = next(s * power for s in (1, 2, 5, 10) if s * power >= raw)
    return list(range(0, int(frame.high) + 1, max(1, int(step))))


def _day_ticks(frame: _Frame) -> list[str]:
    if frame.first is None:
        return []
    count = min(frame.days, TICKS - 1) or 0
    steps = [round(i * frame.days / count) for i in range(count + 1)] if count else [0]
    return [(frame.first + timedelta(days=n)).isoformat() for n in dict.fromkeys(steps)]


# ---------------------------------------------------------------- one voice


def _shifts(timeline: Timeline, frame: _Frame) -> dict[tuple[int, int], float]:
    """By (line, point) how far a sign moves aside, so that figures of one day that lie on each other are all seen."""
    cells: dict[tuple[str | None, int], list[tuple[int, int]]] = defaultdict(list)
    for n, line in enumerate(timeline.lines):
        for m, point in enumerate(line.points):
            cells[point.day, round(frame.y(_number(point)) / DODGE)].append((n, m))
    return {
        place: (rank - (len(places) - 1) / 2) * min(DODGE, 60 / len(places))
        for places in cells.values()
        for rank, place in enumerate(places)
    }


def _line(line: Line, number: int, frame: _Frame, shifts: Mapping[tuple[int, int], float]) -> list[str]:
    """The figures of one voice; those that it states of everybody are joined, in the order of their days."""
    colour = COLOURS[number % len(COLOURS)]
    parts = [f'<g class="voice voice-{number % len(COLOURS)}" stroke="{colour}" fill="{colour}">']
    joined = [p for p in line.points if p.status in ("stated", "possible") and p.day]
    if len(joined) > 1:
        places = " ".join(f"{frame.x(p.day):.1f},{frame.y(_number(p)):.1f}" for p in joined)
        parts.append(f'<polyline points="{places}" fill="none" stroke-width="1.5" stroke-opacity="0.6"/>')
    for rank, point in enumerate(line.points):
        parts.append(f'<g class="point" transform="translate({shifts[number, rank]:.1f} 0)">')
        when = f"{point.day} ({_dated(point)})" if point.day else "no date"
        parts.append(f"<title>{_text(f'{voice_words(line)}, {when}: {_figure_words(point)}')}</title>")
        parts += _bounds(point, frame)
        x, y = frame.x(point.day), frame.y(_number(point))
        parts.append(_sign(x, y, number, hollow=point.status != "stated" or point.approximate))
        if point.status == "denied":
            parts.append(f'<path d="M{x - 7:.1f} {y - 7:.1f}l14 14m0 -14l-14 14" fill="none" stroke-width="1.5"/>')
        parts.append("</g>")
    return [*parts, "</g>"]


def _dated(point: Point) -> str:
    return "as of that day" if point.dated_by == "as-of" else "day of publication"


def _number(point: Point) -> int:
    return point.low if point.low is not None else point.high or 0


def _bounds(point: Point, frame: _Frame) -> list[str]:
    """A bar between two bounds, or an arrow towards the open one."""
    x, y = frame.x(point.day), frame.y(_number(point))
    if point.low is not None and point.high is not None and point.low != point.high:
        other = frame.y(point.high)
        shape = f"M{x:.1f} {y:.1f}V{other:.1f}m-4 0h8"
    elif point.high is None and point.low is not None:
        shape = f"M{x:.1f} {y:.1f}v-20m-4 5l4 -5l4 5"
    elif point.low is None and point.high is not None:
        shape = f"M{x:.1f} {y:.1f}v20m-4 -5l4 5l4 -5"
    else:
        return []
    return [f'<path d="{shape}" fill="none" stroke-width="1.5"/>']


def _sign(x: float, y: float, number: int, *, hollow: bool) -> str:
    fill = ' fill="none" stroke-width="2"' if hollow else ""
    kind = SIGNS[(number + number // len(COLOURS)) % len(SIGNS)]  # so that colour and sign together repeat late
    if kind == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5"{fill}/>'
    if kind == "square":
        return f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8"{fill}/>'
    if kind == "diamond":
        return f'<path d="M{x:.1f} {y - 6:.1f}l6 6l-6 6l-6 -6z"{fill}/>'
    return f'<path d="M{x:.1f} {y - 5:.1f}l5.5 9.5h-11z"{fill}/>'


def _legend(line: Line, number: int) -> Sequence[str]:
    colour = COLOURS[number % len(COLOURS)]
    y = TOP + PLOT + 48 + number * ROW
    sign = _sign(LEFT + 6, y - 4, number, hollow=False)
    return [
        f'<g stroke="{colour}" fill="{colour}">{sign}</g>',
        f'<text x="{LEFT + 20}" y="{y}">{_text(voice_words(line))}</text>',
    ]
