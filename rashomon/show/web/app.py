"""The web application: pages, static files, errors, and the gate before all of them."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from rashomon.errors import NotFound, RashomonError
from rashomon.show.web import document, event, events, linked, login, problems, review, review_links, settings
from rashomon.show.web.desk import Desk
from rashomon.show.web.look import STATIC
from rashomon.show.web.pages import Page, answer, as_json
from rashomon.show.web.review_queue import Queues
from rashomon.show.web.security import Gate, Guard

__all__ = ["create_app"]

# Every page: a module with `routes()`. A new page is added here, and in the navigation of templates/base.html.
PAGES = (events, event, linked, document, review, review_links, problems, settings, login)


def create_app(ledger: Path, password: str | None = None) -> Starlette:
    """The application over the ledger in this folder. With a password, everything asks for it.

    Raises NotALedger or SchemaTooNew when the folder is none that can be shown.
    """
    guard = Guard(password)
    routes: list[BaseRoute] = [route for module in PAGES for route in module.routes()]
    routes.append(Route("/", _home, methods=["GET"], name="home"))
    routes.append(Route("/more.json", _more, methods=["GET"], name="more"))
    routes.append(Mount("/static", Static(directory=STATIC), name="static"))
    app = Starlette(
        routes=routes,
        middleware=[Middleware(Gate, guard=guard, broken=_broken)],
        exception_handlers={NotFound: _missing, RashomonError: _failed, HTTPException: _refused},
    )
    app.state.desk = Desk(ledger)
    app.state.guard = guard
    app.state.queues = Queues()
    return app


class Static(StaticFiles):
    """Files of the program. Their addresses change with their content, so a browser may keep them."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = "max-age=86400"
        return response


async def _more(request: Request) -> Response:
    """What an open page asks now and then: does the ledger hold more than it shows?"""
    return as_json(await run_in_threadpool(request.app.state.desk.news))


async def _home(request: Request) -> Response:
    return RedirectResponse("/events", 303)


def _error(request: Request, status: int, message: str) -> Response:
    if request.url.path.endswith(".json"):
        return as_json({"error": message}, status)
    title = HTTPStatus(status).phrase
    return answer(request, Page("error.html", title, {"error": message}, {"status": status}, status))


def _told(request: Request, error: Exception) -> str:
    """The message of an error, the ledger in it by its name: no page says where on the disk it lies."""
    folder: Path = request.app.state.desk.folder
    return str(error).replace(str(folder), folder.resolve().name)


async def _missing(request: Request, error: Exception) -> Response:
    return _error(request, 404, _told(request, error))


async def _failed(request: Request, error: Exception) -> Response:
    return _error(request, 503, _told(request, error))


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    said = "There is no page at this address." if error.status_code == 404 else str(error.detail)
    return _error(request, error.status_code, said)


async def _broken(request: Request, error: Exception) -> Response:
    """A mistake of the program. What went wrong is in the server's log, never on the page."""
    return _error(request, 500, "This page could not be made. The window where `rashomon serve` runs says why.")
