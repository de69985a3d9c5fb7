from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.knowledge.blocks import Block, Bullets, Folded, Heading, Paragraph, Steps, Text, visible
from core.knowledge.pages import PageFault, pages, rendered_length, units

LINE = st.text("ab 😀ж", max_size=12).map(lambda text: (Text(text),))
LINES = st.lists(LINE, min_size=1, max_size=3).map(tuple)
BLOCK: st.SearchStrategy[Block] = st.one_of(
    LINE.map(Paragraph),
    LINE.map(Heading),
    LINES.map(Bullets),
    LINES.map(Steps),
    LINES.map(Folded),
)


def paragraph(length: int) -> Paragraph:
    return Paragraph((Text("a" * length),))


HEAD = Heading((Text("head"),))


@pytest.mark.parametrize(
    ("text", "length"), [("", 0), ("abc", 3), ("әңғ", 3), ("😀", 2), ("🇰🇿", 4), ("é", 1)]
)
def test_length_is_counted_as_telegram_counts_it(text: str, length: int) -> None:
    assert units(text) == length


@pytest.mark.parametrize(
    ("blocks", "length"),
    [
        ((), 0),
        ((paragraph(5),), 5),
        ((paragraph(5), paragraph(5)), 12),
        ((Bullets(((Text("a"),), (Text("b"),))),), 7),
        ((Steps(((Text("a"),),), 10),), 5),
    ],
)
def test_marks_of_lists_and_empty_lines_count(blocks: tuple[Block, ...], length: int) -> None:
    assert rendered_length(blocks) == length


@pytest.mark.parametrize(
    ("blocks", "limit", "lengths"),
    [
        ((), 20, []),
        ((paragraph(20),), 20, [1]),
        ((paragraph(6), HEAD, paragraph(4)), 18, [3]),
        ((paragraph(6), HEAD, paragraph(4)), 17, [1, 2]),
        ((HEAD, paragraph(14), HEAD, paragraph(14)), 20, [2, 2]),
        ((HEAD, HEAD, HEAD), 16, [3]),
        ((HEAD, HEAD, HEAD, HEAD), 16, [3, 1]),
    ],
)
def test_a_body_is_cut_at_headings(
    blocks: tuple[Block, ...], limit: int, lengths: list[int]
) -> None:
    assert [len(page) for page in pages(blocks, limit)] == lengths


@pytest.mark.parametrize(
    ("blocks", "named"),
    [((paragraph(21),), "the first part has 21"), ((HEAD, paragraph(15)), "'head' has 21")],
)
def test_a_part_over_a_screen_is_refused(blocks: tuple[Block, ...], named: str) -> None:
    with pytest.raises(PageFault, match=named):
        pages(blocks, 20)


@given(st.lists(BLOCK, max_size=12), st.integers(1, 80))
def test_every_block_is_kept_in_order_and_every_page_fits(blocks: list[Block], limit: int) -> None:
    try:
        cut = pages(blocks, limit)
    except PageFault:
        assert rendered_length(blocks) > limit
    else:
        assert [*chain.from_iterable(cut)] == blocks
        assert all(page for page in cut)
        assert all(units("\n\n".join(map(visible, page))) <= limit for page in cut)
        assert all(isinstance(page[0], Heading) for page in cut[1:])
