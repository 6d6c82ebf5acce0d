"""Serve the preview until somebody stops it.

In: a workspace, an edition, a port. Out: nothing; it returns when it was told to stop (Ctrl-C), with all that it
started ended.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import secrets
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import uvicorn

from generator.preview.desk import Desk
from generator.preview.edit.changes import EditDesk
from generator.preview.server import make_application

HOST = "127.0.0.1"
_FIRST_PORT, _PORTS = 8400, 40


def listen(port: int | None) -> socket.socket:
    """Return a socket that listens on this machine alone, on the port or (None) on a free one near 8400; raise OSError
    where the port is taken."""
    for one in [port] if port else [*range(_FIRST_PORT, _FIRST_PORT + _PORTS), 0]:
        found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if sys.platform != "win32":  # there it would take a port that another program has
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((HOST, one))
            found.listen(64)
            return found
        except OSError:
            found.close()
            if port:
                raise
    raise OSError("no port is free")


def serve(
    root: Path,
    edition: str,
    at: socket.socket,
    editor: str,
    ready: Callable[[str, str], None],
    edit: bool = False,
) -> None:
    """Serve until the process is told to stop; once there is somebody to answer `ready` is told the address to open,
    and one that opens it a single time: what a browser is started with, every user of the machine can read."""
    port, key, once = at.getsockname()[1], secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    here = f"http://{HOST}:{port}/?key="
    gc.enable()  # a command leaves it off until it ends; a server goes on, and what it made before has to go
    logging.getLogger("uvicorn").setLevel(logging.CRITICAL)  # what there is to tell stands in the browser

    async def main() -> None:
        desk = Desk(root, edition)
        config = uvicorn.Config(
            make_application(desk, key, once, port, editor, EditDesk(root) if edit else None),
            log_config=None,
            access_log=False,
            server_header=False,
            ws="none",
            timeout_graceful_shutdown=3,
        )
        await _Server(config, desk, lambda: ready(here + key, here + once)).serve(sockets=[at])

    asyncio.run(main())


class _Server(uvicorn.Server):
    """A server that ends its streams of events before it waits for them to end, and goes quietly."""

    def __init__(self, config: uvicorn.Config, desk: Desk, ready: Callable[[], None]):
        super().__init__(config)
        self._desk, self._ready = desk, ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._desk.close()
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop when told to, and not a second time by the same signal as uvicorn does, which ends in a traceback."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
