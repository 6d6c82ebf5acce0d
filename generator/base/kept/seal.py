"""Seal bytes with a secret, and open them again.

In: a secret, and bytes. Out: bytes that tell nothing without the secret, and can't be changed unnoticed.

Bytes are packed, joined by exclusive or with SHAKE-256 of secret and salt (FIPS 202: output of any length that nobody
can tell from chance), and a keyed BLAKE2 (RFC 7693) stands for the whole. Each file has a salt of its own. The standard
library has no cipher, and one more library for a file that may be lost at any time would be too much.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import zlib

_SALT, _MARK = 16, 32


def seal(secret: bytes, content: bytes) -> bytes:
    """Return the content, sealed."""
    salt = os.urandom(_SALT)
    body = _mix(secret, salt, zlib.compress(content, 1))
    return salt + _sign(secret, salt, body) + body


def unseal(secret: bytes, sealed: bytes) -> bytes | None:
    """Return what was sealed with this secret; None where it was not, or is not whole."""
    salt, mark, body = sealed[:_SALT], sealed[_SALT : _SALT + _MARK], sealed[_SALT + _MARK :]
    if not hmac.compare_digest(mark, _sign(secret, salt, body)):
        return None
    return zlib.decompress(_mix(secret, salt, body))


def _mix(secret: bytes, salt: bytes, body: bytes) -> bytes:
    stream = hashlib.shake_256(_derive(b"stream", secret) + salt).digest(len(body))
    return (int.from_bytes(body, "little") ^ int.from_bytes(stream, "little")).to_bytes(len(body), "little")


def _sign(secret: bytes, salt: bytes, body: bytes) -> bytes:
    return hashlib.blake2b(salt + body, digest_size=_MARK, key=_derive(b"mark", secret)).digest()


def _derive(what: bytes, secret: bytes) -> bytes:
    return hashlib.sha256(what + b"\0" + secret).digest()
