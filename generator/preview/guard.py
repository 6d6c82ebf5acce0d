"""Allow only requests from this machine, by the browser that was opened with the key.

Whatever writes a file (DEEDS) is asked for by POST, from a page of the preview itself and with a token that only such a
page can read: no other site can make a browser write anything, whatever cookies it sends along.

Drafts may hold names that must not go out. Other users of the machine can reach the port, and so can every page that
the browser shows: so the first request brings the key that was printed, and every other one a cookie that only it gets.
"""

from __future__ import annotations

import secrets
from hmac import compare_digest
from urllib.parse import urlencode

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

DEEDS = (
    "/paginate", "/confirm", "/edit/try", "/edit/save", "/edit/undo", "/edit/commit", "/edit/sign",
    "/edit/list/try", "/edit/list/save", "/edit/section/try", "/edit/section/save",
)  # fmt: skip
"""What writes a file of the workspace, or tries what would come of it."""

DEED_TOKEN = "x-deed"
"""The name of the header that brings the token."""

HOSTS = ("127.0.0.1", "localhost")

CSP_APP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src"
    " 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
CSP_PAPER = (
    "default-src 'none'; script-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin allow-scripts"
)
"""The paper is what a template makes of the data; nothing in it runs, and it stands in the app alone. It is
`script-src` that keeps scripts out: in a frame without `allow-scripts`, WebKit does not hear the app's own listeners
either (https://bugs.webkit.org/show_bug.cgi?id=218086; seen with WebKitGTK 2.50), and no sentence could be chosen in
Safari."""

_ALWAYS = {
    "cache-control": "no-store",
    "content-security-policy": CSP_APP,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-dns-prefetch-control": "off",  # Chromium asks for the hosts of links before anybody follows them
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}
_CLOSED = """<!doctype html><html lang="en"><meta charset="utf-8"><title>briefing preview</title>
<h1>This preview is closed to this browser</h1>
<p>Open the address that the command <code>briefing preview</code> has printed: it ends with <code>?key=…</code>.</p></html>"""  # noqa: E501


class Guard:
    """Refuses what is not asked by the browser with the key, and puts on every answer what browsers have to keep to."""

    def __init__(self, app: ASGIApp, key: str, once: str, cookie: str, deed: str):
        self._app, self._key, self._once, self._cookie, self._deed = app, key, once, cookie, deed
        self._token = secrets.token_urlsafe(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = self._refused(scope)
        await (refused or self._app)(scope, receive, dressed)

    def _refused(self, scope: Scope) -> Response | None:
        """Return the answer to who may not ask, or who has just brought the key; None for everybody else."""
        headers = Headers(scope=scope)
        writes = scope["path"] in DEEDS
        if scope["method"] not in (("POST",) if writes else ("GET", "HEAD")):
            allowed = "POST" if writes else "GET, HEAD"
            return JSONResponse({"message": "nothing can be changed here"}, 405, {"allow": allowed})
        # a second line behind the cookie: browsers say where a request comes from
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return JSONResponse({"message": "asked for by another site"}, 403)
        query = QueryParams(scope["query_string"])
        if scope["path"] == "/" and "key" in query and self._is_key(query["key"]):
            rest = urlencode([(name, value) for name, value in query.multi_items() if name != "key"])
            answer = RedirectResponse(f"/?{rest}" if rest else "/", 303)
            answer.set_cookie(self._cookie, self._token, httponly=True, samesite="strict", path="/")
            return answer
        if any(compare_digest(found.encode(), self._token.encode()) for found in _cookies(headers, self._cookie)):
            return self._refused_deed(headers) if writes else None
        return HTMLResponse(_CLOSED, 403)

    def _refused_deed(self, headers: Headers) -> Response | None:
        """Return the answer to who asks that something be written and is no page of this preview; None for one."""
        own = headers.get("origin") == f"http://{headers.get('host', '')}"
        if own and compare_digest(headers.get(DEED_TOKEN, "").encode(), self._deed.encode()):
            return None
        return JSONResponse({"message": "asked for by another page: load the preview again"}, 403)

    def _is_key(self, said: str) -> bool:
        """Tell whether this is the key that was printed, or that of the browser that was started, which serves once."""
        if self._once and compare_digest(said.encode(), self._once.encode()):
            self._once = ""
            return True
        return compare_digest(said.encode(), self._key.encode())


def _cookies(headers: Headers, name: str) -> list[str]:
    """Return the values of all cookies of a name. Whatever else runs on this machine shares its cookies with the
    preview; theirs may hold anything, and `http.cookies` reads nothing where one is not as it should be."""
    parts = (part.partition("=") for part in ";".join(headers.getlist("cookie")).split(";"))
    return [value.strip() for key, _, value in parts if key.strip() == name]
