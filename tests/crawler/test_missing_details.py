"""Detail pages that the site lists and does not have: the listing's text stands in, and the ledger says why."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from crawler.replica.process import ReplicaProcess
from tests.line import baogao, crawl, published, reports, truth


@contextmanager
def without(replica, missing):
    """Serve the replica through a front that answers 404 for some paths; yield its address."""

    def asked(path):
        try:
            with urllib.request.urlopen(replica.base_url + path) as answer:
                return answer.status, answer.headers["Content-Type"], answer.read()
        except urllib.error.HTTPError as error:
            return error.code, "text/html", error.read()

    class Front(BaseHTTPRequestHandler):
        def do_GET(self):
            status, kind, body = (404, "text/html", b"<h1>404</h1>") if self.path in missing else asked(self.path)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Front)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def test_a_missing_detail_page_leaves_the_text_of_the_listing(tmp_path):
    data, facts = tmp_path / "data", tmp_path / "truth.jsonl"
    with ReplicaProcess(reports=20, truth=facts) as replica:
        planted = truth(facts)
        missing = {path for path, fact in planted.items() if fact["index"] in (3, 11)}
        with without(replica, missing) as base_url:
            row = crawl(data, "replica", base_url, code=3)
            again = crawl(data, "replica", base_url, code=3)
    assert len(missing) == 2
    assert (row["outcome"], row["failed"], row["published"]) == ("incomplete", 2, 20)
    assert (again["requests"], again["unchanged"], again["failed"]) == (2, 9, 1), "asked once more, as long as listed"
    got = reports(data)
    for path, fact in planted.items():
        assert ("listing_text_only" in json.loads(got[path]["quality_flags"])) == (path in missing), path
        assert "".join(got[path]["text"].split()) == "".join(fact["text"].split()), path
    ledger = published(data).execute("SELECT url, reason FROM ledger WHERE state = 'failed' AND crawl_id = 1")
    assert {(url.removeprefix(base_url), reason) for url, reason in ledger} == {(path, "http_404") for path in missing}
    assert "2 × listing_text_only" in baogao("status", "--data", data).stdout
