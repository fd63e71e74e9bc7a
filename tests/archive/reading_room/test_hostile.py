"""Nothing that a site has put into titles, addresses, reasons or texts becomes markup on any page."""

from __future__ import annotations

from lxml.html import document_fromstring

from tests.archive.reading_room.conftest import LIVED_PAGES, edited

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&"
SQL = (
    "UPDATE ledger SET title = :hostile, url = 'javascript:alert(3)' || :hostile, reason = :hostile",
    "UPDATE alarms SET message = :hostile, kind = :hostile || id",
    """UPDATE alarms SET evidence = '{"pages": {"1\\"><b>": "<script>alert(4)</script>"}, "<img src=x>": 1, "ledger": '
      || '{"<img src=x>": ["javascript:alert(5)", 3]}, "crawl": "<b>"}' WHERE id <> 1""",
    "UPDATE alarms SET evidence = :hostile WHERE id = 1",
    "UPDATE takedowns SET reason = :hostile",
    "UPDATE crawls SET site = :hostile, software_version = :hostile",
    "UPDATE reports SET title = :hostile, url = :hostile",
    "UPDATE versions SET title = :hostile || version",
    "UPDATE versions SET text = :hostile || text WHERE text IS NOT NULL",
)


def test_hostile_words_of_a_site_stay_words(lived_published, tmp_path):
    get = edited(lived_published, tmp_path, *SQL, hostile=HOSTILE)
    for path in (
        *LIVED_PAGES,
        "/archive/ledger",
        "/archive/ledger/3",
        "/archive/report_texts/1",
        "/archive/versions",
        "/archive",
    ):
        answer = get(path)
        assert answer.status_code in (200, 410)
        shown = document_fromstring(answer.text)
        assert not shown.xpath("//script | //img | //b"), path
        assert not [a for a in shown.cssselect("a") if a.get("href").lower().startswith("javascript:")], path
        assert not shown.xpath("//@*[starts-with(name(), 'on')]"), path
        assert answer.text.count("<h1") == 1
