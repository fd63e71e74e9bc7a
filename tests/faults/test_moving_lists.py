"""Lists that move while they are read, pages that change at every request, validators that lie: nothing is lost,
nothing is there twice, nothing is wrongly gone.
"""

from __future__ import annotations

from crawler.replica.process import ReplicaProcess
from crawler.replica.reportcard import arrival_index
from tests.line import crawl, reports, truth

FULL = ("--mode", "full")


def twice(after):
    """Addresses that the last crawl has in more than one state other than `excluded`."""
    return [
        row["url"]
        for row in after.query(
            "SELECT url FROM ledger WHERE state <> 'excluded' AND crawl_id = (SELECT max(id) FROM crawls) "
            "GROUP BY url HAVING count(*) > 1"
        )
    ]


def listed(after):
    rows = after.query("SELECT DISTINCT url FROM ledger WHERE crawl_id = (SELECT max(id) FROM crawls)")
    return {row["url"].removeprefix(after.base_url) for row in rows}


def test_a_report_that_appears_while_the_list_is_read_is_found_by_the_same_crawl(crawled):
    after = crawled("shift-new", code=0, words=FULL, reports=60)
    new = after.site.path(arrival_index(1, 0))
    assert listed(after) == {*after.planted, new}
    assert after.states["captured"] == 61
    assert twice(after) == []
    assert after.row["gone"] == 0


def test_an_entry_that_slips_to_a_page_read_already_is_found_by_the_same_crawl(crawled):
    after = crawled("shift-removed", code=3, words=FULL, reports=60)
    removed = after.site.path(after.site.state.listed[0])
    assert listed(after) == set(after.planted)
    assert after.failed == {removed: "http_404"}
    assert after.states["captured"] == 59
    assert twice(after) == []


def test_what_was_removed_is_gone_in_the_next_full_crawl_and_nothing_else_is(crawled):
    after = crawled("shift-removed", code=3, words=FULL, reports=60)
    crawled(code=0, words=FULL, again=after)
    gone = after.query("SELECT url FROM ledger WHERE state = 'gone'")
    assert [row["url"].removeprefix(after.base_url) for row in gone] == [after.site.path(after.site.state.listed[0])]
    assert twice(after) == []


def test_a_page_with_a_clock_in_its_chrome_makes_no_version(crawled):
    after = crawled("timestamp", code=0)
    crawled(code=0, words=FULL, again=after)
    assert (after.row["new"], after.row["changed"], after.row["unchanged"]) == (0, 0, 20)
    bodies = after.query("SELECT count(*) FROM captures WHERE crawl_id = 2 AND role = 'detail' AND revisit_of IS NULL")
    assert bodies[0][0] == 20, "every page was another one, and was kept"


def test_one_etag_for_all_pages_does_not_hide_an_edit(tmp_path):
    """The server answers 304 to whoever sends its one ETag, whatever is asked for and however it has changed."""
    data, lie = tmp_path / "data", "same-etag:status=304,on=pages"
    with ReplicaProcess(reports=40, fault=lie, truth=tmp_path / "day0.jsonl") as replica:
        crawl(data, "replica", replica.base_url)
        port = int(replica.base_url.rpartition(":")[2])
    with ReplicaProcess(reports=40, port=port, fault=lie, day=1, truth=tmp_path / "day1.jsonl") as replica:
        row = crawl(data, "replica", replica.base_url, *FULL)
    before, after = truth(tmp_path / "day0.jsonl"), truth(tmp_path / "day1.jsonl")
    edited = [path for path in before if path in after and before[path]["text"] != after[path]["text"]]
    assert row["changed"] == len(edited) > 0
    got = reports(data)
    assert [path for path, fact in after.items() if got[path]["text"] != fact["text"]] == []
