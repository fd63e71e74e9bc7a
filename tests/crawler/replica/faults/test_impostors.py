"""Pages that are not what was asked for."""

from __future__ import annotations

import re


def words(html: str) -> str:
    return "".join(re.sub(r"<[^>]+>", "", html).split())


def test_captcha_is_a_page_with_a_form_and_chrome(faulty):
    site = faulty("captcha")
    seen = site.get(site.detail)
    assert (seen.status, seen.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "访问过于频繁，请输入验证码" in seen.text
    assert re.search(r"<form[^>]*>.*<input", seen.text, re.DOTALL)
    assert 300 < len(words(seen.text)) < 1000
    assert "etag" not in seen.headers
    assert site.is_well(site.detail)


def test_too_frequent_is_a_short_page(faulty):
    site = faulty("too-frequent")
    seen = site.get(site.detail)
    assert seen.status == 200
    assert "访问过于频繁，请稍后再试" in seen.text
    assert len(words(seen.text)) < 40
    assert site.is_well(site.detail)


def test_login_leads_to_a_page_with_a_password_field(faulty):
    site = faulty("login")
    seen = site.get(site.detail)
    assert (seen.status, seen.headers["location"]) == (302, "/login.html")
    page = site.get("/login.html")
    assert page.status == 200
    assert 'type="password"' in page.text
    assert site.is_well(site.detail)


def test_empty_is_a_page_without_a_body(faulty):
    site = faulty("empty")
    seen = site.get(site.detail)
    assert (seen.status, seen.headers["content-length"], seen.body) == (200, "0", b"")
    assert site.is_well(site.detail)
