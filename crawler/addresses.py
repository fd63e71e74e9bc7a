"""Where we do not go: other sites, other schemes, and addresses of private networks, checked where we connect.

Owns the rules for a request's address and for every answer of the name service. Knows nothing of robots.txt.
"""

from __future__ import annotations

import ipaddress
from typing import Any, Self, cast
from urllib.parse import SplitResult, urlsplit

from twisted.internet.interfaces import IHostnameResolver, IResolutionReceiver
from zope.interface import implementer

OFF_SITE = "off_site"
PRIVATE = "private_address"
PORTS = {"http": 80, "https": 443}

_SITE_LOCAL = ipaddress.ip_network("fec0::/10")
_IPV4_COMPATIBLE = ipaddress.ip_network("::/96")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Return whether an IP address in its usual spelling belongs to the public internet.

    IPv6 addresses that stand for an IPv4 address (mapped, compatible, 6to4, NAT64) are judged by that one; what is no
    IP address is not public.
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is None and (ip in _IPV4_COMPATIBLE or ip in _NAT64):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if ip in _SITE_LOCAL:
            return False
    return ip.is_global and not ip.is_multicast


def refusal(url: str, base_url: str, *, allow_private: bool) -> str | None:
    """Return why an address is not asked, None where it belongs to the site of `base_url`.

    The site is one host and one port. http and https on their usual ports are one site, but nothing leads from https
    back to http. What a host's name stands for is checked on connecting (`GuardedResolver`).
    """
    try:
        asked, base = urlsplit(url), urlsplit(base_url)
        same = _place(asked) == _place(base)
    except ValueError:
        return OFF_SITE
    if asked.scheme not in PORTS or not asked.hostname:
        return OFF_SITE
    if not same:
        literal = _is_literal(asked.hostname)
        return PRIVATE if literal and not allow_private and not is_public(asked.hostname) else OFF_SITE
    return OFF_SITE if base.scheme == "https" and asked.scheme == "http" else None


def _place(parts: SplitResult) -> tuple[str, int | None]:
    """Return host and port; the port is None where it is the scheme's own. Raises ValueError for a bad port."""
    port = parts.port
    return (parts.hostname or "").rstrip("."), None if port == PORTS.get(parts.scheme) else port


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


@implementer(IHostnameResolver)
class GuardedResolver:
    """Stands before a resolver and drops the answer to a name when any address in it is not public.

    Twisted asks it for every new connection, addresses written as numbers in any way included, and connects to what it
    answers: there is no second look-up that a rebinding name service could answer differently.
    """

    def __init__(self, inner: Any) -> None:  # noqa: ANN401 - another IHostnameResolver
        self._inner = inner
        self.allow_private = False
        self._refused: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: object, reactor: Any) -> Self:  # noqa: ANN401, ARG003 - Scrapy's signature
        """Build before the resolver of a reactor (the setting TWISTED_DNS_RESOLVER)."""
        return cls(reactor.nameResolver)

    def install_on_reactor(self) -> None:
        """Take the inner resolver's place."""
        from twisted.internet import reactor  # late: importing it installs it

        cast("Any", reactor).installNameResolver(self)

    def dropped(self, url: str) -> bool:
        """Whether an answer to the name of an address was dropped."""
        return urlsplit(url).hostname in self._refused

    def resolveHostName(  # noqa: N802 - Twisted's name
        self,
        resolutionReceiver: Any,  # noqa: ANN401, N803 - Twisted's name
        hostName: str,  # noqa: N803
        *args: Any,  # noqa: ANN401
        **kwargs: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        """Resolve a name with the inner resolver and judge the answer."""
        receiver = resolutionReceiver if self.allow_private else _Judge(resolutionReceiver, hostName, self._refused)
        return self._inner.resolveHostName(receiver, hostName, *args, **kwargs)


@implementer(IResolutionReceiver)
class _Judge:
    """Collects the addresses of one answer and hands on all or none."""

    def __init__(self, receiver: Any, name: str, refused: set[str]) -> None:  # noqa: ANN401
        self._receiver = receiver
        self._name = name
        self._refused = refused
        self._addresses: list[Any] = []

    def resolutionBegan(self, resolution: object) -> None:  # noqa: N802 - Twisted's name
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: object) -> None:  # noqa: N802 - Twisted's name
        self._addresses.append(address)

    def resolutionComplete(self) -> None:  # noqa: N802 - Twisted's name
        if all(is_public(address.host) for address in self._addresses):
            for address in self._addresses:
                self._receiver.addressResolved(address)
        else:
            self._refused.add(self._name)
        self._receiver.resolutionComplete()
