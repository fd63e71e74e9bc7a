"""What is planted on the site, as JSON lines: the answer sheet for every test of the line.

Owns the form of the records. Reads the site and never decides anything. Records are told apart by `record`:
`site` (one, first: pages, pager lies, the repeated entry, the report under two addresses), `report` (one per listed
address, in listing order) and `removed` (one per address that was listed once and answers 404 now).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive.errors import UsageError
from crawler.replica.cards import OTHER
from crawler.replica.encodings import encoding_for
from crawler.replica.grammar import han_count
from crawler.replica.plants import TWIN, TWIN_SOURCE, origin
from crawler.replica.reportcard import ReportCard, arrival_day

if TYPE_CHECKING:
    from crawler.replica.site import Site


def records(site: Site) -> Iterator[dict[str, Any]]:
    """Yield every record of a site in its present state."""
    yield site_record(site)
    places = {index: (n // 10 + 1, n % 10 + 1) for n, index in enumerate(site.state.listed)}
    for index in site.state.listed:
        yield report_record(site, index, "report") | {"page": places[index][0], "position": places[index][1]}
    for index in site.state.removed:
        yield report_record(site, index, "removed") | {"page": None, "position": None}


def site_record(site: Site) -> dict[str, Any]:
    """Return the facts that belong to no single report. `entries_shown` counts the repeated entry twice."""
    after, variant = site.repeat_after, site.variant
    repeated = None
    if after is not None:
        index = site.state.listed[after * 10 - 1]
        repeated = {"index": index, "url": site.path(index), "pages": [after, after + 1]}
    twins = None
    if TWIN in site.state.listed:
        twins = {"indices": [TWIN_SOURCE, TWIN], "urls": [site.path(TWIN_SOURCE), site.path(TWIN)]}
    return {
        "record": "site",
        "variant": variant.name,
        "encoding": site.encoding,
        "seed": site.seed,
        "day": site.day,
        "reports": len(site.state.listed),
        "entries_shown": len(site.state.listed) + (repeated is not None),
        "pages_reachable": site.pages,
        "pages_claimed": site.claimed,
        "page_one_urls": [variant.first_url, variant.list_url.format(page=1)],
        "listing_url": variant.list_url,
        "beyond_the_end": variant.beyond,
        "next_links_to_itself": variant.list_path(site.pages),
        "summary": variant.summary,
        "repeated_entry": repeated,
        "one_report_two_urls": twins,
        "removed": len(site.state.removed),
    }


def report_record(site: Site, index: int, record: str) -> dict[str, Any]:
    """Return everything that is known of one entry. A value is null where neither text nor title states it.

    `kind` is the contract's; what is no work report has neither `figures` nor `sections`. `report_year` is the year of
    delivery, the figures carry the year they are for: a report given in December sets targets for the next.
    `figures` is complete: of the contract's indicators nothing else is stated for the place itself. `asides` are the
    sentences that look otherwise: old targets, shares, quarters, sectors, other places. `sections` follow each other
    without a gap; texts without headings are `unsegmented` between opening and closing. `quality` has the flags that a
    text can earn by itself. `duplicate_method` is one of `plants.Origin`; `same_place_as` is no duplicate.
    Sample entries have their title, label, dates and text only: `planted` is false.
    """
    source = origin(index)
    path = site.path(index)
    found = None if index < len(site.samples) else site.report(index)
    text = found.text if found else "\n".join(site.paragraphs(index))
    common = {
        "record": record,
        "index": index,
        "url": path,
        "title": site.title(index),
        "listed_date": site.listed(index).isoformat(),
        "duplicate_of": source.index if source.method else None,
        "duplicate_method": source.method,
        "first_day": arrival_day(index),
        "removed_on_day": site.state.removed.get(index),
        "encoding": encoding_for(site.encoding, path).name,
        "han_count": han_count(text),
        "text": text,
    }
    if found is None:
        return common | {"planted": False, "region_label": site.samples[index].label, "quirks": [], "edits": []}
    card, place = found.card, found.card.place
    return common | {
        "planted": True,
        "region_label": card.label,
        "region_code": place.code,
        "province": place.province,
        "prefecture": place.prefecture,
        "county": place.county,
        "township": place.township,
        "admin_level": place.level,
        "kind": card.kind if card.kind not in OTHER else "other",
        "report_year": card.report_year,
        "report_date": card.report_date,
        "report_date_precision": card.date_precision,
        "congress": card.congress if card.states_session else None,
        "session": card.session if card.states_session else None,
        "speaker": card.speaker if card.states_speaker else None,
        "speaker_post": card.post if card.states_post else None,
        "same_place_as": card.model,
        "has_target_block": found.has_targets,
        "figures": [figure.row(text) for figure in found.figures],
        "asides": [{"quote": text[start:end], "start": start, "end": end} for start, end in found.asides],
        "sections": [
            {"role": one.role, "heading": one.heading, "start": one.start, "end": one.end} for one in found.sections
        ],
        "quality": list(found.quality),
        "quirks": sorted({*site.quirks(index).names, *found.typing, *_other(card)}),
        "edits": [{"day": e.day, "paragraph": e.paragraph, "old": e.old, "new": e.new} for e in found.edits],
    }


def _other(card: ReportCard) -> tuple[str, ...]:
    """What is odd about a text that is no work report, or whose title names another place."""
    odd = () if card.kind == "work_report" else (f"kind_{card.kind}",)
    return (*odd, "title_of_another_place") if card.named else odd


def write_truth(site: Site, path: Path) -> int:
    """Write all records as JSON lines, whole or not at all; return their number.

    Raises UsageError where the file cannot be written.
    """
    unfinished = path.with_name(f".{path.name}.part")
    count = 0
    try:
        with unfinished.open("w", encoding="utf-8") as file:
            for record in records(site):
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
                count += 1
        unfinished.replace(path)
    except OSError as error:
        raise UsageError(f"Cannot write the truth to {path}: {error.strerror}.") from error
    return count
