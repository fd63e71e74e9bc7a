"""Redirects: where they lead."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("variant", ["default", "dl"])
def test_a_loop_leads_round_in_a_circle_for_ever(faulty, variant):
    site = faulty("redirect-loop", variant=variant)
    path = site.detail
    for _ in range(6):
        seen = site.get(path)
        assert seen.status == 302
        before, path = path, seen.headers["location"]
        assert path != before
    assert path == site.detail


def test_offsite_leads_to_a_host_that_cannot_be(faulty):
    site = faulty("redirect-offsite:status=301")
    seen = site.get(site.detail)
    assert (seen.status, seen.headers["location"]) == (301, f"http://offsite.invalid{site.detail}")
    assert site.is_well(site.detail)


def test_private_leads_to_another_port_of_this_machine(faulty):
    site = faulty("redirect-private")
    assert site.get(site.detail).headers["location"] == f"http://127.0.0.1:{site.port + 1}/"


def test_private_leads_wherever_it_is_told(faulty):
    site = faulty("redirect-private:to=http://169.254.169.254/latest/?a=b")
    assert site.get(site.detail).headers["location"] == "http://169.254.169.254/latest/?a=b"
