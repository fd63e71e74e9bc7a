"""Every variant, every encoding, every oddity: a careful reader with the committed profile gets the truth back."""

from __future__ import annotations

from collections import Counter

import pytest
from lxml.html import document_fromstring
from parsel import Selector

from crawler.replica.encodings import ENCODINGS, NAMES
from crawler.replica.quirks import Quirks, body_html
from crawler.replica.site import Site
from crawler.replica.variants import VARIANTS


def test_there_are_at_least_six_variants_each_with_markup_of_its_own():
    assert len(VARIANTS) >= 6
    pages = [Site(reports=12, variant=name, encoding="utf-8").listing_html(1) for name in VARIANTS]
    assert len(
        {
            frozenset(
                element.tag + element.get("class", "")
                for element in document_fromstring(page).iter()
                if isinstance(element.tag, str)
            )
            for page in pages
        }
    ) == len(VARIANTS)


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_profile_finds_every_entry_with_title_date_and_summary(variant, reader, folded):
    site, read = Site(reports=35, variant=variant), reader(variant)
    told = {record["url"]: record for record in site.truth() if record["record"] == "report"}
    found = Counter()
    for page in range(1, site.pages + 1):
        path = site.variant.list_path(page)
        html = site.listing_html(page)
        assert read.claimed(html) == site.claimed
        for entry in read.entries(html, path):
            record = told[entry.url]
            found[entry.url] += 1
            assert (entry.title, entry.date) == (record["title"], record["listed_date"])
            if site.variant.summary == "full":
                assert folded(entry.summary) == folded(record["text"])
            elif site.variant.summary == "cut":
                assert entry.summary.endswith("…")
                assert folded(record["text"]).startswith(folded(entry.summary[:-1]))
            else:
                assert entry.summary == ""
    assert set(found) == set(told)
    assert found.total() == len(told) + 1


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_profile_finds_every_text(variant, reader):
    site, read = Site(reports=35, variant=variant), reader(variant)
    for record in site.truth():
        if record["record"] == "report":
            assert read.detail(site.detail_html(record["url"])) == (
                record["title"],
                record["listed_date"],
                record["text"],
            ), (record["url"], record["quirks"])


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_body_that_stands_twice_is_found_twice(variant, reader):
    site, read = Site(reports=35, variant=variant), reader(variant)
    twice = {index for index in site.state.listed if "body_twice" in site.quirks(index).names}
    assert twice
    for index in (*twice, *(index for index in range(6) if index not in twice)):
        page = Selector(site.detail_html(site.path(index)))
        assert len(read.select(page, read.profile.detail.body)) == (2 if index in twice else 1)


def test_profiles_are_for_loopback_and_named_after_their_variant(reader):
    for variant in VARIANTS:
        profile = reader(variant).profile
        assert profile.site.name == ("replica" if variant == "default" else f"replica-{variant}")
        assert profile.guard.allow_private_hosts
        assert profile.politeness.delay == 0
        assert profile.listing.url == VARIANTS[variant].list_url
        assert profile.listing.first_url == VARIANTS[variant].first_url


@pytest.mark.parametrize("name", NAMES)
def test_bytes_and_declarations_agree_with_the_name(name):
    site = Site(reports=40, encoding=name)
    used = set()
    for index in site.state.listed[:30]:
        page = site.respond(site.path(index))
        encoding = page.encoding
        used.add(encoding.name)
        body = encoding.encode(page.html)
        assert body.decode(encoding.codec) == page.html
        assert ("charset" in encoding.content_type) == (encoding.header is not None)
        assert (b"charset=" in body[:400]) == (encoding.meta is not None)
        assert body.startswith(b"\xef\xbb\xbf") == (name == "bom" or encoding.name == "bom")
    assert used == ({name} if name != "mixed" else set(ENCODINGS))


@pytest.mark.parametrize(
    ("name", "codec", "header", "meta"),
    [
        ("utf-8", "utf-8", "utf-8", "utf-8"),
        ("gb2312", "gb18030", "gb2312", "gb2312"),
        ("header", "utf-8", "utf-8", None),
        ("header-gb", "gb18030", "GBK", None),
        ("meta", "utf-8", None, "utf-8"),
        ("meta-gb", "gb18030", None, "gb2312"),
        ("missing", "utf-8", None, None),
        ("missing-gb", "gb18030", None, None),
        ("bom", "utf-8-sig", None, None),
    ],
)
def test_what_each_encoding_declares_and_where(name, codec, header, meta):
    encoding = ENCODINGS[name]
    assert (encoding.codec, encoding.header, encoding.meta) == (codec, header, meta)


def test_gb2312_pages_hold_characters_that_gb2312_lacks():
    site = Site(reports=200, variant="table")
    texts = "".join("".join(site.paragraphs(index)) for index in range(120))
    assert site.encoding == "gb2312"
    assert any(character in texts for character in "镕瑀喆堃珺")
    with pytest.raises(UnicodeEncodeError):
        texts.encode("gb2312")


@pytest.mark.parametrize(
    ("quirk", "trace"),
    [
        ({"line_breaks": True}, "<br"),
        ({"word": True}, '<span lang="EN-US" style'),
        ({"broken_numbers": True}, "8<span>.</span>5%"),
        ({"invisible": True}, None),
        ({"indent": "u3000"}, None),
        ({"indent": "nbsp"}, None),
        ({"indent": "ensp"}, None),
        ({"word": True, "broken_numbers": True, "invisible": True, "indent": "nbsp"}, "o:p"),
    ],
)
def test_each_oddity_leaves_the_text_as_it_was(quirk, trace, reader):
    said = (
        "一、 工作回顾",
        "区长 王 镕",
        "全年地区生产总值增长8.5%，完成投资12.60亿元，同比增长6.5%以上，各项工作稳步推进。" * 4,
    )
    plain = dict.fromkeys(Quirks.__dataclass_fields__, False) | {"indent": None, "seed": "test"}
    html = body_html(said, Quirks(**(plain | quirk)))
    assert html != body_html(said, Quirks(**plain))
    assert trace is None or trace in html
    info = '<div class="info"><span class="time">2025-07-08</span></div>'
    page = f'<html><body><h1 class="article-title">x</h1>{info}<div class="content">{html}</div></body></html>'
    assert reader("default").detail(page)[2] == "\n".join(said)


def test_all_oddities_come_up_on_a_site_of_the_usual_size():
    site = Site(reports=200)
    seen = Counter(name for record in site.truth() if record["record"] == "report" for name in record["quirks"])
    assert set(seen) >= {
        *("indent_u3000", "indent_nbsp", "indent_ensp", "br_paragraphs", "word_spans", "zero_width", "broken_numbers"),
        *("body_twice", "full_width_digits", "ascii_punctuation", "zero_circle", "zero_omicron", "zero_ling"),
        *("zero_latin", "conversion_trace"),
    }
