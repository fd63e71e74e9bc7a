"""Where we do not go: other sites and schemes, and private networks under any spelling or name."""

from __future__ import annotations

import pytest
from twisted.internet.address import IPv4Address, IPv6Address

from crawler.addresses import GuardedResolver, is_public, refusal
from tests.guarantees import record

PRIVATE = [
    *("127.0.0.1", "127.255.0.1", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "0.0.0.0", "0.1.2.3"),
    *("169.254.169.254", "169.254.0.1", "100.64.0.1", "100.127.255.255", "192.0.0.1", "198.18.0.1", "224.0.0.1"),
    *("239.1.1.1", "240.0.0.1", "255.255.255.255", "::", "::1", "fd00::1", "fc00::1", "fe80::1", "fe80::1%eth0"),
    *("fec0::1", "ff02::1", "ff0e::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "2002:7f00:1::"),
    *("2002:a00:1::1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "fd00:ec2::254", "2001:db8::1", "localhost", ""),
    *("127.1", "0177.0.0.1", "2130706433", "0x7f000001"),
]
PUBLIC = ["8.8.8.8", "223.5.5.5", "2400:3200::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"]


def test_private_addresses_are_told_from_public_ones():
    assert [address for address in PRIVATE if is_public(address)] == []
    assert [address for address in PUBLIC if not is_public(address)] == []
    record(
        9,
        "tests/crawler/test_addresses.py::test_private_addresses_are_told_from_public_ones",
        len(PRIVATE) + len(PUBLIC),
        "spellings of private and public addresses",
        "each told rightly",
    )


@pytest.mark.parametrize(
    ("base", "url"),
    [
        ("http://site.test", "http://site.test/a"),
        ("http://site.test", "http://SITE.test:80/a"),
        ("http://site.test", "http://site.test./a"),
        ("http://site.test", "https://site.test/a"),
        ("https://site.test:443", "https://site.test/a"),
        ("http://site.test:8080", "http://site.test:8080/a"),
    ],
)
def test_the_site_is_one_host_and_one_port(base, url):
    assert refusal(url, base, allow_private=False) is None


@pytest.mark.parametrize(
    ("base", "url"),
    [
        ("http://site.test", "http://other.test/a"),
        ("http://site.test", "http://www.site.test/a"),
        ("http://site.test", "http://site.test:8080/a"),
        ("http://site.test", "http://site.test:443/a"),
        ("http://site.test:8080", "https://site.test:8443/a"),
        ("https://site.test", "http://site.test/a"),
        ("http://site.test", "ftp://site.test/a"),
        ("http://site.test", "file:///etc/passwd"),
        ("http://site.test", "javascript:alert(1)"),
        ("http://site.test", "http:///a"),
        ("http://site.test", "http://site.test:port/a"),
        ("http://site.test", "http://site.test:99999/a"),
        ("http://site.test", "http://[::1/a"),
        ("http://site.test", "http://site.test@other.test/a"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8001/a"),
    ],
)
@pytest.mark.parametrize("allow_private", [True, False])
def test_everything_else_is_never_asked(base, url, allow_private):
    assert refusal(url, base, allow_private=allow_private) is not None


def test_a_private_address_is_named_as_such_unless_allowed():
    assert refusal("http://169.254.169.254/latest", "http://site.test", allow_private=False) == "private_address"
    assert refusal("http://[::1]/", "http://site.test", allow_private=False) == "private_address"
    assert refusal("http://169.254.169.254/latest", "http://site.test", allow_private=True) == "off_site"


class Names:
    """A name service that answers what it is told, a different thing each time."""

    def __init__(self, *answers):
        self.answers = list(answers)

    def resolveHostName(self, receiver, name, *args, **kwargs):  # noqa: N802
        receiver.resolutionBegan(self)
        for address in self.answers.pop(0):
            kind = IPv6Address if ":" in address else IPv4Address
            receiver.addressResolved(kind("TCP", address, 80))
        receiver.resolutionComplete()
        return self


class Heard(list):
    def resolutionBegan(self, resolution):  # noqa: N802
        """Nothing to note."""

    def addressResolved(self, address):  # noqa: N802
        self.append(address.host)

    def resolutionComplete(self):  # noqa: N802
        self.append("complete")


def heard(resolver, name="site.test"):
    receiver = Heard()
    resolver.resolveHostName(receiver, name, portNumber=80)
    return receiver


def test_public_answers_pass():
    resolver = GuardedResolver(Names(["8.8.8.8", "2400:3200::1"]))
    assert heard(resolver) == ["8.8.8.8", "2400:3200::1", "complete"]
    assert not resolver.dropped("http://site.test/a")


def test_one_private_address_spoils_the_answer():
    resolver = GuardedResolver(Names(["8.8.8.8", "10.0.0.1"]))
    assert heard(resolver) == ["complete"]
    assert resolver.dropped("http://site.test/a")


def test_a_name_that_changes_its_mind_is_caught_when_it_does():
    resolver = GuardedResolver(Names(["8.8.8.8"], ["127.0.0.1"]))
    assert heard(resolver) == ["8.8.8.8", "complete"]
    assert heard(resolver) == ["complete"]


def test_private_answers_pass_where_the_profile_allows_them():
    resolver = GuardedResolver(Names(["127.0.0.1"]))
    resolver.allow_private = True
    assert heard(resolver) == ["127.0.0.1", "complete"]
