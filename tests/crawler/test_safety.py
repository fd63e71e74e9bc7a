"""Where a crawl and `baogao probe` do not go, and what a hostile site cannot cost: real sockets, real certificates."""

from __future__ import annotations

import datetime as dt
import ipaddress
import os
import ssl
import subprocess
import sys
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from crawler.replica.process import ReplicaProcess
from crawler.sites import FOLDER
from tests.line import BAOGAO, baogao, crawl


@pytest.fixture
def stranger(tmp_path):
    """The replica's profile as for a site somewhere: no private addresses, a contact, a short delay."""
    text = (FOLDER / "replica.toml").read_text(encoding="utf-8")
    text = text.replace("allow_private_hosts = true", "").replace("delay = 0.0", "delay = 0.001")
    path = tmp_path / "stranger.toml"
    path.write_text(text.replace('user_agent_contact = ""', 'user_agent_contact = "a@site.test"'), encoding="utf-8")
    return path


@contextmanager
def serving(answer, context=None):
    """Serve every path of a port with `answer(path)` = (status, headers, body); yield the port and the paths asked."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            status, headers, body = answer(self.path)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_CONNECT = do_GET  # noqa: N815

        def log_message(self, *words):
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, request, client_address):
            """A handshake that fails is what some tests want."""

    server = Server(("127.0.0.1", 0), Handler)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port, asked
    finally:
        server.shutdown()
        server.server_close()


def hello(_path):
    return 200, {"Content-Type": "text/html; charset=utf-8"}, "<h1>你好</h1>".encode()


# ── private addresses ───────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("host", ["127.1", "2130706433", "0x7f000001", "0177.0.0.1", "[::ffff:127.0.0.1]"])
def test_a_private_address_in_any_spelling_is_not_connected_to(tmp_path, stranger, host):
    with serving(hello) as (port, asked):
        done = baogao(
            "crawl", "--site", stranger, "--base-url", f"http://{host}:{port}", "--data", tmp_path / "d", code=None
        )
    assert asked == []
    assert (done.returncode, "private_address" in done.stdout) == (3, True) or (done.returncode == 2)


def test_probe_does_not_look_into_a_private_network_unless_the_profile_allows_it(stranger):
    with serving(hello) as (port, asked):
        refused = baogao("probe", f"http://127.0.0.1:{port}/", "--site", stranger, code=1)
        assert asked == []
        shown = baogao("probe", f"http://127.0.0.1:{port}/", "--site", "replica")
    assert "private_address" in refused.stderr
    assert "Looks like" in shown.stdout
    assert asked == ["/"], "robots.txt is not asked: a person wants this one page"


def test_probe_follows_no_redirect_off_the_site():
    with serving(hello) as (inner, asked):
        target = f"http://127.0.0.1:{inner}/secret"
        with serving(lambda _path: (302, {"Location": target}, b"")) as (port, _asked):
            done = baogao("probe", f"http://127.0.0.1:{port}/", "--site", "replica", code=1)
    assert "off_site" in done.stderr
    assert asked == []


def test_probe_is_not_held_up_by_a_bomb():
    from crawler.replica.faults.coding import gzip_bomb

    bomb = gzip_bomb(4096)
    with serving(lambda _path: (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, bomb)) as (
        port,
        _asked,
    ):
        done = baogao("probe", f"http://127.0.0.1:{port}/", "--site", "replica", code=1)
    assert "larger than" in done.stderr


# ── proxies ─────────────────────────────────────────────────────────────────────────────────────────────────
def test_proxy_variables_of_the_environment_are_ignored(tmp_path, monkeypatch):
    with ReplicaProcess(reports=10) as replica, serving(hello) as (port, asked):
        for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{port}")
        monkeypatch.delenv("no_proxy", raising=False)
        row = crawl(tmp_path / "data", "replica", replica.base_url)
        baogao("probe", f"{replica.base_url}/list.html", "--site", "replica")
    assert row["outcome"] == "done"
    assert asked == []


# ── certificates ────────────────────────────────────────────────────────────────────────────────────────────
def certificate(folder, *, name="127.0.0.1", days=1):
    """Make a self-signed certificate; return its path, key included."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "site.test")])
    now = dt.datetime.now(dt.UTC)
    alternative = x509.IPAddress(ipaddress.ip_address(name)) if name[0].isdigit() else x509.DNSName(name)
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=30))
        .not_valid_after(now + dt.timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([alternative]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "site.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return path


@contextmanager
def secure(pem):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    with serving(hello, context) as (port, asked):
        yield f"https://127.0.0.1:{port}", asked


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path):
    with secure(certificate(tmp_path)) as (url, asked):
        row = crawl(tmp_path / "data", "replica", url, code=3)
    assert row["first_failure"]["reason"] == "bad_certificate"
    assert (row["requests"], asked) == (1, [])


@pytest.mark.parametrize("wrong", [{"name": "other.test"}, {"days": -1}])
def test_a_trusted_certificate_must_be_the_sites_own_and_in_date(tmp_path, monkeypatch, wrong):
    pem = certificate(tmp_path, **wrong)
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    with secure(pem) as (url, asked):
        done = baogao("probe", f"{url}/", "--site", "replica", code=1)
    assert "bad_certificate" in done.stderr
    assert asked == []


def test_a_good_certificate_is_accepted(tmp_path, monkeypatch):
    pem = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    with secure(pem) as (url, asked):
        assert "Looks like" in baogao("probe", f"{url}/", "--site", "replica").stdout
    assert asked == ["/"]


# ── limits ──────────────────────────────────────────────────────────────────────────────────────────────────
MEASURE = """
import resource, subprocess, sys, time
start = time.monotonic()
subprocess.run(sys.argv[1:], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, round(time.monotonic() - start))
"""


def test_4_gb_in_4_mb_cost_neither_memory_nor_time(tmp_path):
    with ReplicaProcess(reports=10, fault="gzip-bomb:times=always") as replica:
        words = ["crawl", "--site", "replica", "--base-url", replica.base_url, "--data", tmp_path / "data"]
        measured = [sys.executable, "-c", MEASURE, BAOGAO, *words, "--no-publish"]
        done = subprocess.run([*map(str, measured)], capture_output=True, text=True, check=True, env=os.environ)
    megabytes, seconds = map(int, done.stdout.split())
    assert megabytes < 400
    assert seconds < 60


def test_a_header_line_of_any_length_is_not_read(tmp_path):
    with serving(lambda _path: (200, {"X-Filler": "a" * 60_000}, b"")) as (port, _asked):
        row = crawl(tmp_path / "data", "replica", f"http://127.0.0.1:{port}", code=3)
    assert row["first_failure"]["reason"] in ("broken_response", "connection_failed")


def test_probe_of_what_is_no_address_is_one_sentence():
    assert "is no address" in baogao("probe", "http://[::1/x", "--site", "replica", code=2).stderr
