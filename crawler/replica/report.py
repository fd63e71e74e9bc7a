"""A report as printed: the canonical text, its figures with offsets, and how it was typed.

Owns the typing habits that change characters one for one (full-width digits, ASCII punctuation, odd zeros, 显着), so
that the truth can quote the text as it stands. HTML oddities are `quirks`; nothing here knows HTML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

from crawler.replica.chance import chance, pick
from crawler.replica.compose import Edit, Paragraph, Section, edit, place_asides, place_figures, place_sections
from crawler.replica.copies import PUNCTUATION, alter
from crawler.replica.damage import damage
from crawler.replica.drafts import compose
from crawler.replica.facts import Figure
from crawler.replica.opening import ZEROS
from crawler.replica.reportcard import ReportCard, is_varied

ASCII = str.maketrans("，：；（）！？", ",:;()!?")
FULL_WIDTH = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
_ZERO_YEAR = re.compile(r"二([○Ο〇O])[○Ο〇O一二三四五六七八九]{2}")
_BROKEN = re.compile(r"\d[.．] \d")
_ZERO_NAMES = {"○": "zero_circle", "Ο": "zero_omicron", "〇": "zero_ling", "O": "zero_latin"}


@dataclass(frozen=True, slots=True)
class Report:
    """One report in one state. `paragraphs` joined by line feeds are the canonical text.

    Canonical: no white space at either end of a paragraph, single spaces inside, no invisible characters.
    `typing` names the habits that left a mark; `edits` are the changes made so far, oldest first.
    """

    card: ReportCard
    paragraphs: tuple[str, ...]
    figures: tuple[Figure, ...]
    has_targets: bool
    typing: tuple[str, ...]
    sections: tuple[Section, ...]
    asides: tuple[tuple[int, int], ...]
    edits: tuple[Edit, ...]
    damage: str | None = None

    @property
    def quality(self) -> tuple[str, ...]:
        """What is wrong with the text, in the words of the contract's quality flags that a text alone can earn."""
        found: set[str | None] = {self.damage}
        if self.card.kind == "work_report" and self.card.report_date is None:
            found.add("no_date")
        if self.card.kind == "work_report" and not self.card.states_speaker:
            found.add("no_speaker")
        if self.card.named:
            found.add("title_body_conflict")
        if "conversion_trace" in self.typing:
            found.add("conversion_trace")
        if "digits_broken" in self.typing:
            found.add("digits_broken")
        return tuple(sorted(flag for flag in found if flag))

    @property
    def text(self) -> str:
        """The canonical text."""
        return "\n".join(self.paragraphs)


def report(seed: int, index: int, edit_days: tuple[int, ...] = (), copy: tuple[str, int] | None = None) -> Report:
    """Write a report and the edits made to it, one for each day given.

    `copy` is a method of `plants.NEAR` and the index of the copy: the text is then that of the copy.
    """
    draft = compose(seed, index)
    flag = damage(draft, seed, index) if is_varied(index) and draft.card.kind == "work_report" else None
    if copy:
        alter(draft, copy[0], seed, copy[1])
    made = tuple(edit(draft, seed, day, number) for number, day in enumerate(edit_days))
    typist = _Typist(Random(f"{seed}:{index}:typing"), exchanged=copy is not None and copy[0] == "punctuation")
    paragraphs = tuple(typist.type(paragraph, at) for at, paragraph in enumerate(draft.paragraphs))
    return Report(
        card=draft.card,
        paragraphs=paragraphs,
        figures=tuple(place_figures(list(paragraphs), draft.paragraphs)),
        has_targets=draft.has_targets,
        typing=tuple(sorted(typist.marks)),
        sections=tuple(place_sections(list(paragraphs), draft.paragraphs)),
        asides=tuple(place_asides(list(paragraphs), draft.paragraphs)),
        edits=tuple(typist.retype(one) for one in made),
        damage=flag,
    )


class _Typist:
    def __init__(self, rng: Random, *, exchanged: bool) -> None:
        self.exchanged = exchanged
        self.ascii = chance(rng, 0.3)
        self.full_width = chance(rng, 0.08)
        self.converted = chance(rng, 0.05)
        self.zero = pick(rng, ZEROS) if chance(rng, 0.5) else "〇"
        self.marks: set[str] = set()

    def type(self, paragraph: Paragraph, at: int) -> str:
        text = self._characters(paragraph.text, at)
        if self.ascii:
            self.marks.add("ascii_punctuation")
        if re.search(r"[０-９]", text):
            self.marks.add("full_width_digits")
        if zero := _ZERO_YEAR.search(text):
            self.marks.add(_ZERO_NAMES[zero[1]])
        if _BROKEN.search(text):
            self.marks.add("digits_broken")
        if "显着" in text:
            self.marks.add("conversion_trace")
        return text

    def retype(self, change: Edit) -> Edit:
        old, new = (self._characters(text, change.paragraph) for text in (change.old, change.new))
        return Edit(change.day, change.paragraph, old, new)

    def _characters(self, text: str, at: int) -> str:
        if self.ascii:
            text = text.translate(ASCII)
        if self.exchanged:
            text = text.translate(PUNCTUATION)
        if self.full_width and at % 3 == 2:
            text = text.translate(FULL_WIDTH)
        if self.converted:
            text = text.replace("显著", "显着")
        return text.replace("二〇三五", f"二{self.zero}三五")
