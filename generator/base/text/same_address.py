"""Tell whether two addresses lead to one page, however they are written: with www or without, with a slash at the end,
with parameters that track readers.

In: an address. Out: the same as all its spellings are written alike, or without what tracks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit, urlunsplit

_SAME_PAGE = ("www.", "m.", "web.", "mobile.", "amp.")
"""What a host begins with where it shows the page of the host without it."""


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


@lru_cache(maxsize=4096)
def normalise_address(url: str) -> tuple[str, str]:
    """Return an address as all its spellings are written alike, and the place on the page that it names."""
    from w3lib.url import canonicalize_url

    parts = urlsplit(canonicalize_url(strip_tracking(url), keep_fragments=True))
    host = (parts.hostname or "").lower()
    for start in _SAME_PAGE:
        if host.startswith(start) and host.count(".") > 1:
            host = host.removeprefix(start)
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    return urlunsplit(("", host + port, parts.path.rstrip("/"), parts.query, "")), parts.fragment.removeprefix(
        ":~:text="
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
    name = _find_host(url)
    return next((own for host, own in _BY_HOST.items() if name == host or name.endswith(f".{host}")), set())


def _find_host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
