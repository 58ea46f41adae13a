"""Addresses: the one form under which an article is kept."""

from __future__ import annotations

import base64
import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, unquote, unquote_to_bytes, urlsplit

from newsgrab.errors import BadUrl

if TYPE_CHECKING:
    import can_ada

# Parameters that say how a reader came, not what he reads. The ad and mail systems' own documentation names them.
TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|ysclid|twclid|ttclid|igshid|igsh|li_fat_id"
    r"|mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi|__hs\w+|hsctatracking|oly_\w+_id|vero_id|vero_conv|wickedid|_openstat"
    r"|at_(?:medium|campaign|custom\d|link_\w+|ptr_name|format|bbc_team)|ns_(?:campaign|mchannel|source|linkname|fee)"
    r"|cmpid|ocid|ito|xtor|spm|s_cid|smid|smtyp|guccounter|guce_referrer\w*|ref_src|ref_url|__twitter_impression"
    r"|_ga|_gl|pk_\w+|mtm_\w+|piwik_\w+|matomo_\w+|sc_cmp|trk|trkcampaign|ns_\w+_id|amp_js_v|amp_gsa|usqp)",
    re.IGNORECASE,
)
_AMP_PAIR = re.compile(r"amp(?:=(?:1|true)?)?|outputtype=amp(?:-type)?|m=1", re.IGNORECASE)
_AMP_START = re.compile(r"^/amp/", re.IGNORECASE)
_PRINT = re.compile(r"^/print/|/print/?$", re.IGNORECASE)
_AMP_END = re.compile(r"/amp/?$|\.amp(?=\.html?$|$)", re.IGNORECASE)
_FIRST_PAGE = re.compile(r"/(?:[a-z]{2}(?:-[a-z]{2})?/?)?(?:(?:index|default|home|main)(?:\.\w+)?/?)?", re.IGNORECASE)
_SECTION = re.compile(r"(?:/[^\W\d]+(?:-[^\W\d]+){0,2})+/?|(?:/\d{1,4})+/?")
_FOR_MISSING = re.compile(r"/(?:(?:error|page|http)[-_]?)?(?:404|410|not[-_]?found)(?:\.\w+)?/?$", re.IGNORECASE)
_SEARCH = re.compile(r"(?:^|&)(?:s|q|query|search)=", re.IGNORECASE)
_DEFAULT_PORT = {"http:": "80", "https:": "443"}
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def canonical(url: str) -> str:
    """The one address under which we keep an article.

    Scheme and host in lower case (IDNA where the host is not ASCII), no default port, no fragment, no user or
    password, no tracking parameters (TRACKING); other parameters keep their order. Percent-escapes are upper-case
    and only where needed, so an Arabic path is the same address escaped or not. RFC 3986, section 6; WHATWG URL.

    >>> canonical("HTTPS://Courier.example:443/a?utm_source=x&id=7#top")
    'https://courier.example/a?id=7'

    Raises BadUrl if it is not an absolute http(s) address.
    """
    import can_ada

    text = url.strip()
    try:
        parsed = can_ada.parse(text)
    except (ValueError, TypeError) as error:  # TypeError: half a character, which UTF-8 cannot write
        raise BadUrl(url, "not an absolute address (https://…)") from error
    return _canonical(parsed, url)


def _canonical(parsed: can_ada.URL, url: str) -> str:
    if parsed.protocol not in _DEFAULT_PORT:
        raise BadUrl(url, "only http and https addresses can be archived")
    if not parsed.hostname:
        raise BadUrl(url, "the address has no host")
    query = _without_tracking(_escapes(parsed.search[1:])) if parsed.search else ""
    host = parsed.hostname.rstrip(".")
    if not host:
        raise BadUrl(url, "the address has no host")
    port = f":{parsed.port}" if parsed.port else ""
    return f"{parsed.protocol}//{host}{port}{_escapes(parsed.pathname)}{'?' + query if query else ''}"


def join(base: str, reference: str) -> str | None:
    """The canonical address that a link on a page at `base` leads to, None if it is no http(s) address."""
    try:
        return _canonical(_parsed(base) + reference.strip(), reference)
    except (ValueError, TypeError, BadUrl):
        return None


@lru_cache(maxsize=16)
def _parsed(base: str) -> can_ada.URL:
    """A base, parsed: a page has one for hundreds of links."""
    import can_ada

    return can_ada.parse(base)


def host_of(url: str) -> str:
    """The host that politeness counts: with its port where that is not the usual one."""
    return urlsplit(url).netloc.rpartition("@")[2]


def path_of(reference: str) -> str:
    """The path of whatever a page writes as an address, "" if it is none.

    >>> path_of("/author/ada?page=2"), path_of("http://[half/author/ada")
    ('/author/ada', '')
    """
    try:
        return urlsplit(reference).path
    except ValueError:
        return ""


def origin_of(url: str) -> str:
    """Scheme, host and port (RFC 6454)."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def sendable(url: str) -> tuple[str, str | None]:
    """The address as it is sent, and the Authorization that its user and password stand for. Raises BadUrl."""
    import can_ada

    parsed = can_ada.parse(url.strip())
    if parsed.protocol not in _DEFAULT_PORT or not parsed.hostname:
        raise BadUrl(url, "only http and https addresses can be archived")
    user, password = parsed.username, parsed.password
    parsed.username = parsed.password = parsed.hash = ""
    if not user and not password:
        return parsed.href, None
    pair = unquote_to_bytes(user) + b":" + unquote_to_bytes(password)
    return parsed.href, f"Basic {base64.b64encode(pair).decode('ascii')}"


def site(url: str) -> str:
    """The site an address belongs to: its host without "www.", "m." or "amp.".

    >>> site("https://www.courier.example/a")
    'courier.example'
    """
    rest = url.partition("//")[2] if "//" in url else url
    host = rest.partition("/")[0].partition("?")[0].rpartition("@")[2].lower()
    name, _, port = host.rpartition(":")
    host = name if name and port.isdigit() else host
    prefix, dot, rest = host.partition(".")
    return rest if dot and "." in rest and prefix in {"www", "m", "amp", "mobile"} else host


def site_named(text: str) -> str:
    """The site that a host, or an address on it, belongs to. Raises BadUrl."""
    return site(canonical(text if "//" in text else f"http://{text}"))


def variant_urls(url: str) -> tuple[str, ...]:
    """Addresses that sites give to another form of the page at a canonical address.

    AMP, mobile, print, www, http, a last slash, one parameter less.

    They are only where to look: whether the same article stands there, the pages must tell.

    >>> variant_urls("https://courier.example/a")[:3]
    ('http://courier.example/a', 'https://www.courier.example/a', 'https://m.courier.example/a')
    """
    scheme, _, rest = url.partition("://")
    place, _, query = rest.partition("?")
    host, slash, path = place.partition("/")
    plain_path, plain_query = _without_amp(slash + path, query)
    first, _, after = host.partition(".")
    bare = after if first in {"www", "m", "amp", "mobile"} and "." in after else host
    other = "http" if scheme == "https" else "https"
    found = [f"{other}://{host}{_place(slash + path, query)}"]
    found += [f"{scheme}://{each}{_place(plain_path, plain_query)}" for each in (bare, f"www.{bare}")]
    found += [f"{scheme}://{each}.{bare}{_place(plain_path, plain_query)}" for each in ("m", "amp", "mobile")]
    turned = plain_path[:-1] if plain_path.endswith("/") else f"{plain_path}/"
    found.append(f"{scheme}://{host}{_place(turned or '/', plain_query)}")
    added = "&" if plain_query else ""
    found += [
        f"{scheme}://{host}{plain_path}?{plain_query}{added}{word}" for word in ("amp=1", "amp", "outputType=amp")
    ]
    below = f"{plain_path.rstrip('/')}/amp"
    found += [f"{scheme}://{host}{_place(each, plain_query)}" for each in (below, f"{below}/", f"/amp{plain_path}")]
    found += [f"{scheme}://{host}{_place(each, plain_query)}" for each in _print_paths(plain_path)]
    pairs = plain_query.split("&") if plain_query else []
    found += [f"{scheme}://{host}{_place(plain_path, '&'.join(pairs[:n] + pairs[n + 1 :]))}" for n in range(len(pairs))]
    return tuple(dict.fromkeys(each for each in found if each != url))


def stand_in(asked: str, final: str) -> str | None:
    """What stands at an address to which a site leads in place of the page that was asked for, if the address tells.

    Its first page (of a language, too), a section above the page, a search, a page for what is missing. Another host or
    a further parameter may be a login or a question of consent that leads back, the same path is the page itself: None.

    >>> stand_in("https://courier.example/news/1", "https://courier.example/")
    "the site's first page"
    """
    there, here = urlsplit(final), urlsplit(asked)
    path = unquote(there.path)
    is_same = (here.path.rstrip("/"), here.query) == (there.path.rstrip("/"), there.query)
    if is_same or site(asked) != site(final) or _is_first_page(here):
        return None
    if _FOR_MISSING.search(path):
        return "a page for what is missing"
    if _SEARCH.search(there.query):
        return "a search"
    if _is_first_page(there):
        return "the site's first page"
    above = unquote(here.path).startswith(f"{path.rstrip('/')}/") and _SECTION.fullmatch(path)
    return "a list of articles" if above and not there.query else None


def _is_first_page(address: SplitResult) -> bool:
    return not address.query and _FIRST_PAGE.fullmatch(address.path) is not None


def _print_paths(path: str) -> tuple[str, ...]:
    if match := _PRINT.search(path):
        return (path.replace(match[0], "/" if match[0].endswith("/") and match.start() == 0 else "", 1) or "/",)
    return f"/print{path}", f"{path.rstrip('/')}/print"


def _without_amp(path: str, query: str) -> tuple[str, str]:
    kept = [pair for pair in query.split("&") if not _AMP_PAIR.fullmatch(pair)]
    return _AMP_END.sub("", _AMP_START.sub("/", path)) or "/", "&".join(kept)


def _place(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path


def _without_tracking(query: str) -> str:
    kept = [pair for pair in query.split("&") if pair and not TRACKING.fullmatch(pair.partition("=")[0])]
    return "&".join(kept)


def _escapes(text: str) -> str:
    """Upper-case escapes; those of unreserved characters undone (RFC 3986, 6.2.2.2)."""

    def one(match: re.Match[str]) -> str:
        byte = unquote_to_bytes(match[0])
        return byte.decode("ascii") if byte[0] in _UNRESERVED else match[0].upper()

    return _ESCAPE.sub(one, text) if "%" in text else text
