"""Groups of three and four letters, by which misspelt words still meet.

Each group is one number: the code points of its letters, sixteen bits each.
"""

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.search.folding import Token
from core.search.planes import Ints

Groups = NDArray[np.uint64]

SIZES: Final = (3, 4)
LETTER_BITS: Final = 16
BEGIN, END = "^", "$"
_BREAK: Final = ord("\n")


def groups(tokens: Sequence[Token]) -> tuple[Groups, Ints]:
    """The groups of the words' shapes, and for each the number of its word.

    The begin and the end of a word count as letters; a group may come twice.
    """
    shapes = [shape for token in tokens for shape in token.shapes]
    owners = np.repeat(
        np.arange(len(tokens), dtype=np.int32), [len(token.shapes) for token in tokens]
    )
    text = "\n".join(f"{BEGIN}{shape}{END}" for shape in shapes)
    letters = np.frombuffer(text.encode("utf-32-le"), np.uint32).astype(np.uint64)
    lengths = np.fromiter(map(len, shapes), np.int32, len(shapes)) + len(BEGIN + END) + 1
    word = np.repeat(owners, lengths)[: len(letters)]
    found, whose = [], []
    for size in SIZES:
        if len(letters) < size:
            continue
        windows = np.lib.stride_tricks.sliding_window_view(letters, size)
        whole = ~(windows == _BREAK).any(axis=1)
        found.append(_packed(windows[whole]))
        whose.append(word[: len(windows)][whole])
    if not found:
        return np.zeros(0, np.uint64), np.zeros(0, np.int32)
    return np.concatenate(found), np.concatenate(whose)


def _packed(windows: Groups) -> Groups:
    packed = np.zeros(len(windows), np.uint64)
    for column in range(windows.shape[1]):
        packed = (packed << np.uint64(LETTER_BITS)) | (windows[:, column] & np.uint64(0xFFFF))
    return packed


def known(found: Iterable[int], vocabulary: Groups) -> list[int]:
    """The places of groups in a sorted vocabulary; those it does not have are left out."""
    asked = np.fromiter(found, np.uint64)
    if not len(vocabulary):
        return []
    places = np.minimum(np.searchsorted(vocabulary, asked), len(vocabulary) - 1)
    found_places: list[int] = places[vocabulary[places] == asked].tolist()
    return found_places
