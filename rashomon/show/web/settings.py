"""What a person chose for the look of the page: light or dark, and whether graphic words are blurred.

Kept in two cookies that hold nothing else. A form changes them, so that no script is needed.
"""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

__all__ = ["Settings", "routes", "settings_of"]

THEMES = ("system", "light", "dark")
YEAR = 365 * 24 * 3600  # seconds


@dataclass(frozen=True, slots=True)
class Settings:
    theme: str = "system"
    blur: bool = True


def settings_of(request: Request) -> Settings:
    """The settings of whoever asks; unknown values count as not set."""
    theme = request.cookies.get("theme", "system")
    return Settings(theme if theme in THEMES else "system", request.cookies.get("blur", "on") != "off")


async def change(request: Request) -> Response:
    """Set what the form names and go back to the page it was on."""
    from rashomon.show.web.pages import inside

    form = await request.form()
    if not request.app.state.guard.right_token(str(form.get("token", ""))):
        return PlainTextResponse("Nothing was changed. Go back, reload the page, and try again.\n", 403)
    answer: Response = RedirectResponse(inside(str(form.get("back", "/"))), 303)
    for name, choices in (("theme", THEMES), ("blur", ("on", "off"))):
        value = str(form.get(name, ""))
        if value in choices:
            answer.set_cookie(name, value, max_age=YEAR, httponly=True, samesite="strict")
    return answer


def routes() -> list[BaseRoute]:
    """The address of the form that changes the look."""
    return [Route("/settings", change, methods=["POST"], name="settings")]
