"""Which place a report is about: label, title, opening and body vote together, as of the report's year.

Owns the decision, and the reasons for not deciding. Must not fuzzy-match, guess, or read another report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.derive.places.body import favourite, most_named_within, named_instead, town_share, unit_of_body
from archive.derive.places.candidates import TODAY, Candidate, above, codes_of, lineage, narrowed, of_chain
from archive.derive.places.chain import Chain, is_zone, named
from archive.derive.places.names import base
from archive.derive.places.opening import Opening, read_opening
from archive.derive.places.place import Place, placed
from archive.derive.places.table import Level, Region, as_of, by_name, changed_in, today
from archive.derive.places.title import title_names

_UNIT_LEVELS: dict[str, tuple[Level, ...]] = {
    "省": ("province",),
    "自治区": ("province",),
    "市": ("province", "prefecture", "county"),
    "州": ("prefecture",),
    "自治州": ("prefecture",),
    "盟": ("prefecture",),
    "县": ("county",),
    "自治县": ("county",),
    "区": ("county",),
    "旗": ("county",),
    "自治旗": ("county",),
    **dict.fromkeys(("镇", "乡", "苏木", "街道", "街道办事处"), ("township",)),
}
_BARE = frozenset("省市县区旗州")
"""Units by which a body calls its government and the committees above it."""


def resolve(title: str, text: str, year: int | None) -> Place:
    """Return the place of a report from its title (with its bracket), its text and the year it was given in.

    The opening's own name wins over the title's. Homonyms are told apart by the names printed before them, by the
    title, by the label in the bracket and by the names above them in the body, in this order. Without a year, a name
    is read as of today.
    """
    names = title_names(title)
    opening = read_opening(text)
    then = year or _year_of(opening.own or names.subject)
    label = codes_of(names.label.name, then) if names.label else frozenset()
    case = _Case(text, then, names.label, [label] if label else [], opening)
    if names.subject is None and (opening.national or "国务院" in title):
        return Place(reason="national")
    if opening.own:
        return _by_opening(case, opening.own, names.subject)
    if names.subject:
        return _by_title(case, names.subject)
    return _by_label(case)


def _year_of(own: Chain | None) -> int:
    """Return the year to read a name in where none is known: today, or the last whole year in which it was in use."""
    ends = [region.valid_to for region in named(own.name)] if own and own.kind != "township" else []
    return max((end - 1 for end in ends if end), default=TODAY) if all(ends) else TODAY


@dataclass(frozen=True, slots=True)
class _Case:
    text: str
    year: int
    label: Chain | None
    around: list[frozenset[str]]
    opening: Opening


def _by_opening(case: _Case, own: Chain, subject: Chain | None) -> Place:
    """The opening names the place. The title's parents help to tell homonyms apart as long as it agrees."""
    others = [codes_of(name, case.year) for chain in case.opening.others for name in _all_names(chain, own.name)]
    titled = of_chain(subject, case.year, case.around) if subject else []
    context = [codes_of(name, case.year) for name in subject.parents] if subject else []
    found = of_chain(own, case.year, [*others, *context, *case.around])
    agreed = [one for one in found if one in titled]
    if titled:
        conflict = not any(_are_one(one, other) for one in found for other in titled)
    else:
        conflict = subject is None and not any(
            lineage(one, case.year) & codes for one in found for codes in case.around
        )
        conflict = conflict and bool(case.around)
    if conflict and own.kind == "township":
        found = of_chain(own, case.year, others) or found
    if agreed and subject and not own.parents:
        own = replace(own, parents=subject.parents)
    return _decided(case, own, agreed or found, conflict and bool(found))


def _are_one(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates are one place, under the same name or under an old and a new one."""
    return one.town == other.town and bool(
        set(today(one.region)) & set(today(other.region)) or one.region == other.region
    )


def _by_title(case: _Case, subject: Chain) -> Place:
    """Only the title names the place: the unit that the opening or the body speaks of must agree with it."""
    found = of_chain(subject, case.year, case.around)
    unit = case.opening.unit
    if subject.kind == "short":
        fitting = _of_unit(found, unit or case.opening.post_unit or unit_of_body(case.text))
        found = fitting or _first_tier(found)
        if not fitting and base(subject.name) == subject.name and all(_is_a_guess(case, one) for one in found):
            return _none(case, "ambiguous" if found else "unknown_name", subject)
    fits = found if subject.kind == "zone" else _fitting(case, subject, found)
    if _is_of_other_level(subject, unit, case.text) or (found and not fits):
        return Place(conflict=True, reason="conflict")
    found = fits
    instead = named_instead(found[0], subject.name, case.text, case.year) if len(found) == 1 else None
    if instead:
        return placed(instead, case.year, Chain(instead.region.name, "region"), conflict=True)
    return _decided(case, subject, found, conflict=False)


def _is_a_guess(case: _Case, one: Candidate) -> bool:
    """Whether a bare short name (甘州) is a county's that nothing around it speaks for."""
    return one.region.level == "county" and not any(lineage(one, case.year) & codes for codes in case.around)


def _is_of_other_level(subject: Chain, unit: str | None, text: str) -> bool:
    """Whether the body is a township's and the title no township's, or the other way round."""
    if subject.kind not in ("region", "township"):
        return False
    if unit:
        return (_UNIT_LEVELS[unit] == ("township",)) != (subject.kind == "township")
    share = town_share(text)
    return share is not None and (share < 0.05 if subject.kind == "township" else share > 0.95)


def _fitting(case: _Case, subject: Chain, found: list[Candidate]) -> list[Candidate]:
    """Return the candidates whose government and whose committees above the body may mean; none = it is another's.

    In a year of change the body may still use the unit of before (2016年垦利区…, 我代表县人民政府).
    """
    unit, under = _bare(case.opening.unit), case.opening.under
    if case.year != TODAY and subject.kind == "region" and unit in _BARE and unit != subject.name[-1]:
        alike = [near for one in found for near in (one.region, *changed_in(one.region, case.year))]
        found = [Candidate(region) for region in dict.fromkeys(alike) if region.name[-1] == unit]
    if under and _bare(under) not in _BARE:
        codes = codes_of(under, case.year)
        return [one for one in found if lineage(one, case.year) & codes]
    if under and case.year != TODAY:
        return [one for one in found if _bare(under) in _units(one, case.year)]
    return found


def _bare(unit: str | None) -> str:
    return (unit or "").removeprefix("自治")


def _units(one: Candidate, year: int) -> set[str]:
    """Return the units of a place and all above it, in the year, a year before or after, and today."""
    near = [region for at in (year - 1, year, year + 1) for region in (*as_of(one.region, at), *above(one.region, at))]
    now = [higher for region in today(one.region) for higher in (region, *above(region, TODAY))]
    return {region.name[-1] for region in (one.region, *near, *now)}


def _of_unit(candidates: list[Candidate], unit: str | None) -> list[Candidate]:
    """Return the candidates that a government of this unit may be of; all where no unit is known."""
    if not unit:
        return []
    levels = _UNIT_LEVELS[unit]
    fitting = [one for one in candidates if one.region.level in levels and one.town is None]
    exact = [one for one in fitting if one.region.name.endswith(unit)]
    return _first_tier(exact or fitting)


def _first_tier(candidates: list[Candidate]) -> list[Candidate]:
    """Return those a short name means first: a province or city, else a 州, 盟 or 地区, else a county."""
    tiers: list[list[Candidate]] = [[], [], []]
    for one in candidates:
        region = one.region
        first = region.level == "province" or (region.level == "prefecture" and region.name[-1] == "市")
        tiers[0 if first else 1 if region.level == "prefecture" else 2].append(one)
    return next((tier for tier in tiers if tier), [])


def _by_label(case: _Case) -> Place:
    """Neither title nor opening names the place: it is the label's, or one within it that the body names most."""
    if not case.label:
        return Place(reason="not_named")
    unit = case.opening.unit or case.opening.post_unit or unit_of_body(case.text)
    if case.label.kind == "township":
        return _by_title(case, case.label)
    labelled = of_chain(case.label, case.year, [])
    if not unit or not labelled:
        return _none(case, "not_named", None)
    found = most_named_within(labelled, unit, _UNIT_LEVELS[unit], case.text, case.year)
    if not found:
        return _none(case, "not_named", None)
    return _decided(case, Chain(found.town or found.region.name, "region"), [found], conflict=False)


def _decided(case: _Case, own: Chain, found: list[Candidate], conflict: bool) -> Place:
    """Return the place of the only candidate, or of the one that the body favours; else none, with what is certain."""
    if len(found) > 1 and len({(one.region, one.town) for one in found}) == 1:
        found = [Candidate(found[0].region, found[0].town)]  # one name twice in the list of one county
    if len(found) > 1:
        chosen = favourite(found, case.text, case.year)
        found = [chosen] if chosen else found
    if len(found) == 1:
        if own.kind == "township" and not _has_support(case, own, found[0]):
            return _none(case, "ambiguous", own, found, conflict)
        return placed(found[0], case.year, own, conflict=conflict)
    if found:
        return _none(case, "ambiguous", own, found, conflict)
    return _none(case, "development_zone" if is_zone(own.name) else "unknown_name", own, (), conflict)


def _has_support(case: _Case, own: Chain, found: Candidate) -> bool:
    """Whether anything but its own name speaks for a township: 10,000 more had names that today's list lacks."""
    codes = lineage(found, case.year)
    if own.parents or any(codes & around for around in case.around):
        return True
    return favourite([found], case.text, case.year) is not None


def _all_names(chain: Chain, own: str) -> list[str]:
    return [name for name in (*chain.parents, chain.name) if name != own]


def _none(
    case: _Case, reason: str, own: Chain | None, found: Sequence[Candidate] = (), conflict: bool = False
) -> Place:
    """Return a place without a code, with the names above it that all its candidates share, or its parents have."""
    shared = _shared_above(case, own, found)
    names = {region.level: region.name for region in shared}
    town = own.name if own and own.kind == "township" else None
    level: Level | None = "township" if town else None
    if found and not town and len({one.region.level for one in found}) == 1:
        level = found[0].region.level
    return Place(
        province=names.get("province"),
        prefecture=names.get("prefecture"),
        county=names.get("county"),
        township=town,
        level=level,
        conflict=conflict,
        reason=reason,
    )


def _shared_above(case: _Case, own: Chain | None, found: Sequence[Candidate]) -> list[Region]:
    if found:
        lines = [[*([one.region] if one.town else []), *above(one.region, case.year)] for one in found]
        return [region for region in lines[0] if all(region in line for line in lines)]
    parents = own.parents if own else ()
    names = [Chain(name, "region" if name in by_name() else "short", parents[:at]) for at, name in enumerate(parents)]
    for chain in (*reversed(names), *([case.label] if case.label else [])):
        places = narrowed(of_chain(chain, case.year, []), case.year, case.around)
        places = _first_tier(places) if chain.kind == "short" or len(places) > 1 else places
        guess = chain.kind == "short" and chain is not case.label and all(_is_a_guess(case, one) for one in places)
        if len(places) == 1 and not places[0].town and not guess:  # 龙华新区 of 深圳 is not in 海口's 龙华区
            return [places[0].region, *above(places[0].region, case.year)]
    return []
