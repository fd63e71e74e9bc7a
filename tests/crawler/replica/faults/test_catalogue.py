"""Which faults there are, how they are written, and which addresses they hit how often."""

from __future__ import annotations

import re

import pytest

from archive.errors import UsageError
from crawler.replica.faults.catalogue import FAULTS, described, keys_of, make_fault, make_faults
from crawler.replica.site import Site

SITE = Site(reports=30)
NAMES = (
    "drop partial wrong-length broken-chunks hang drip http-500 http-502 http-503 storm forbidden missing "
    "redirect-loop redirect-offsite redirect-private captcha too-frequent login empty gzip-bomb truncated-gzip "
    "wrong-charset same-etag timestamp huge nulls deep control new-markup few-pages no-entries same-body edited-all "
    "shift-new shift-removed"
)


def test_every_fault_has_its_name_and_a_line_in_the_help():
    assert list(FAULTS) == NAMES.split()
    told = {term: words for _heading, lines in described() for term, words in lines}
    assert {name for name in FAULTS if not told[name]} == set()
    assert told["storm"].endswith("[on=all times=always]")
    for name, fault in FAULTS.items():
        for key in re.findall(r"`([a-z_]+)(?:=\w+)?`", told[name]):
            assert key in keys_of(fault), f"{name} has no key {key}"


@pytest.mark.parametrize("name", NAMES.split())
def test_every_fault_takes_the_common_keys(name):
    on = FAULTS[name].model_fields["on"].default
    fault = make_fault(f"{name}:share=0.25,times=3,on={on}", SITE)
    assert (fault.share, fault.times, fault.on) == (0.25, 3, on)
    assert make_fault(f"{name}:times=always", SITE).times == "always"


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        ("nope", "There is no fault nope; choose one of drop, partial, wrong-length,"),
        ("drop:colour=red", "Fault drop has no key colour; it takes how, share, on, times."),
        ("http-503:as_=date", "Fault http-503 has no key as_; it takes retry_after, as, share, on, times."),
        ("drop:share", "Write the keys of fault drop as key=value with commas between them, not share."),
        ("drop:share=2", "Fault drop cannot have share=2: the value should be less than or equal to 1."),
        ("drop:times=0", "Fault drop cannot have times=0: the value should be greater than or equal to 1."),
        ("drop:on=moon", "Fault drop cannot have on=moon: the value should be 'listing', 'detail',"),
        ("few-pages:on=detail", "Fault few-pages cannot have on=detail: the value should be 'listing'."),
    ],
)
def test_what_there_is_not_is_one_sentence(spec, sentence):
    with pytest.raises(UsageError) as raised:
        make_faults(["missing", spec], SITE)
    assert str(raised.value).startswith(sentence)
    assert "\n" not in str(raised.value)


def test_a_share_hits_always_the_same_addresses():
    paths = [f"/news/{number}.html" for number in range(900_000, 890_000, -3)]
    hit = [path for path in paths if make_fault("missing:share=0.05", SITE).chosen(path)]
    assert 0.035 < len(hit) / len(paths) < 0.065
    assert hit == [path for path in paths if make_fault("missing:share=0.05", Site(reports=12)).chosen(path)]
    assert set(hit) < {path for path in paths if make_fault("missing:share=0.1", SITE).chosen(path)}
    for other in (make_fault("captcha:share=0.05", SITE), make_fault("missing:share=0.05", Site(reports=30, seed=1))):
        assert len(set(hit) & {path for path in paths if other.chosen(path)}) < len(hit) / 3


@pytest.mark.parametrize(
    ("on", "hit"),
    [
        ("detail", "d"),
        ("listing", "l"),
        ("robots", "r"),
        ("pages", "dl"),
        ("all", "dlrx"),
    ],
)
def test_on_says_which_addresses(on, hit):
    fault = make_fault(f"missing:on={on}", SITE)
    paths = {"d": SITE.path(3), "l": SITE.variant.first_url, "r": "/robots.txt", "x": "/static/dot.gif"}
    assert "".join(name for name in paths if fault.covers(paths[name])) == hit


def test_an_address_recovers_after_so_many_times(faulty):
    site = faulty("missing:times=3")
    assert [site.get(site.detail).status for _ in range(4)] == [404, 404, 404, 200]
    assert site.get(site.details[1]).status == 404


def test_several_faults_each_have_their_share(faulty):
    site = faulty("missing:share=0.5", "empty:share=0.5", "nulls:share=0.5", reports=40)
    first = {path: site.get(path) for path in site.details}
    missing = {path for path in first if first[path].status == 404}
    empty = {path for path in first if first[path].status == 200 and not first[path].body}
    second = {path: site.get(path) for path in site.details}
    empty_then = {path for path in second if not second[path].body}
    third = {path: site.get(path) for path in site.details}
    nulls = {path for path in third if b"\0" in third[path].body}
    assert {one.status for one in third.values()} == {200}
    assert 10 < len(missing) < 30
    assert empty_then
    assert empty_then < missing
    assert empty
    assert not empty & missing
    assert 10 < len(nulls) < 30
    assert all(site.is_well(path) for path in set(site.details) - nulls)
