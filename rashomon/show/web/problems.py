"""The Problems page: what could not be read, or was read with a reservation, and why."""

from __future__ import annotations

from collections import Counter

from starlette.requests import Request
from starlette.routing import BaseRoute

from rashomon.show.rows import problem_row
from rashomon.show.web.pages import Page, desk_of, page

__all__ = ["routes"]

PER_PAGE = 200


def show(request: Request) -> Page:
    """All problems, or those of one code, page by page."""
    code = request.query_params.get("code", "")
    with desk_of(request).open() as ledger:
        everything = [problem_row(one) for one in ledger.problems()]
    codes = Counter(row["code"] for row in everything)
    rows = [row for row in everything if code in ("", row["code"])]
    pages = max(1, -(-len(rows) // PER_PAGE))
    number = min(_whole(request.query_params.get("page", "1")), pages)
    shown = rows[(number - 1) * PER_PAGE : number * PER_PAGE]
    data = {"total": len(rows), "page": number, "pages": pages, "codes": dict(codes.most_common()), "problems": shown}
    return Page("problems.html", "Problems", data, {"code": code})


def _whole(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 10 else 1


def routes() -> list[BaseRoute]:
    """The addresses of the Problems page."""
    return page("/problems", show, "problems")
