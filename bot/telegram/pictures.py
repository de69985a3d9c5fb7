"""The report of a broadcast as a picture. matplotlib comes with the extra `operator`."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from aiogram.types import BufferedInputFile, CallbackQuery

from bot.telegram.screen import Screen

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAME = "saparlas.png"
INCHES, POINTS = (7.2, 6.4), 150
"""Small, so that its letters are large on a phone."""
SAME_DAY = timedelta(hours=20)
FEW_MINUTES = timedelta(minutes=6)
INK, GRID = "#243b53", "#d9e2ec"
DAY = 86_400
"""Seconds in what matplotlib counts time by."""
PAD = 0.12
SPARE = 1.18
"""Room to the right of the longest bar, for its number."""


@dataclass(frozen=True, slots=True)
class Line:
    """A curve: how many there were at each moment, in all."""

    name: str
    colour: str
    points: Sequence[tuple[datetime, int]]


@dataclass(frozen=True, slots=True)
class Bar:
    """`told`: its number as people read it."""

    name: str
    colour: str
    count: int
    told: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything on the picture, in words of one language. `zone`: whose clocks it shows."""

    title: str
    curve_title: str
    bars_title: str
    zone: str
    lines: Sequence[Line]
    bars: Sequence[Bar]


def drawable() -> bool:
    """Whether this copy of the bot can draw."""
    return find_spec("matplotlib") is not None


async def png(chart: Chart) -> bytes | None:
    """The picture, drawn beside the loop; None where nothing can be drawn."""
    return await asyncio.to_thread(draw, chart) if drawable() else None


async def send_picture(query: CallbackQuery, chart: Chart, below: Screen) -> bool:
    """Whether there was a picture to send."""
    data = await png(chart)
    if data is not None and query.message is not None:
        file = BufferedInputFile(data, NAME)
        await query.message.answer_photo(file, caption=below.text, reply_markup=below.keyboard)
    return data is not None


def draw(chart: Chart) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - an extra
    from matplotlib.figure import Figure  # noqa: PLC0415 - as above
    from matplotlib.layout_engine import ConstrainedLayoutEngine  # noqa: PLC0415 - as above

    figure = Figure(
        figsize=INCHES, dpi=POINTS, layout=ConstrainedLayoutEngine(w_pad=PAD, h_pad=PAD)
    )
    FigureCanvasAgg(figure)
    figure.suptitle(_plain(chart.title), fontsize=14, fontweight="bold", color=INK)
    curve, bars = figure.subplots(2, 1, height_ratios=(3, 2))
    _curve(curve, chart)
    _bars(bars, chart)
    for axes, title in ((curve, chart.curve_title), (bars, chart.bars_title)):
        axes.set_title(_plain(title), loc="left", fontsize=11, color=INK)
        axes.spines[["top", "right"]].set_visible(False)
        axes.tick_params(colors=INK)
    file = BytesIO()
    figure.savefig(file, format="png")
    return file.getvalue()


def _curve(axes: "Axes", chart: Chart) -> None:
    from matplotlib.dates import AutoDateLocator, DateFormatter, MinuteLocator  # noqa: PLC0415
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415

    moments = [at for one in chart.lines for at, _count in one.points]
    for one in chart.lines:
        at = [moment.timestamp() / DAY for moment, _count in one.points]
        counts = [count for _moment, count in one.points]
        axes.plot(at, counts, color=one.colour, label=_plain(one.name), linewidth=2)
    axes.set_ylim(bottom=0)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.grid(visible=True, color=GRID)
    if moments:
        zone = ZoneInfo(chart.zone)
        whole = max(moments) - min(moments)
        shape = "%H:%M" if whole < SAME_DAY else "%d.%m %H:%M"
        axes.xaxis.set_major_locator(
            MinuteLocator(tz=zone)  # type: ignore[no-untyped-call]
            if whole <= FEW_MINUTES
            else AutoDateLocator(tz=zone, maxticks=6)  # type: ignore[no-untyped-call]
        )
        axes.xaxis.set_major_formatter(
            DateFormatter(shape, tz=zone)  # type: ignore[no-untyped-call]
        )
        axes.legend(frameon=False, loc="best")


def _bars(axes: "Axes", chart: Chart) -> None:
    names = [_plain(one.name) for one in chart.bars]
    counts = [one.count for one in chart.bars]
    drawn = axes.barh(names, counts, color=[one.colour for one in chart.bars], height=0.6)
    axes.bar_label(drawn, labels=[one.told for one in chart.bars], padding=4, color=INK)
    axes.invert_yaxis()
    axes.set_xlim(0, max([1, *counts]) * SPARE)
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)


def _plain(words: str) -> str:
    """Without what matplotlib would take for a formula."""
    return words.replace("$", r"\$")
