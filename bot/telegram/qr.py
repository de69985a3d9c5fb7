"""A link as a picture another phone's camera reads."""

from io import BytesIO

import segno
from aiogram.types import BufferedInputFile, CallbackQuery

from bot.telegram import html

SCALE, BORDER = 12, 4
"""Points to a square, and the white squares around them the standard asks for."""
NAME = "saparlas.png"


def png(link: str) -> bytes:
    """The picture of the link, black on white; a quarter of it may be soiled."""
    file = BytesIO()
    segno.make(link, error="q", micro=False).save(file, kind="png", scale=SCALE, border=BORDER)
    return file.getvalue()


async def send_qr(query: CallbackQuery, link: str, words: str) -> None:
    """Sends the picture with the words and the link under it: who cannot scan can tap."""
    if query.message is not None:
        caption = f"{html.escape(words)}\n{html.escape(link)}"
        await query.message.answer_photo(BufferedInputFile(png(link), NAME), caption=caption)
