"""One page, its JSON twin, and what changes something: the mechanism that all pages share.

See the docstring of `rashomon.show.web` for how a page is added.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from rashomon.show.web.desk import Desk
from rashomon.show.web.look import render

__all__ = ["Moved", "Page", "action", "answer", "as_json", "desk_of", "inside", "page"]


@dataclass(frozen=True, slots=True)
class Page:
    """An answer: `data` is the JSON twin, whole; `view` is what else the template needs."""

    template: str
    title: str
    data: Mapping[str, Any]
    view: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200


class Moved(Exception):
    """Raised by a page whose content lies at another address of this server."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


Build = Callable[[Request], Page]
Act = Callable[[Request, FormData], "str | Page"]


def page(path: str, build: Build, name: str) -> list[BaseRoute]:
    """The routes of a page at `path` and of its twin at `path` + ".json"."""

    async def as_twin(request: Request) -> Response:
        try:
            made = await run_in_threadpool(build, request)
        except Moved as moved:
            return RedirectResponse(f"{moved.address}.json", 303)
        return as_json(made.data, made.status)

    async def as_page(request: Request) -> Response:
        try:
            return await run_in_threadpool(lambda: answer(request, build(request)))
        except Moved as moved:
            return RedirectResponse(moved.address, 303)

    twin = Route(f"{path}.json", as_twin, methods=["GET"], name=f"{name}.json")
    return [twin, Route(path, as_page, methods=["GET"], name=name)]  # the twin first: {id} would take "x.json"


def action(path: str, act: Act, name: str) -> list[BaseRoute]:
    """The route of something that changes: a POST with the token. `act` returns where to go, or a page."""

    async def run(request: Request) -> Response:
        form = await request.form()
        given = str(form.get("token", "")) or request.headers.get("x-rashomon-token", "")
        if not request.app.state.guard.right_token(given):
            return PlainTextResponse(
                "Nothing was changed: the page was opened before the server was started again. Go back, reload it, "
                "and do it once more.\n",
                403,
            )
        done = await run_in_threadpool(act, request, form)
        if isinstance(done, Page):
            return await run_in_threadpool(answer, request, done)
        return RedirectResponse(inside(done), 303)

    return [Route(path, run, methods=["POST"], name=name)]


def answer(request: Request, made: Page) -> Response:
    """A page as HTML."""
    return render(request, made.template, made.title, {**made.data, **made.view, "data": made.data}, made.status)


def as_json(data: object, status: int = 200) -> Response:
    """JSON in ASCII: no text in it can break out of anything, and lone surrogates pass."""
    return Response(json.dumps(data, allow_nan=False, indent=1) + "\n", status, media_type="application/json")


def desk_of(request: Request) -> Desk:
    """What the server knows of the ledger."""
    return cast(Desk, request.app.state.desk)


def inside(address: str) -> str:
    """The address if it leads to a page of this server, else the first page."""
    fine = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if fine and "\\" not in address else "/"
