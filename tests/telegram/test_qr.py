"""The picture of a link, read back point by point."""

import struct
import zlib
from collections.abc import Iterator

import pytest
import segno

from bot.telegram.qr import BORDER, SCALE, png

LINK = "https://t.me/saparlas_bot?start=s-23456789ab"


def chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at < len(picture):
        (size,) = struct.unpack(">I", picture[at : at + 4])
        yield picture[at + 4 : at + 8], picture[at + 8 : at + 8 + size]
        at += size + 12


def squares(picture: bytes) -> list[list[bool]]:
    """The dark squares of a black-and-white PNG, looked at in their middles."""
    found = dict(chunks(picture))
    width, height, depth, kind, *_rest = struct.unpack(">IIBBBBB", found[b"IHDR"])
    assert (depth, kind, width) == (1, 0, height)
    lines = unfiltered(zlib.decompress(found[b"IDAT"]), (width + 7) // 8 + 1)
    dark = [[not line[x // 8] >> (7 - x % 8) & 1 for x in range(width)] for line in lines]
    return [row[SCALE // 2 :: SCALE] for row in dark[SCALE // 2 :: SCALE]]


def unfiltered(data: bytes, stride: int) -> list[bytes]:
    """Each line of points; one may be told as its difference from the line above."""
    lines = [bytes(stride - 1)]
    for top in range(0, len(data), stride):
        kind, line = data[top], data[top + 1 : top + stride]
        assert kind in {0, 2}, "a filter this test does not know"
        above = lines[-1] if kind else bytes(stride - 1)
        lines.append(bytes((a + b) % 256 for a, b in zip(line, above, strict=True)))
    return lines[1:]


@pytest.mark.parametrize("link", [LINK, LINK[:-1] + "c", "https://t.me/" + "x" * 120])
def test_the_picture_is_of_the_link(link: str) -> None:
    wanted = segno.make(link, error="q", micro=False).matrix
    shown = squares(png(link))
    assert len(shown) == len(wanted) + 2 * BORDER
    assert not any(shown[0]), "no white border"
    inner = [row[BORDER:-BORDER] for row in shown[BORDER:-BORDER]]
    assert inner == [[bool(dark) for dark in row] for row in wanted]


def test_two_links_are_two_pictures() -> None:
    assert squares(png(LINK)) != squares(png(LINK[:-1] + "c"))


def test_the_picture_is_large_enough_for_a_screen_and_small_to_send() -> None:
    picture = png(LINK)
    assert len(squares(picture)) * SCALE >= 400
    assert len(picture) < 20_000
