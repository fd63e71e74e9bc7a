"""Many faulty sites in one process, each on a port of its own: a program for the tests, started by conftest.

Reads one JSON line per site from standard input: `{"faults": [SPEC, …], …options of Site}`; answers with its port.
Ends when its standard input does.
"""

from __future__ import annotations

import json
import sys

from twisted.internet import reactor, stdio
from twisted.protocols.basic import LineReceiver
from twisted.web import server

from crawler.replica.faults.catalogue import make_faults
from crawler.replica.server import HOST, SiteResource
from crawler.replica.site import Site


class Switchboard(LineReceiver):
    delimiter = b"\n"

    def lineReceived(self, line: bytes) -> None:  # noqa: N802 - Twisted's name
        asked = json.loads(line)
        specs = asked.pop("faults")
        site = Site(**asked)
        port = reactor.listenTCP(0, server.Site(SiteResource(site, make_faults(specs, site))), interface=HOST)
        self.sendLine(str(port.getHost().port).encode())

    def connectionLost(self, reason: object = None) -> None:  # noqa: N802 - Twisted's name
        reactor.stop()


if __name__ == "__main__":
    stdio.StandardIO(Switchboard())
    reactor.run()
    sys.exit(0)
