"""Templates: what they may use, and how a page is drawn from one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from rashomon import __version__
from rashomon.show import wording
from rashomon.show.web.settings import settings_of
from rashomon.show.web.veil import is_graphic

__all__ = ["STATIC", "render", "static"]

HERE = Path(__file__).parent
STATIC = HERE / "static"


@cache
def static(name: str) -> str:
    """The address of a file in `static/`, which changes with its content so that browsers may keep it."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"


def render(request: Request, template: str, title: str, values: Mapping[str, Any], status: int = 200) -> Response:
    """The page of a template. The request's settings, token and address are there for all templates."""
    guard = request.app.state.guard
    settings = settings_of(request)
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    field = Markup('<input type="hidden" name="token" value="{}">').format(guard.token)
    shared = {
        "page_title": title,
        "settings": settings,
        "here": here,
        "path": request.url.path,
        "twin": _twin(request),
        "token": guard.token,
        "token_field": lambda: field,
        "veil": lambda text: _veil(text, settings.blur),
        "login": guard.asks,
        "ledger_name": request.app.state.desk.folder.resolve().name,
        "generation": request.app.state.desk.generation,
        "version": __version__,
    }
    return HTMLResponse(_environment().get_template(template).render({**values, **shared}), status)


def _signed(words: str) -> Markup:
    """Words that begin with a sign such as "≠", the sign in a font that surely has it."""
    return Markup('<span class="sign">{}</span>{}').format(words[:1], words[1:])


def _twin(request: Request) -> str:
    query = f"?{request.url.query}" if request.url.query else ""
    return f"{request.url.path}.json{query}"


def _veil(text: str, blur: bool) -> Markup:
    """Text of a document, blurred where it may be graphic and its reader wants that: it shows when it is pointed at
    or reached by the tab key."""
    shown = wording.safe(text)
    if blur and is_graphic(shown):
        return Markup('<span class="veiled" tabindex="0"><span class="unseen">Graphic: </span>{}</span>').format(shown)
    return Markup("{}").format(shown)


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["static"] = static
    environment.filters["safe_text"] = wording.safe
    environment.filters["signed"] = _signed
    environment.filters["number"] = lambda number: f"{number:,}"
    return environment
