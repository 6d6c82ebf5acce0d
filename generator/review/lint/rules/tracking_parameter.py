"""What it finds: parameters in an address that tell who clicked where: utm_source, fbclid, gclid, yclid and their like.

Why: they change nothing on the page, make one page look like two, and may lead from the paper to the account of the
researcher who copied the address.

Example:

```yaml
url: https://example.org/1?id=7&utm_source=mail&fbclid=IwAR0example
```

What to do: delete the parameter; the address works without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.review.lint.addresses import find_addresses, split_address
from generator.review.lint.subject import Subject

CODE = codes.TRACKING_PARAMETER

# What Firefox and Brave take out of addresses
# (https://firefox.settings.services.mozilla.com/v1/buckets/main/collections/query-stripping/records,
# https://github.com/brave/brave-core/blob/master/components/query_filter/utils.cc), and the campaigns of Google, Matomo
# and Yandex. Longer lists (AdGuard's, courlan's) have names such as `source`, `ref` and `uid`, which pages need.
_TRACKING = re.compile(
    r"(?:utm|mtm|pk|piwik|matomo|hsa|itm|oly|vero|mkt|mc|__hs|_hs|bsft|fb_action)_\w+"
    r"|(?:fb|g|d|tw|y|ys|tt|ym|yad)clid|msclkid|wickedid|igshid|igsh|gbraid|wbraid|gclsrc|gad_source|rb_clickid|s_cid|li_fat_id|__s"
    r"|__tn__|__cft__(?:\[\d+\])?|__xts__(?:\[\d+\])?|fb_source|fb_ref|fbref|mibextid"
    r"|_openstat|yadordid|cmpid|_ga|_gl|epik|srsltid|at_(?:medium|campaign|custom\d|link_\w+|format|ptr_name|bbc_team)",
    re.I,
)
# what is tracking on one site only: who shared the link, and from which application
_BY_HOST = {
    "youtube.com": {"si", "feature", "pp"},
    "youtu.be": {"si", "feature"},
    "twitter.com": {"s", "t", "ref_src"},
    "x.com": {"s", "t", "ref_src"},
    "facebook.com": {"paipv", "eav", "rdid", "share_url", "sfnsn", "extid"},
}


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every tracking parameter of an address."""
    for url, origin in find_addresses(subject):
        for name, offset in find_tracking(url):
            yield CODE.at(
                origin._replace(column=origin.column + offset),
                f"`{name}` in this address is there to track readers",
                f"write {strip_tracking(url)}",
                width=len(name),
            )


def find_tracking(url: str) -> Iterator[tuple[str, int]]:
    """Yield the name and the offset of each tracking parameter in an address, those of its fragment too."""
    own = _of_host(url)
    for match in re.finditer(r"(?<=[?&#;])([^=&#;?]+)=[^&#]*", url):
        if _TRACKING.fullmatch(match[1]) or match[1] in own:
            yield match[1], match.start(1)


def strip_tracking(url: str) -> str:
    """Return the address without its tracking parameters, and otherwise as it is."""
    pieces = urlsplit(url)
    own = _of_host(url)

    def kept(text: str) -> str:
        return "&".join(
            p for p in text.split("&") if not (_TRACKING.fullmatch(p.partition("=")[0]) or p.partition("=")[0] in own)
        )

    fragment = kept(pieces.fragment) if "=" in pieces.fragment else pieces.fragment
    return urlunsplit(pieces._replace(query=kept(pieces.query), fragment=fragment))


def _of_host(url: str) -> set[str]:
    name = (split_address(url).hostname or "").lower()
    return next((own for host, own in _BY_HOST.items() if name == host or name.endswith(f".{host}")), set())
