"""Sentences in the manner of a government work report, made from the vocabulary without repeating a phrase.

Owns how templates are filled and sentences joined. Which themes are written about, in which order and how long, is
decided in `compose`; figures that the truth must know are written in `figures`, never here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from random import Random

from crawler.replica.chance import Deck, chance
from crawler.replica.names import MAKERS
from crawler.replica.regions import Place, region_table, short_name
from crawler.replica.vocabulary import Number, Phrase, Theme, themes, words

HAN = re.compile(r"[\u3400-\u9fff\u3007\U00020000-\U0003ffff]")


class Prose:
    """Writes sentences for one report. Every phrase list is dealt like a deck: none comes twice before all came."""

    def __init__(self, rng: Random, place: Place, year: int) -> None:
        self.rng = rng
        self.place = place
        self.year = year
        self._modesty = {"province": 0.7, "prefecture": 1.2, "county": 2.5, "township": 5.0}[place.level]
        self._common = themes("common")["common"]
        self._decks: dict[tuple[str, str], Deck[Phrase]] = {}
        self._products = {
            True: Deck(rng, words("farmproduct")),
            False: Deck(rng, words("product")),
        }
        self._inside = Deck(rng, _inner_names(place, year) or ("",))
        self._faraway = Deck(rng, words("faraway"))
        self._fixed = {"Z": short_name(place.name), "U": place.unit, "Y": str(year), "L": str(year - 1)}

    def common(self, key: str) -> str:
        """Return one phrase of a list that all themes share."""
        return self._fill(self._deck(self._common, key).draw(), self._common)

    def phrase(self, theme: Theme, key: str) -> str:
        """Return one phrase of a theme's list, or of the shared list of that name."""
        deck = self._decks.get((theme.id, key))
        if deck is None:
            if key not in theme.lists:
                deck = self._decks[theme.id, key] = self._deck(self._common, key)
            else:
                deck = self._deck(theme, key)
        return self._fill(deck.draw(), theme)

    def sentence(self, theme: Theme, mode: str) -> str:
        """Return one sentence with its full stop. `mode`: review, plan, govreview or govplan."""
        return self._fill(self._deck(self._common, mode).draw(), theme) + "。"

    def inner_place(self) -> str:
        """Return a real place inside this one; a village in a township, and where the real names are used up."""
        if self._inside.dealt >= len(self._inside) and chance(self.rng, 0.6):
            return MAKERS["V"](self.rng)
        return self._inside.draw() or MAKERS["V"](self.rng)

    def _deck(self, theme: Theme, key: str) -> Deck[Phrase]:
        deck = self._decks.get((theme.id, key))
        if deck is None:
            usable = theme.usable(key, self.year)
            deck = self._decks[theme.id, key] = Deck(self.rng, usable or (Phrase((), 0, 9999),))
        return deck

    def _fill(self, phrase: Phrase, theme: Theme) -> str:
        if phrase.literal is not None:
            return phrase.literal
        out: list[str] = []
        for part in phrase.parts:
            if type(part) is tuple:
                out.append(self._slot(part[0], theme))
            elif isinstance(part, Number):
                out.append(self._number(part))
            else:
                out.append(str(part))
        return "".join(out)

    def _slot(self, slot: str, theme: Theme) -> str:
        fixed = self._fixed.get(slot)
        if fixed is not None:
            return fixed
        if slot == "T":
            return self.inner_place()
        if slot == "N":
            return self._products[theme.farm].draw()
        if slot == "O":
            return self._faraway.draw()
        if slot == "F" and theme.farm:
            slot = "f"
        maker = MAKERS.get(slot)
        return maker(self.rng) if maker else self.phrase(theme, slot)

    def _number(self, number: Number) -> str:
        value = number.low + int(self.rng.random() ** self._modesty * (number.high - number.low + 1))
        if not number.tenths:
            return str(value)
        whole, tenth = divmod(value, 10)
        return f"{whole}.{tenth}" if tenth else str(whole)


def han_count(text: str) -> int:
    """Count the Chinese characters of a text, 〇 included."""
    return len(HAN.findall(text))


def bigram_ratio(text: str) -> float:
    """Return distinct pairs of adjacent Chinese characters per Chinese character: the measure of variety."""
    runs = re.findall(f"{HAN.pattern}+", text)
    pairs = {run[i : i + 2] for run in runs for i in range(len(run) - 1)}
    return len(pairs) / max(1, han_count(text))


@lru_cache(maxsize=4096)
def _inner_names(place: Place, year: int) -> tuple[str, ...]:
    table = region_table()
    return tuple(table.lower(place, year) + table.lower_towns(place))
