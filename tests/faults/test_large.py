"""Ten faults at once on the 1,014-report replica, each on a twentieth of the answers."""

from __future__ import annotations

import pytest

from tests.guarantees import record

pytestmark = pytest.mark.large

REPORTS = 1014
PASSING = [
    "drop:share=0.05,on=pages",
    "partial:share=0.05,on=pages",
    "broken-chunks:share=0.05,on=pages",
    "truncated-gzip:share=0.05,on=pages",
    "http-500:share=0.05,on=pages",
    "http-503:share=0.05,on=pages,retry_after=0",
    "captcha:share=0.05,on=pages",
]
LASTING = {"missing": "http_404", "redirect-offsite": "off_site", "login": "login_redirect"}


def test_every_report_that_can_be_had_is_stored_and_every_other_one_has_its_reason(crawled):
    """The first run leaves what three requests did not get, listing pages too; the second one gets what recovers."""
    faults = [*(f"{name}:share=0.05,times=always" for name in LASTING), *PASSING]
    after = crawled(*faults, code=3, reports=REPORTS)
    lasting = {}
    for name, reason in reversed(LASTING.items()):
        lasting |= {path: reason for path in after.planted if after.hits(f"{name}:share=0.05", path)}
    assert len(lasting) > 100
    crawled(code=3, again=after)
    assert after.failed_of(1) == lasting
    assert after.wrong_texts(1) == []
    record(
        6,
        "tests/faults/test_large.py::test_every_report_that_can_be_had_is_stored_and_every_other_one_has_its_reason",
        len(faults),
        f"faults on 5 % of the answers each, {REPORTS} reports",
        f"{REPORTS - len(lasting)} stored with their true text, {len(lasting)} in the ledger with their reason",
    )
