"""Every region of the table, named in full and below a label, gives its own code: no other name swallows it."""

from __future__ import annotations

import pytest

from archive.derive.places import resolve
from archive.derive.places.candidates import above
from archive.derive.places.table import Region, areas, by_code, townships

ABROAD = ("71", "81", "82")


def whole_year(region: Region) -> int | None:
    """Return a year in which no change can be meant, None for a name that lasted no such year."""
    year = region.valid_from + 1
    return year if region.valid_to is None or year < region.valid_to else None


KNOWN = [(region, year) for region in areas() if (year := whole_year(region)) and region.code[:2] not in ABROAD]


@pytest.mark.parametrize("form", ["chain", "label", "alone"])
def test_every_area_of_every_time_has_its_own_code(form: str) -> None:
    wrong, none = [], 0
    for region, year in KNOWN:
        if "、" in region.name:
            continue
        higher = [one.name for one in above(region, year)]
        title = {
            "chain": f"{''.join(reversed(higher))}{region.name}{year}年政府工作报告",
            "label": f"【{(higher or [region.name])[0]}招商】{year}年{region.name}政府工作报告",
            "alone": f"{year}年{region.name}政府工作报告",
        }[form]
        code = resolve(title, "", year).code
        none += code is None
        wrong += [(title, region.code, code)] if code not in (None, region.code) else []
    assert wrong == []
    assert none <= (250 if form == "alone" else 0)  # homonyms


def test_every_township_has_its_own_code_below_its_county() -> None:
    wrong = []
    for name, codes in list(townships().items())[::60]:
        for code in codes:
            for county in by_code().get(code[:6], ())[-1:]:
                higher = "".join(one.name for one in reversed(above(county, 2025)))
                place = resolve(f"{higher}{county.name}{name}政府工作报告", "", 2025)
                wrong += [(county.name, name, code, place)] if place.code != code else []
                place = resolve(f"【{county.name}招商】{name}政府工作报告", "", 2025)
                wrong += [(county.name, name, code, place)] if place.code not in (code, None) else []
    assert wrong == []
