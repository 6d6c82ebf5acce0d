"""What it finds: addresses of services that shorten others: bit.ly, t.co, goo.gl, clck.ru.

Why: nobody sees where it leads, the service counts who clicks, and when it closes the source is lost.

Example:

```yaml
url: https://bit.ly/3example
```

What to do: open it, and write the address to which it leads. A site's own short form of its own pages (youtu.be) is
left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.review.lint.addresses import find_addresses, find_host
from generator.review.lint.subject import Subject

CODE = codes.SHORTENED_ADDRESS

# services for everybody, and the links that networks and publishers wrap around others
_SHORTENERS = frozenset(
    ("adf.ly", "amzn.to", "bbc.in", "bit.do", "bit.ly", "bitly.com", "bl.ink", "buff.ly", "clck.ru",
     "cutt.ly", "cutt.us", "db.tt", "dlvr.it", "fb.me", "gg.gg", "git.io", "go.ly", "goo.gl", "goo.su",
     "hubs.ly", "ift.tt", "is.gd", "j.mp", "kutt.it", "lc.chat", "lnkd.in", "maps.app.goo.gl", "n9.cl",
     "nyti.ms", "ow.ly", "po.st", "qps.ru", "rb.gy", "rebrand.ly", "reut.rs", "s.id", "shorturl.at",
     "snip.ly", "spoti.fi", "surl.li", "t.co", "t.ly", "tiny.cc", "tiny.pl", "tinyurl.com", "trib.al", "u.to",
     "urlz.fr", "v.gd", "vk.cc", "wapo.st", "x.gd")
)  # fmt: skip


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every address of a shortener."""
    for url, origin in find_addresses(subject, _is_short):
        yield CODE.at(
            origin,
            f"`{find_host(url)}` hides where this address leads",
            "open it, and write the address to which it leads",
            width=len(url),
        )


def _is_short(url: str) -> bool:
    return find_host(url).removeprefix("m.") in _SHORTENERS
