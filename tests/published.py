"""Small databases in the shape in which they are published, made from the schema without the crawl.

For tests of what readers use: search, its command, the reading room. Not for tests of publishing itself.
"""

from __future__ import annotations

import hashlib
import re
import socket
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from archive.publish import INTERNAL_LEDGER, INTERNAL_TABLES
from archive.schema import APPLICATION_ID
from archive.search import index_report, is_hanzi

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT.parent / "shared" / "sample"
NEEDS_SAMPLE = pytest.mark.skipif(not SAMPLE.is_dir(), reason=f"the sample is not at {SAMPLE}")
NOON = "2025-07-08T04:00:00Z"

_ENTRY = re.compile(r"^ *• (【.+】.+)\n\n +(.+)\n\n +(\d{4}-\d\d-\d\d)$", re.MULTILINE)


@dataclass(frozen=True)
class Sample:
    """A report as a test wants it."""

    title: str
    text: str
    year: int | None = None
    level: str | None = None
    earlier_text: str | None = None
    duplicate_of: int | None = None


OWN = (
    Sample(
        "【青川招商】2021年青川市政府工作报告",
        "各位代表：\n现在，我代表市人民政府向大会报告工作，请予审议。\n"
        "一、2020年工作回顾\n全市地区生产总值增长 6.5%，PM2.5 平均浓度下降12.3%，生态环境持续改善。"
        "我们坚持生态优先、绿色发展，生态文明建设取得新成效。招商引资到位资金２０２０亿元。\n"
        "二、2021年工作安排\n地区生产总值增长8%左右，“十四五”规划实施良好，营商环境进一步优化。",
        2021,
        "prefecture",
        earlier_text="各位代表：\n现在，我代表市人民政府向大会报告工作。",
    ),
    Sample(
        "【白石招商】2020年白石镇政府工作报告",
        "二○二○年一月十二日在白石镇第十八届人民代表大会第二次会议上\n"
        "GDP增长7%，引进ABC Group等5家企业，COVID-19疫情防控有力。\n港口吞吐量稳步提升，CO₂排放下降。",
        2020,
        "township",
    ),
    Sample(
        "【白石招商】2020年白石镇政府工作报告（重发）",
        "二〇二〇年一月十二日在白石镇第十八届人民代表大会第二次会议上\n"
        "gdp增长7%，引进ＡＢＣ Group等5家企业，Covid-19疫情防控有力。\n港口吞吐量稳步提升，CO2排放下降。",
        2020,
        "township",
        duplicate_of=2,
    ),
    Sample(
        '【<b>招商】2019年"引号"县<script>alert(1)</script>&政府工作报告',
        "生态<img src=x onerror=alert(1)>环境\x1b[31m\x9b31m保护\u202e，‘生 态’二字分开写。\n<p>第二段</p>",
        2019,
        "county",
    ),
    Sample("【云岭招商】云岭省政府工作报告", "全省粮食产量稳定在千万吨以上。", None, None),
)


def sample_reports() -> tuple[Sample, ...]:
    """Return the ten entries of the sample's listing page; only for tests marked NEEDS_SAMPLE."""
    page = (SAMPLE / "listing-page-001.txt").read_text(encoding="utf-8")
    years = (2021, 2021, 2021, 2021, 2021, 2020, 2019, 2019, 2019, 2019)
    levels = ("prefecture", *["county"] * 4, *["township"] * 5)
    found = _ENTRY.findall(page)
    assert len(found) == len(years)
    return tuple(
        Sample(title, re.sub(r"(?<=。) (?=[一二三四五六七八九十]+、)", "\n", text.strip()), year, level)
        for (title, text, _), year, level in zip(found, years, levels, strict=True)
    )


def corpus_texts() -> list[str]:
    """Return the texts of the sample's corpora; only for tests marked NEEDS_SAMPLE."""
    return [path.read_text(encoding="utf-8") for path in sorted((SAMPLE / "corpus").rglob("*.txt"))]


def build(path: Path, reports: Sequence[Sample]) -> Path:
    """Write a published database with these reports, ids from 1, and return its path."""
    with closing(sqlite3.connect(path)) as conn:
        for script in sorted((ROOT / "archive" / "schema").glob("*.sql")):
            conn.executescript(script.read_text(encoding="utf-8"))
        with conn:
            _crawl(conn, len(reports))
            for number, report in enumerate(reports, start=1):
                _report(conn, number, report)
        conn.execute("DROP INDEX ledger_by_entry")
        for column in INTERNAL_LEDGER:
            conn.execute(f"ALTER TABLE ledger DROP COLUMN {column}")
        for table in INTERNAL_TABLES:
            conn.execute(f"DROP TABLE {table}")
        conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        conn.commit()
        conn.execute("VACUUM")
    return path


def _crawl(conn: sqlite3.Connection, entries: int) -> None:
    conn.execute(
        "INSERT INTO crawls (id, site, mode, started_at, finished_at, outcome, pages_claimed, pages_seen, "
        "entries_seen, new, software_version, config) "
        "VALUES (1, 'replica', 'full', ?, ?, 'done', 1, 1, ?, ?, '0', ?)",
        (NOON, NOON, entries, entries, '{"site": {"name": "replica", "note": "' + "长" * 500 + '"}}'),
    )
    conn.execute("INSERT INTO warc_files (name, crawl_id, opened_at) VALUES ('one.warc.gz', 1, ?)", (NOON,))


def _report(conn: sqlite3.Connection, number: int, report: Sample) -> None:
    url = f"http://127.0.0.1:8000/show-{number}.html"
    digest = hashlib.sha256(report.text.encode()).hexdigest()
    conn.execute(
        "INSERT INTO captures (id, crawl_id, role, url, fetched_at, status, warc_file, warc_offset, warc_length)"
        " VALUES (?1, 1, 'detail', ?2, ?3, 200, 'one.warc.gz', ?1, 1)",
        (number, url, NOON),
    )
    label = re.search(r"【(.+?)招商】", report.title)
    count = 2 if report.earlier_text else 1
    row = {
        "id": number,
        "report_key": hashlib.sha256(f"replica {url}".encode()).hexdigest()[:12],
        "site": "replica",
        "url": url,
        "title": report.title,
        "region_label": label and label[1],
        "admin_level": report.level,
        "report_year": report.year,
        "listed_date": "2025-07-08",
        "char_count": len(report.text),
        "han_count": sum(map(is_hanzi, report.text)),
        "text_sha256": digest,
        "duplicate_of": report.duplicate_of,
        "version": count,
        "version_count": count,
        "first_seen_at": NOON,
        "last_seen_at": NOON,
        "last_checked_at": NOON,
        "last_changed_at": NOON,
        "capture_id": number,
        "rule_version": "1",
        "kind": "work_report",
        "unknown": '{"report_date": "not_printed", "speaker": "ambiguous"}',
        "quality_flags": '["no_date", "no_speaker"]',
    }
    _insert(conn, "reports", row)
    _facts(conn, number, report, count)
    _insert(conn, "report_texts", {"report_id": number, "text": report.text})
    for version in range(1, count + 1):
        kept = {key: row[key] for key in ("rule_version", "title", "text_sha256", "listed_date", "capture_id")}
        text = report.earlier_text if version < count else None
        extra = {
            "report_id": number,
            "version": version,
            "cause": "source",
            "text": text,
            "captured_at": NOON,
        }
        _insert(conn, "versions", kept | extra)
    if report.duplicate_of:
        pair = {"report_id": number, "duplicate_of": report.duplicate_of, "method": "exact"}
        _insert(conn, "duplicates", pair | {"containment": 1.0, "jaccard": 1.0, "decided_at": NOON})
    entry = {"crawl_id": 1, "page": 1, "position": number, "url": url, "title": report.title}
    _insert(conn, "ledger", entry | {"listed_date": "2025-07-08", "state": "captured", "report_id": number})
    index_report(conn, number, report.title, report.text)


def _facts(conn: sqlite3.Connection, number: int, report: Sample, version: int) -> None:
    """Insert one section, the whole text under its first line, and one figure that quotes its beginning."""
    quote = report.text[:40]
    part = {"report_id": number, "version": version, "position": 1, "role": "unsegmented"}
    _insert(conn, "sections", part | {"heading": report.text.split("\n")[0], "start": 0, '"end"': len(report.text)})
    figure = {"report_id": number, "position": 1, "indicator": "gdp", "basis": "target", "measure": "growth"}
    figure |= {"horizon": "annual", "year": report.year, "value": 6.5, "unit": "%", "status": "stated", "quote": quote}
    _insert(conn, "indicators", figure | {"start": 0, '"end"': len(quote), "rule_version": "1"})


def _insert(conn: sqlite3.Connection, table: str, row: dict[str, object]) -> None:
    marks = ", ".join("?" * len(row))
    conn.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))


def free_port() -> int:
    """Return a port on which nothing listens at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
