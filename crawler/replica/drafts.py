"""Which writer writes the report at an index: familiar, varied, or of another kind.

Owns that choice alone. The writers are `compose`, `varied` and `otherkinds`; the card says what is to be written.
"""

from __future__ import annotations

from random import Random

from crawler.replica.cards import report_card
from crawler.replica.compose import Composer, Draft
from crawler.replica.otherkinds import OtherComposer
from crawler.replica.reportcard import is_varied
from crawler.replica.varied import VariedComposer


def compose(seed: int, index: int) -> Draft:
    """Write a report. The same index gives the same text, whatever else is on the site."""
    card = report_card(seed, index)
    rng = Random(f"{seed}:{index}:text")
    if not is_varied(index):
        return Composer(card, rng).write()
    if card.kind != "work_report":
        return OtherComposer(card, rng).write()
    writer = VariedComposer(card, rng)
    writer.write()
    if card.model is not None:
        writer.borrow(compose(seed, card.model))
    return writer.draft
