"""How a copy differs from the report it is a copy of: punctuation, a few sentences, or most of them gone.

Owns the changes that make a duplicate a near one. Figures and headings stay as they are, so that the truth about them
holds for the copy, too. Which entries are copies is `plants`.
"""

from __future__ import annotations

from random import Random

from crawler.replica.chance import between
from crawler.replica.compose import Draft, edit

PUNCTUATION = str.maketrans("，；：（）“”,;:()", ',;:()""，；：（）')
"""One for one, so that offsets stay: full-width marks become ASCII, and where those stood the other way round."""


def alter(draft: Draft, method: str, seed: int, index: int) -> None:
    """Change a draft in place as the copy at `index` differs from it."""
    if method == "edited":
        rng = Random(f"{seed}:{index}:copy")
        sentences = sum(p.text.count("。") for p in draft.paragraphs)
        for number in range(max(1, sentences * between(rng, 15, 40) // 1000)):
            edit(draft, seed, 0, 1000 * index + number)
    elif method == "condensed":
        _condense(draft, 7 if index % 2 else 2)


def _condense(draft: Draft, step: int) -> None:
    """Keep every so manieth sentence of the paragraphs that have neither figure nor heading.

    A text that is no work report is short already and loses every third sentence only.
    """
    at, short = 0, draft.card.kind != "work_report"
    for paragraph in draft.paragraphs:
        if paragraph.theme is None or paragraph.opens:
            continue
        sentences = paragraph.text.split("。")[:-1]
        kept = [
            sentence for number, sentence in enumerate(sentences, at) if (number % 3 if short else not number % step)
        ]
        at += len(sentences)
        paragraph.text = "".join(f"{sentence}。" for sentence in kept)
    draft.paragraphs = [paragraph for paragraph in draft.paragraphs if paragraph.text]
