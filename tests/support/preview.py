"""The preview as somebody runs it: the real command in a process of its own, asked over HTTP."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from tests.support.places import ROOT

REPOSITORY = ROOT
_PATIENCE = 120
"""Seconds after which something never comes."""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()


class Preview:
    """A running preview and a browser that has the key."""

    def __init__(self, root: Path, *words: str, command: Path | None = None):
        self.root = root
        # no Ctrl-C of the terminal reaches it but the one that a test sends
        self.process = subprocess.Popen(
            [*([command] if command else (sys.executable, "-m", "generator")), "preview", "--no-browser", *words],
            cwd=root,
            # one that is installed finds by itself what it needs
            env={**os.environ, "PYTHONPATH": "" if command else str(REPOSITORY), "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert self.process.stdout
        self.said = self.process.stdout.readline()
        if not self.said:
            _, err = self.process.communicate(timeout=_PATIENCE)
            raise AssertionError(err)
        found = re.search(r"(\S+): (http://\S+)", self.said)
        assert found, self.said
        self.edition, self.address = found[1], found[2]
        parts = urlsplit(self.address)
        self.port, self.first = parts.port, f"{parts.path}?{parts.query}"
        cookie = self.ask(self.first, cookie=None).headers["set-cookie"]
        self.cookie = cookie.split(";")[0]

    def ask(self, path: str, cookie: str | None = "own", method: str = "GET", **headers: str) -> Answer:
        """Return the answer to a request; `headers` are written with `_` for `-`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if cookie:
            sent["Cookie"] = self.cookie if cookie == "own" else cookie
        connection.request(method, path, headers=sent)
        response = connection.getresponse()
        answer = Answer(response.status, response.headers, response.read())
        connection.close()
        return answer

    def get(self, path: str, **query: object) -> Answer:
        words = "&".join(f"{name}={quote(str(value))}" for name, value in query.items())
        return self.ask(f"{path}?{words}" if words else path)

    @contextmanager
    def events(self, **query: object) -> Iterator[Iterator[tuple[str, dict[str, Any]]]]:
        """Yield the events of a paper as they come."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        words = "&".join(f"{name}={quote(str(value))}" for name, value in query.items())
        connection.request("GET", f"/events?{words}", headers={"Cookie": self.cookie})
        response = connection.getresponse()
        assert response.headers["content-type"].startswith("text/event-stream")

        def inside() -> Iterator[tuple[str, dict[str, Any]]]:
            name = ""
            for line in response:
                word, _, value = line.decode().strip().partition(": ")
                if word == "event":
                    name = value
                elif word == "data":
                    yield name, json.loads(value)

        try:
            yield inside()
        except AssertionError as error:  # perhaps since nothing more comes: a stream that ends does not say why
            error.add_note(self.describe_state())
            raise
        finally:
            response.close()
            connection.close()

    def describe_state(self) -> str:
        """Return whether the command still runs, and where it does not, how it ended and what it said."""
        try:
            _, err = self.process.communicate(timeout=2)
        except subprocess.TimeoutExpired:
            return "the command still runs"
        code = self.process.returncode
        return f"the command ended with {signal.Signals(-code).name if code < 0 else code}\n{err}"

    def stop(self, how: int = signal.SIGINT) -> tuple[int, str]:
        """Stop it as a terminal does, whose Ctrl-C all processes of a command hear of; return its exit code and what it
        said on standard error."""
        if os.name == "posix" and how == signal.SIGINT:
            os.killpg(self.process.pid, how)
        else:
            self.process.send_signal(how)
        _, err = self.process.communicate(timeout=_PATIENCE)
        return self.process.returncode, err


@contextmanager
def previewed(root: Path, *words: str, command: Path | None = None) -> Iterator[Preview]:
    """Run the preview of a workspace while the block lasts; `command` is one that is installed."""
    preview = Preview(root, *words, command=command)
    try:
        yield preview
    finally:
        if preview.process.poll() is None:
            preview.process.kill()
            preview.process.communicate()


def until(events: Iterator[tuple[str, dict[str, Any]]], name: str, version: int = 0) -> dict[str, Any]:
    """Return the next event of a name, of a version or a later one."""
    for found, data in events:
        if found == name and data["version"] >= version:
            return data
    raise AssertionError(f"the stream ended before `{name}` came")
