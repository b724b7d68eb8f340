"""What keeps the page to its user: who may ask, what a browser may do with an answer, what may change something.

Documents are hostile, and so is every other web site that is open in the same browser:

- **Headers.** A Content-Security-Policy without inline scripts or styles and without any other host, so that text
  that slipped through as markup could still run nothing and reach nothing.
- **Host.** A site can point its own name at 127.0.0.1 (DNS rebinding) and then read this page as if it were its own.
  So a request must be addressed to a name of this machine. Behind a password any name will do: the cookie of the
  login belongs to one name, and a stranger's name has none.
- **Token.** A change must bring the token that only a page of ours holds. Other sites can send a form here, but
  cannot read the token.
- **Password.** When the page is opened to other machines, everything but the login asks for it.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
import time
from collections.abc import Awaitable, Callable
from http.cookies import CookieError, SimpleCookie
from threading import Lock

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["COOKIE", "HEADERS", "Gate", "Guard", "is_loopback"]

COOKIE = "rashomon-login"
OPEN_PATHS = ("/login", "/static/")  # what is shown without the password
WAIT = 1.0  # seconds between two tries of a password
LONGEST = 1_000_000  # bytes of a form

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",  # MapLibre's style sheet holds its icons
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
}


Broken = Callable[[Request, Exception], Awaitable[Response]]


class Guard:
    """The secrets of one run of the server: the token of its forms and, if there is one, the password."""

    def __init__(self, password: str | None = None) -> None:
        self.token = secrets.token_urlsafe(24)
        self._key = secrets.token_bytes(32)
        self._password = password
        self._next_try = 0.0
        self._lock = Lock()

    @property
    def asks(self) -> bool:
        """Whether there is a password."""
        return self._password is not None

    def right_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self.token.encode())

    def login(self, given: str) -> str | None:
        """The cookie for a right password; None for a wrong one, and for a try too soon after another."""
        with self._lock:
            now = time.monotonic()
            early, self._next_try = now < self._next_try, now + WAIT
        if early or self._password is None:
            return None
        if not hmac.compare_digest(given.encode(), self._password.encode()):
            return None
        with self._lock:
            self._next_try = 0.0
        return self._cookie()

    def knows(self, cookie: str | None) -> bool:
        return cookie is not None and hmac.compare_digest(cookie.encode(), self._cookie().encode())

    def _cookie(self) -> str:
        return hmac.new(self._key, b"login", hashlib.sha256).hexdigest()


class Gate:
    """The middleware around everything: refuses what should not be answered, and adds the headers.

    `broken` makes the answer to a mistake of the program. It is sent from here, so that it has the headers too; the
    error goes on to the server, which logs it.
    """

    def __init__(self, app: ASGIApp, guard: Guard, broken: Broken) -> None:
        self.app = app
        self.guard = guard
        self.broken = broken

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        started = False

        async def with_headers(message: Message) -> None:
            nonlocal started
            started = True
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                if not scope["path"].startswith("/static/"):
                    headers["Cache-Control"] = "no-store"  # nothing of a document stays in the browser's cache
            await send(message)

        refusal = self._refusal(scope)
        try:
            await (refusal or self.app)(scope, receive, with_headers)
        except Exception as error:
            if not started:
                said = await self.broken(Request(scope, receive), error)
                await said(scope, receive, with_headers)
            raise

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if not self.guard.asks and not is_loopback(_host(headers.get("host", ""))):
            said = "This page answers only to localhost. Open it by the address that `rashomon serve` printed.\n"
            return PlainTextResponse(said, 421)
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return PlainTextResponse("Only GET, HEAD and POST are answered.\n", 405, {"Allow": "GET, HEAD, POST"})
        if scope["method"] == "POST" and (refusal := _bad_form(headers)):
            return refusal
        if self.guard.asks and not self._may_pass(scope["path"], headers):
            if scope["path"].endswith(".json") or scope["method"] == "POST":
                return PlainTextResponse("Log in first, at /login.\n", 401)
            return RedirectResponse("/login", 303)
        return None

    def _may_pass(self, path: str, headers: Headers) -> bool:
        if path == OPEN_PATHS[0] or path.startswith(OPEN_PATHS[1]):
            return True
        try:
            cookie = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
        except CookieError:
            return False
        return self.guard.knows(cookie.value if cookie else None)


def is_loopback(host: str) -> bool:
    """True for localhost and for the addresses of this machine that no other can reach."""
    if host.lower().rstrip(".") == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _host(header: str) -> str:
    """The host of a Host header, without its port."""
    if header.startswith("["):
        return header[1:].partition("]")[0]
    return header.partition(":")[0]


def _bad_form(headers: Headers) -> Response | None:
    length = headers.get("content-length", "")
    if not (length.isascii() and length.isdigit()):
        return PlainTextResponse("A form must say how long it is.\n", 411)
    if len(length) > 9 or int(length) > LONGEST:
        return PlainTextResponse("The form is too large.\n", 413)
    if not _same_origin(headers):
        return PlainTextResponse("The request came from another site and was not carried out.\n", 403)
    return None


def _same_origin(headers: Headers) -> bool:
    """What a browser says of where a request comes from, where it says so. The token is asked for besides. Because
    pages are sent with "no-referrer", browsers call the origin of our own forms "null"."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin", "null")
    return origin == "null" or origin.partition("://")[2] == headers.get("host", "")
