"""A long list of countries on buttons, a page at a time."""

from collections.abc import Callable, Sequence

from aiogram.filters.callback_data import CallbackData

from bot.telegram.screen import Rows, button
from bot.words import flagged

PAGE = 12
COLUMNS = 2


def country_rows(
    codes: Sequence[str],
    number: int,
    choose: Callable[[str], CallbackData],
    turn: Callable[[int], CallbackData],
) -> Rows:
    """The page's countries and, where there is more, the way to the next page.

    A page number that does not exist is answered with the nearest one that does.
    """
    pages = max(1, -(-len(codes) // PAGE))
    number = min(max(number, 1), pages)
    rows = country_grid(codes[(number - 1) * PAGE : number * PAGE], choose)
    turning = []
    if number > 1:
        turning.append(button("◀️", turn(number - 1)))
    if number < pages:
        turning.append(button("▶️", turn(number + 1)))
    return [*rows, turning] if turning else rows


def country_grid(codes: Sequence[str], choose: Callable[[str], CallbackData]) -> Rows:
    buttons = [button(flagged(code), choose(code)) for code in codes]
    return [buttons[at : at + COLUMNS] for at in range(0, len(buttons), COLUMNS)]
