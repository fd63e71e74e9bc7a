"""Copies, and texts that only look like copies, planted among texts of the replica: what is linked is known beforehand.

Makes texts and looks at them; the rules are in `archive.derive.duplicates`, the tables in `archive.duplicates`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from archive import duplicates
from archive.derive import RULE_VERSION
from archive.derive.diff import sentences
from archive.derive.duplicates import Link, fingerprint
from archive.derive.text import text_sha256
from archive.paths import DataDir
from archive.store import Store
from crawler.replica.report import report

SWAPPED = str.maketrans("，。；：、（）", ",.;: ()")
COPIES = {
    "exact": 150,
    "punctuation": 150,
    "edited": 75,
    "replaced": 75,
    "second sentences": 25,
    "seventh sentences": 25,
}
LOOKALIKES = {"other year": 200, "other year's figures": 100, "formula": 30, "formula with other figures": 20}
AT = "2026-01-01T00:00:00Z"


@dataclass
class Trial:
    """Texts in the order in which they are seen; `planted` says of a text's number its kind and its source's number.

    `stated`: year and region code that each states. A source may have copies of several kinds; report ids are numbers
    from 1.
    """

    texts: list[str]
    stated: list[tuple[int, str]]
    planted: dict[int, tuple[str, int]]

    def recall(self, links: dict[int, Link], *kinds: str) -> float:
        """Return the share of planted copies that stand for the same report as their source does, by the links."""
        meant = {copy: link.duplicate_of for copy, link in links.items()}
        found = [
            meant.get(copy + 1, copy + 1) == meant.get(source + 1, source + 1)
            for copy, (kind, source) in self.planted.items()
            if kind in kinds
        ]
        return sum(found) / len(found)

    def wrong(self, links: dict[int, Link]) -> list[tuple[int, Link]]:
        """Return the links between texts that were not planted as copies of one report."""
        source = {copy + 1: source + 1 for copy, (kind, source) in self.planted.items() if kind in COPIES}
        return [
            (copy, link)
            for copy, link in links.items()
            if source.get(copy, copy) != source.get(link.duplicate_of, link.duplicate_of)
        ]


def trial(originals: int, seed: int = 11) -> Trial:
    """Write so many originals of the replica and plant all copies and lookalikes among them.

    Each is of another source while there are enough; edited and condensed ones always.
    """
    dice = Random(seed)
    written = [report(seed, index).text for index in range(originals)]
    made: list[tuple[str, str, int]] = []
    sources: list[int] = []
    for kind, number in {**COPIES, **LOOKALIKES}.items():
        for _ in range(number):
            sources = sources or dice.sample(range(originals), originals)
            source = sources.pop()
            made.append((MAKERS[kind](dice, written, source), kind, source))
    order = list(range(originals + len(made)))
    dice.shuffle(order)
    place = {old: new for new, old in enumerate(order)}
    everything = written + [text for text, _kind, _source in made]
    stated = [(2000 + index % 20, f"{370000 + index}") for index in range(originals)]
    for _text, kind, source in made:
        year, code = stated[source]
        stated.append((year + kind.startswith("other"), f"{int(code) + 100 * originals * kind.startswith('formula')}"))
    planted = {place[originals + n]: (kind, place[source]) for n, (_text, kind, source) in enumerate(made)}
    return Trial([everything[old] for old in order], [stated[old] for old in order], planted)


def replaced(text: str, share: float, dice: Random, words: str) -> str:
    """Replace single characters, a share of them, by others."""
    characters = list(text)
    for at in dice.sample(range(len(text)), round(len(text) * share)):
        characters[at] = dice.choice(words)
    return "".join(characters)


def refigured(text: str, dice: Random) -> str:
    """Put another figure of as many digits in place of each."""
    return re.sub(r"[0-9]+", lambda found: str(dice.randrange(10 ** len(found[0]))).zfill(len(found[0])), text)


def edited(text: str, share: float, dice: Random, words: str) -> str:
    """Replace, insert and remove words of two to four characters, until `share` of the characters are touched."""
    left = round(len(text) * share)
    while left > 0:
        size = dice.randint(2, 4)
        at, other = dice.randrange(len(text) - size), dice.randrange(len(words) - size)
        taken, put = dice.choice([(size, size), (0, size), (size, 0)])
        text = text[:at] + words[other : other + put] + text[at + taken :]
        left -= size
    return text


def every(step: int, text: str) -> str:
    """Return the first of every so many sentences, line breaks left out."""
    return "".join([sentence for sentence in sentences(text) if sentence != "\n"][::step])


def mixed(text: str, others: list[str], share: float, dice: Random) -> str:
    """Return a text of which so large a share stands again, in stretches, and the rest is from the others, as much."""
    ours = sentences(text)
    fill = [sentence for other in others for sentence in sentences(other)[: len(sentences(other)) // 3]]
    dice.shuffle(fill)
    stretches: list[list[str]] = []
    while ours:
        size = dice.randint(1, 12)
        stretches.append(ours[:size])
        ours = ours[size:]
    room = len(text) * share
    for stretch in dice.sample(stretches, len(stretches)):
        length = sum(map(len, stretch))
        if length <= room:
            room -= length
            continue
        stretch.clear()
        while length > 0 and fill:
            stretch.append(fill.pop())
            length -= len(stretch[-1])
    return "".join(sentence for stretch in stretches for sentence in stretch)


def _donors(dice: Random, written: list[str], source: int) -> list[str]:
    """Return texts to fill up with, none of them the source; a third of each is used at most."""
    return [written[(source + dice.randrange(1, len(written))) % len(written)] for _ in range(12)]


def _other_year(dice: Random, written: list[str], source: int) -> str:
    """A place's report of the next year: 30 to 60 % of its sentences stand again, word for word."""
    return mixed(written[source], _donors(dice, written, source), dice.uniform(0.3, 0.6), dice)


def _formula(dice: Random, written: list[str], source: int) -> str:
    """Another place's report by the same formula: over half the sentences are the same but for the names of places."""
    text = mixed(written[source], _donors(dice, written, source), dice.uniform(0.5, 0.6), dice)
    return text.replace("全市", "全县").replace("全区", "全县").replace("全镇", "全县")


MAKERS: dict[str, Callable[[Random, list[str], int], str]] = {
    "exact": lambda _dice, written, source: written[source],
    "punctuation": lambda _dice, written, source: written[source].translate(SWAPPED).replace("\n", " "),
    "edited": lambda dice, written, source: edited(
        written[source], dice.uniform(0.01, 0.05), dice, written[dice.randrange(len(written))]
    ),
    "replaced": lambda dice, written, source: replaced(
        written[source], dice.uniform(0.01, 0.05), dice, written[dice.randrange(len(written))]
    ),
    "second sentences": lambda _dice, written, source: every(2, written[source]),
    "seventh sentences": lambda _dice, written, source: every(7, written[source]),
    "other year": _other_year,
    "other year's figures": lambda dice, written, source: refigured(written[source], dice),
    "formula": _formula,
    "formula with other figures": lambda dice, written, source: refigured(written[source], dice),
}


@dataclass
class Shelf:
    """An archive that holds texts and nothing else. Report n is entry n, numbered from 1 as they are put."""

    store: Store
    texts: dict[int, str] = field(default_factory=dict)

    @classmethod
    def open(cls, folder: Path) -> Shelf:
        """Begin an empty archive in a folder."""
        store = Store(DataDir(folder))
        store.conn.execute("PRAGMA foreign_keys = OFF")
        return cls(store)

    def put(self, *texts: str, stated: Sequence[tuple[int | None, str | None]] = ()) -> None:
        """Put new texts, in one transaction. `stated`: the year and region code of each, or of none."""
        with self.store.transaction():
            for text, facts in zip(texts, stated or [(None, None)] * len(texts), strict=True):
                self._set(len(self.texts) + 1, text, facts)

    def change(self, report_id: int, text: str, year: int | None = None, region_code: str | None = None) -> None:
        """Give a report another text, or have it state another year or place."""
        with self.store.transaction():
            self._set(report_id, text, (year, region_code))

    def _set(self, report_id: int, text: str, stated: tuple[int | None, str | None]) -> None:
        before = self.texts.get(report_id)
        db, key = self.store.db, f"{report_id:012x}"
        db.execute("INSERT OR REPLACE INTO report_texts VALUES (?, ?)", (report_id, text))
        if before is None:
            db.execute("INSERT INTO entries (id, site, url, report_key) VALUES (?, 's', ?, ?)", (report_id, key, key))
            sql = (
                "INSERT INTO reports (id, report_key, site, url, title, char_count, han_count, text_sha256, version, "
                "version_count, first_seen_at, last_seen_at, last_checked_at, last_changed_at, capture_id, "
                f"rule_version) VALUES (?, ?, 's', ?, 't', 0, 0, ?, 1, 1, '{AT}', '{AT}', '{AT}', '{AT}', 1, ?)"
            )
            db.execute(sql, (report_id, key, key, text_sha256(text), RULE_VERSION))
        sql = "UPDATE reports SET (char_count, report_year, region_code) = (?, ?, ?) WHERE id = ?"
        db.execute(sql, (len(text), *stated, report_id))
        duplicates.put(db, report_id, text, fingerprint(text), before)
        self.texts[report_id] = text

    def links(self) -> dict[int, Link]:
        """Settle the links and return them."""
        self.settle()
        return duplicates.stored_links(self.store.conn)

    def settle(self) -> None:
        """Link what was put, in one transaction."""
        with self.store.transaction() as db:
            duplicates.link(db)
