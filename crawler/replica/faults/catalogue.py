"""The faults by name, and how a name with its keys becomes one.

Owns the form `NAME:key=value,key=value` and the sentences for what is not in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import ValidationError

from archive.errors import UsageError
from crawler.replica.faults.coding import GzipBomb, SameEtag, TruncatedGzip, WrongCharset
from crawler.replica.faults.connection import BrokenChunks, Drip, Drop, Hang, Partial, WrongLength
from crawler.replica.faults.contents import FewPages, NoEntries, SameBody, ShiftNew, ShiftRemoved
from crawler.replica.faults.fault import Fault
from crawler.replica.faults.impostors import Captcha, Empty, Login, TooFrequent
from crawler.replica.faults.markup import Huge, NewMarkup, Nulls, Timestamp
from crawler.replica.faults.redirects import RedirectLoop, RedirectOffsite, RedirectPrivate
from crawler.replica.faults.refusals import Forbidden, Http500, Http502, Http503, Missing, Storm
from crawler.replica.faults.wording import Control, Deep, EditedAll
from crawler.replica.site import Site

KINDS: tuple[tuple[str, tuple[type[Fault], ...]], ...] = (
    ("Connections", (Drop, Partial, WrongLength, BrokenChunks, Hang, Drip)),
    ("Statuses and redirects", (
        Http500, Http502, Http503, Storm, Forbidden, Missing, RedirectLoop, RedirectOffsite, RedirectPrivate,
    )),
    ("Other pages than asked for", (Captcha, TooFrequent, Login, Empty)),
    ("Codings and validators", (GzipBomb, TruncatedGzip, WrongCharset, SameEtag)),
    ("Pages that are odd", (Timestamp, Huge, Nulls, Deep, Control, NewMarkup)),
    ("A site that is not what it was", (FewPages, NoEntries, SameBody, EditedAll, ShiftNew, ShiftRemoved)),
)  # fmt: skip
FAULTS = {fault.name: fault for _kind, faults in KINDS for fault in faults}


def make_faults(specs: Iterable[str], site: Site) -> list[Fault]:
    """Return the faults that are specified, in their order. Raises UsageError for what there is not."""
    return [make_fault(spec, site) for spec in specs]


def make_fault(spec: str, site: Site) -> Fault:
    """Return one fault that hits addresses of `site`. Raises UsageError for what there is not."""
    name, _, rest = spec.partition(":")
    if name not in FAULTS:
        raise UsageError(f"There is no fault {name}; choose one of {', '.join(FAULTS)}.")
    keys = dict(_keys(name, rest))
    try:
        fault = FAULTS[name].model_validate(keys)
    except ValidationError as error:
        raise UsageError(_sentence(name, keys, error)) from error
    fault.watch(site)
    return fault


def described() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield the help on faults: headings, each with (term, words)."""
    yield (
        "Keys of every fault",
        [
            ("share=0.05", "Only this share of the addresses, always the same ones; 1 where not given."),
            ("on=detail", "Which addresses: listing, detail, pages (both), robots or all."),
            ("times=1", "How often each misbehaves before it recovers; `always` = it never does."),
        ],
    )
    for kind, faults in KINDS:
        yield kind, [(fault.name, _words(fault)) for fault in faults]


def _words(fault: type[Fault]) -> str:
    """Return a fault's description and where it departs from on=detail and times=1."""
    fields = fault.model_fields
    usual = (fields["on"].default, fields["times"].default)
    pairs = zip(("on", "times"), usual, ("detail", 1), strict=True)
    departs = [f"{key}={value}" for key, value, plain in pairs if value != plain]
    words = " ".join((fault.__doc__ or "").split())
    return f"{words} [{' '.join(departs)}]" if departs else words


def keys_of(fault: type[Fault]) -> list[str]:
    """Return the keys that a fault takes, its own first."""
    common = list(Fault.model_fields)
    names = {key: field.alias or key for key, field in fault.model_fields.items()}
    return [said for key, said in names.items() if key not in common] + common


def _keys(name: str, rest: str) -> Iterator[tuple[str, str]]:
    for pair in filter(None, rest.split(",")):
        key, equals, value = pair.partition("=")
        if not equals:
            raise UsageError(f"Write the keys of fault {name} as key=value with commas between them, not {pair}.")
        yield key, value


def _sentence(name: str, keys: dict[str, str], error: ValidationError) -> str:
    first = error.errors()[0]
    key = str(first["loc"][0])
    if first["type"] == "extra_forbidden":
        return f"Fault {name} has no key {key}; it takes {', '.join(keys_of(FAULTS[name]))}."
    said = first["msg"].removeprefix("Input ")
    return f"Fault {name} cannot have {key}={keys.get(key, '')}: the value {said}."
