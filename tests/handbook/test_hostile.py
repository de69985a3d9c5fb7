"""What somebody wrote into the content stays text, whatever it looks like."""

from dataclasses import replace
from datetime import date

import pytest

from bot.content.content import Content
from bot.handbook.markup import anchor, block, call, element, words
from bot.handbook.page import make
from bot.texts import Texts
from core.knowledge.article import Article
from core.knowledge.blocks import (
    Block,
    Bold,
    Bullets,
    Folded,
    Heading,
    Line,
    Link,
    Paragraph,
    Steps,
    Text,
)
from core.knowledge.source import UNKNOWN, Source, Tier
from core.locale import Locale, Translated
from core.missions.mission import Address, Email, Mission, OfficialName, OfficialPage
from core.missions.trust import Trust
from tests.handbook.reading import read

NASTY = "</p></article><script>alert(1)</script><img src=x onerror=y> & \" ' &lt; ]]> <!-- {scope}"
URL = 'javascript:alert("1")'
LINE: Line = (Bold(NASTY), Text(NASTY), Link(NASTY, "https://gov.kz/a?b=1&c='2'"))
SAID = Translated(NASTY, NASTY, NASTY)
TODAY = date(2026, 11, 23)


def hostile_article(article: Article) -> Article:
    blocks: tuple[Block, ...] = (
        Paragraph(LINE),
        Heading(LINE),
        Bullets((LINE, LINE)),
        Steps((LINE,), first=3),
        Folded((LINE, LINE)),
        Folded(((Text(NASTY),),)),
    )
    sources = (
        Source(URL, NASTY, UNKNOWN, Tier.REFERENCE, ()),
        Source('https://gov.kz/?a=<b>&c="d"', NASTY, "2024", Tier.LAW, ()),
        Source("http://gov.kz/old", NASTY, "2024-05", Tier.OFFICIAL, ()),
    )
    bodies = dict.fromkeys(Locale, (blocks, blocks))
    return replace(article, title=SAID, summary=SAID, sources=sources, bodies=bodies)


def hostile_mission(mission: Mission) -> Mission:
    return replace(
        mission,
        title=SAID,
        note=SAID,
        hours_note=SAID,
        name=OfficialName(NASTY, NASTY, NASTY),
        address=Address(NASTY, NASTY, NASTY, Trust.LOW),
        emails=(Email(NASTY, Trust.HIGH), Email(NASTY, Trust.LOW)),
        page=OfficialPage(URL, guessed=True),
        phones=tuple(replace(one, extension=NASTY) for one in mission.phones),
    )


@pytest.fixture
def hostile(content: Content) -> Content:
    lines = {
        code: tuple(
            replace(line, service=SAID, what_for=SAID, hours=SAID, languages=SAID, note=SAID)
            for line in found
        )
        for code, found in content.hotlines.items()
    }
    return replace(
        content,
        articles={id_: hostile_article(one) for id_, one in content.articles.items()},
        missions={id_: hostile_mission(one) for id_, one in content.missions.items()},
        hotlines=lines,
    )


@pytest.mark.parametrize("locale", Locale)
def test_hostile_content_is_only_read(hostile: Content, texts: Texts, locale: Locale) -> None:
    with texts.speaking(locale):
        html = make(hostile, "kr", TODAY, NASTY).html
    found = read(html)
    assert found.faults == []
    assert not {"script", "img"} & {one.tag for one in found.elements}
    assert html.count("<!") == 1  # the doctype
    assert found.seen.count(NASTY) > 50
    for address in found.values("href"):
        assert address.startswith(("#", "tel:", "https://")), address
    assert "onerror" not in {name for one in found.elements for name in one.attributes}
    assert URL in found.seen  # told, and not behind a link


def test_the_parts_escape_what_they_take() -> None:
    for html in (
        words("p", NASTY, title=NASTY),
        anchor(NASTY, f"https://gov.kz/{NASTY}"),
        anchor(NASTY, URL),
        call(NASTY, '+77"><b'),
        *(block(one, "h5") for one in (Paragraph(LINE), Folded((LINE,)), Steps((LINE,)))),
    ):
        found = read(element("div", html))
        assert found.faults == []
        tags = {*"apib", "div", "ol", "li", "details", "summary"}
        assert {one.tag for one in found.elements} <= tags
        assert NASTY in found.elements[0].text
    assert read(words("p", "x", title=NASTY)).values("title") == [NASTY]
    assert read(call("8 (800) 1")).values("href") == ["tel:88001"]


@pytest.mark.parametrize(
    ("one", "html"),
    [
        (Paragraph((Text("a < b"),)), "<p>a &lt; b</p>"),
        (Heading((Text("a"),)), "<h5>a</h5>"),
        (Bullets(((Text("a"),), (Bold("b"),))), "<ul><li>a</li><li><b>b</b></li></ul>"),
        (Steps(((Text("a"),),)), "<ol><li>a</li></ol>"),
        (Steps(((Text("c"),),), 3), '<ol start="3"><li>c</li></ol>'),
        (
            Folded(((Bold("Fees."), Text(" None.")), (Text("Yet."),))),
            "<details><summary>Fees.</summary><p>None.</p><p>Yet.</p></details>",
        ),
        (
            Folded(((Bold("Fees."),),)),
            "<details><summary>More</summary><p><b>Fees.</b></p></details>",
        ),
        (Folded(((Text("a"),),)), "<details><summary>More</summary><p>a</p></details>"),
        (
            Paragraph((Link("law", "https://adilet.zan.kz/?a=1&b=2"),)),
            '<p><a href="https://adilet.zan.kz/?a=1&amp;b=2">law</a></p>',
        ),
        (
            Paragraph((Link("law", "http://adilet.zan.kz/"),)),
            '<p>law <i class="url">http://adilet.zan.kz/</i></p>',
        ),
    ],
)
def test_each_kind_of_block(texts: Texts, one: Block, html: str) -> None:
    with texts.speaking(Locale.EN):
        assert block(one, "h5") == html
