"""The login, which is there only when the page was opened to other machines."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from rashomon.show.web.look import render
from rashomon.show.web.security import COOKIE

__all__ = ["routes"]


async def show(request: Request) -> Response:
    return render(request, "login.html", "Log in", {"wrong": False})


async def enter(request: Request) -> Response:
    """A right password gives the cookie. It needs no token: who knows the password may come from anywhere."""
    form = await request.form()
    cookie = request.app.state.guard.login(str(form.get("password", "")))
    if cookie is None:
        return render(request, "login.html", "Log in", {"wrong": True}, 403)
    answer = RedirectResponse("/", 303)
    answer.set_cookie(COOKIE, cookie, httponly=True, samesite="strict")
    return answer


def routes() -> list[BaseRoute]:
    """The addresses of the login."""
    return [
        Route("/login", show, methods=["GET"], name="login"),
        Route("/login", enter, methods=["POST"], name="enter"),
    ]
