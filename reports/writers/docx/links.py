"""Addresses of links, as the package format can hold them."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

_SCHEMES = frozenset({"http", "https", "mailto"})
#: Word fails to follow longer addresses, and some versions to open the file.
_LONGEST = 2000
#: Everything that RFC 3986 allows besides letters and digits; the percent sign, for what is encoded already.
_SAFE = "!#$%&'()*+,-./:;=?@_~"


def external(href: str) -> str:
    """*href* with what RFC 3986 does not allow encoded; empty for what no reader should be sent to.

    Only http, https and mailto lead out of a document; where the address has no host, or is too long, or cannot be
    told apart into its pieces, it is printed and not linked.
    """
    try:
        address = quote(href.strip(), safe=_SAFE)
        pieces = urlsplit(address)
        host = pieces.hostname
        _ = pieces.port
    except (ValueError, UnicodeError):
        return ""
    scheme = pieces.scheme.lower()
    if scheme not in _SCHEMES or len(address) > _LONGEST or _bad_percent(address) or address.count("#") > 1:
        return ""
    if scheme == "mailto":
        return address if pieces.path.count("@") == 1 and not pieces.path.startswith("@") else ""
    if not host or any(sign in pieces.netloc for sign in "()'!$*,;=%") or host.startswith(".") or ".." in host:
        return ""
    return address


def _bad_percent(address: str) -> bool:
    """Whether a percent sign is not followed by two hexadecimal digits."""
    return any(
        len(piece) < 2 or any(sign not in "0123456789abcdefABCDEF" for sign in piece[:2])
        for piece in address.split("%")[1:]
    )
