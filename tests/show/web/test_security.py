"""Who is answered, what a browser may do with an answer, what may change something."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from rashomon.ledger.decisions import LOG
from rashomon.show.web.app import create_app
from rashomon.show.web.desk import Desk
from rashomon.show.web.pages import inside
from rashomon.show.web.security import COOKIE, HEADERS, Guard, is_loopback
from tests.show.web.made import BLAST, HOSTILE

PAGES = ["/events", f"/event/{BLAST}", f"/event/{HOSTILE}", "/problems", "/nowhere"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_under_a_strict_policy(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"


def routes(app: object, method: str) -> list[str]:
    """All addresses that are answered to a method, with an event for an id."""
    found = [one for one in app.routes if isinstance(one, Route) and method in (one.methods or ())]  # type: ignore[attr-defined]
    return [re.sub(r"\{\w+\}", BLAST, one.path) for one in found]


def test_every_answer_is_under_the_policy(client: TestClient) -> None:
    asked = [client.get(path) for path in routes(client.app, "GET")]
    assert len(asked) > 15
    asked += [client.post(path, data={"x": "y"}) for path in routes(client.app, "POST")]
    asked += [client.get(path) for path in ("/static/base.css", "/static/nothing", "/static/", "/static/vendor")]
    asked += [
        client.get("/events", headers={"host": "evil.example"}),
        client.request("DELETE", "/events"),
        client.post("/settings", content=b"x", headers={"content-length": "9999999"}),
        client.get(f"/document/{BLAST}?span=9-x"),
    ]
    for one in asked:
        missing = {name for name, value in HEADERS.items() if one.headers.get(name) != value}
        assert not missing, (one.request.method, one.url.path)
        assert one.headers.get("cache-control") == "no-store" or one.url.path.startswith("/static/")


def test_a_mistake_of_the_program_is_answered_under_the_policy_and_says_nothing_of_it(
    made_ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_: object) -> None:
        raise RuntimeError(f"secret of {made_ledger}")

    monkeypatch.setattr(Desk, "news", failing)
    with TestClient(create_app(made_ledger), base_url="http://localhost", raise_server_exceptions=False) as client:
        said = client.get("/more.json")
    assert said.status_code == 500
    assert "secret" not in said.text
    assert all(said.headers[name] == value for name, value in HEADERS.items())


def test_no_change_is_made_without_the_token(client: TestClient, made_ledger: Path) -> None:
    log = made_ledger / LOG
    before = log.read_bytes() if log.exists() else b""
    form = {"item": BLAST, "event": BLAST, "by": "x", "other": HOSTILE, "into": HOSTILE, "id": BLAST}
    paths = [path for path in routes(client.app, "POST") if path != "/login"]
    assert len(paths) > 3
    for path in paths:
        assert client.post(path, data=form).status_code == 403, path
        assert client.post(path, data=form | {"token": "é wrong"}).status_code == 403, path
        assert client.post(path, data=form, headers={"x-rashomon-token": "wrong"}).status_code == 403, path
    assert (log.read_bytes() if log.exists() else b"") == before


def test_no_answer_names_a_folder_of_this_machine(client: TestClient, made_ledger: Path) -> None:
    asked = [*routes(client.app, "GET"), "/static/nothing", "/document/%2e%2e%2fledger.json", "/event/..%2f..%2fetc"]
    for path in asked:
        assert str(made_ledger.parent) not in client.get(path).text, path


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_inline_scripts_styles_or_hostile_markup(client: TestClient, path: str) -> None:
    page = client.get(path).text
    assert "<script>" not in page
    assert " style=" not in page
    assert " onerror=" not in page.replace("&lt;img src=x onerror=", "")
    assert "<img" not in page
    assert 'href="javascript:' not in page
    assert all(sign not in page for sign in "\u202e\x00")


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "192.168.1.4", "localhost.evil.example", ""]
)
def test_other_hosts_are_refused(client: TestClient, host: str) -> None:
    assert client.get("/events", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.0.0.1:8736", "[::1]:8736", "LOCALHOST:1"])
def test_this_machine_is_answered(client: TestClient, host: str) -> None:
    assert client.get("/problems", headers={"host": host}).status_code == 200


def test_loopback_is_loopback_only() -> None:
    assert is_loopback("::1")
    assert is_loopback("127.3.2.1")
    assert not any(map(is_loopback, ("0.0.0.0", "::", "10.0.0.1", "example.org", "")))


def token_of(client: TestClient) -> str:
    return str(client.get("/problems").text.split('name="rashomon-token" content="')[1].split('"')[0])


def test_a_change_needs_the_token(client: TestClient) -> None:
    form = {"blur": "off", "back": "/problems"}
    assert client.post("/settings", data=form).status_code == 403
    assert client.post("/settings", data=form | {"token": "wrong"}).status_code == 403
    own = {"origin": "null", "sec-fetch-site": "same-origin"}  # so Chromium sends the forms of our pages
    done = client.post("/settings", data=form | {"token": token_of(client)}, headers=own)
    assert (done.status_code, done.headers["location"]) == (303, "/problems")
    assert "blur=off" in done.headers["set-cookie"]
    client.cookies.clear()


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null", "sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_change_from_another_site_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    form = {"blur": "off", "token": token_of(client)}
    assert client.post("/settings", data=form, headers=headers).status_code == 403


def test_only_what_is_known_is_answered(client: TestClient) -> None:
    assert client.put("/settings").status_code == 405
    assert client.post("/settings", content=b"x", headers={"content-length": "9999999"}).status_code == 413
    assert client.get("/settings").status_code == 405


@pytest.mark.parametrize(
    "address", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:1", "/a\nb", ""]
)
def test_no_redirect_leads_elsewhere(address: str) -> None:
    assert inside(address) == "/"
    assert inside("/events?q=a") == "/events?q=a"


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static//etc/passwd",
        "/static/..%2fapp.py",
        "/static/%2e%2e%2f%2e%2e%2f%2e%2e%2fmodel.py",
        "/static/..%5capp.py",
        "/static/%252e%252e/app.py",
        "/static/vendor/../../app.py",
        "/static/base.css%00.py",
        "/static/base.css/../../app.py",
        "/ledger.json",
        "/decisions.jsonl",
    ],
)
def test_no_file_outside_the_static_ones_is_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_password_is_asked_for_everything(made_ledger: Path) -> None:
    with TestClient(
        create_app(made_ledger, "a long password"), base_url="http://10.0.0.7", follow_redirects=False
    ) as c:
        assert c.get("/events").headers["location"] == "/login"
        assert c.get("/events.json").status_code == 401
        assert c.get("/more.json").status_code == 401
        assert c.post("/settings", data={"blur": "off"}).status_code == 401
        assert c.get("/login").status_code == 200
        assert c.get("/static/base.css").status_code == 200
        assert c.post("/login", data={"password": "wrong"}).status_code == 403
        early = c.post("/login", data={"password": "a long password"})
        assert early.status_code == 403  # a second try within a second of a wrong one
        c.app.state.guard._next_try = 0.0  # type: ignore[attr-defined]
        right = c.post("/login", data={"password": "a long password"})
        assert (right.status_code, right.headers["location"]) == (303, "/")
        assert "httponly" in right.headers["set-cookie"].lower()
        assert c.get("/events").status_code == 200


def test_a_cookie_of_another_run_is_worth_nothing() -> None:
    one, other = Guard("a long password"), Guard("a long password")
    cookie = one.login("a long password")
    assert one.knows(cookie)
    assert not other.knows(cookie)
    assert not one.knows(None)
    assert COOKIE
