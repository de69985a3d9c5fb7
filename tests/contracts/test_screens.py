"""Every screen in every language, as Telegram itself would judge it."""

import importlib
import inspect
import os
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiogram.types import InlineKeyboardMarkup

import bot.features
from bot.content.content import Content
from bot.features.library.views import Reader
from bot.telegram.besides import SIGN
from bot.telegram.introduction import COMMANDS, LONG, SHORT
from bot.telegram.screen import Screen
from bot.texts import Texts, gettext
from core.locale import Locale
from pretend.errors import ApiError
from pretend.jsons import Json, obj
from pretend.jsons import text as text_of
from pretend.telegram import PretendTelegram
from pretend.visitor import Visitor
from tests.contracts.scenes import SCENES, TOASTS
from tests.contracts.scenes_asking import PARTS
from tests.contracts.stage import Stage
from tests.contracts.test_callbacks import FROZEN, kinds

GOLDEN = Path(__file__).parent / "screens"
TEXT, DATA, TOAST = 4096, 64, 200
SLIPS = re.compile(r"\n{3}|[{}]|(?<!\.)\.\.(?!\.)|&\w+;")  # holes, raw fields, two full stops
TEACHES_FIELDS = {"composing.version_views.write", "composing.version_views.slip"}
"""Screens that tell an operator which names in braces are filled in."""
CHAT = 1001

# The screens a reviewer should see change: name of the file, scene, label.
KEY_SCREENS = {
    "about": ("settings.about", ""),
    "answer": ("ask.answer", "kr/unpaid-wages 2026"),
    "answer-mission": ("ask.answer", "mission:kr-seoul-embassy 2026"),
    "article": ("library.Reader.page", "kz/consular-registration-1-2026"),
    "ask": ("ask.entrance", "True"),
    "ask-in-qatar": ("ask.human", "QA"),
    "brigade": ("teams.mine", "0 KR ansan led"),
    "brigade-invitation": ("teams.opened", "INVITED 0 KR ansan"),
    "brigade-offer": ("teams.mine", "0 KR ansan"),
    "choices": ("ask.choices", "many"),
    "choose-country": ("start.country", "True"),
    "choose-language": ("start.language", "True"),
    "consulates": ("missions.entrance", "KR"),
    "deadlines": ("deadlines.deadlines", "all"),
    "deadline-reminder": ("deadlines.reminder", "permit RU"),
    "emergency-besides": ("emergency.besides", "kr/safety"),
    "emergency-in-korea": ("emergency.card", "KR"),
    "emergency-unknown-country": ("emergency.everywhere", ""),
    "group-answer": ("groups.answer", "kr/unpaid-wages 2026"),
    "group-emergency": ("groups.answer", "emergency:any 2026"),
    "help": ("start.assist", ""),
    "home-in-ansan": ("start.home", "KR-ansan"),
    "home-of-a-stranger": ("start.home", "stranger"),
    "menu": ("menu.welcome", ""),
    "mission": ("missions.card.card", "kr-seoul-embassy-6"),
    "my-data": ("privacy.data", "everything"),
    "nearest": ("missions.nearest", "37.57"),
    "no-answer": ("ask.nothing", "True"),
    "not-understood": ("ask.not_understood", "True"),
    "questions": ("ask.operators.questions", "few"),
    "settings": ("settings.settings", "typed-city"),
}


@pytest.fixture(params=list(Locale), ids=str)
def stage(request: pytest.FixtureRequest, content: Content, texts: Texts) -> Iterator[Stage]:
    with texts.speaking(request.param):
        yield Stage(content, texts, request.param)


@pytest.fixture
async def telegram() -> PretendTelegram:
    """With nobody to hand updates to: only its judgement is wanted."""
    telegram = PretendTelegram()
    telegram.deliver = ignore
    await Visitor(telegram, CHAT).starts()
    return telegram


async def ignore(_update: Json) -> None: ...


async def send(telegram: PretendTelegram, shown: Screen | str, *, plain: bool = False) -> str:
    """The text as it is read, judged by Telegram with HTML and buttons. Raises ApiError."""
    screen = Screen(shown) if isinstance(shown, str) else shown
    params: dict[str, object] = {"chat_id": CHAT, "text": screen.text}
    if not plain:
        params["parse_mode"] = "HTML"
    if screen.keyboard:
        params["reply_markup"] = screen.keyboard.model_dump(exclude_none=True)
    return text_of(obj(await telegram.call("sendMessage", params)).get("text"))


def labels(screen: Screen) -> list[str]:
    if isinstance(screen.keyboard, InlineKeyboardMarkup):
        return [one.text for row in screen.keyboard.inline_keyboard for one in row]
    found = screen.keyboard.keyboard if screen.keyboard else []
    return [one.text for row in found for one in row]


def callbacks(screen: Screen) -> list[str]:
    keyboard = screen.keyboard
    if not isinstance(keyboard, InlineKeyboardMarkup):
        return []
    return [
        (one.callback_data or "").removeprefix(SIGN)
        for row in keyboard.inline_keyboard
        for one in row
        if not one.url
    ]


@pytest.mark.parametrize("name", SCENES)
async def test_a_view_is_fit_to_send(stage: Stage, telegram: PretendTelegram, name: str) -> None:
    known = {kind.__prefix__: kind for kind in kinds()}
    seen = 0
    for label, shown in SCENES[name](stage):
        seen += 1
        plain = isinstance(shown, str) and name in TOASTS | {"missions.venue"}
        try:
            read = await send(telegram, shown, plain=plain)
        except ApiError as fault:
            pytest.fail(f"{name} {label}: {fault.description}")
        screen = Screen(shown) if isinstance(shown, str) else shown
        if name in TEACHES_FIELDS:
            read = re.sub(r"[{}]", "", read)
        assert 0 < len(read.encode("utf-16-le")) // 2 <= TEXT, label
        assert stage.locale is Locale.EN or "None" not in read, label
        assert all(words.strip() for words in labels(screen)), label
        assert not SLIPS.search(read), (label, SLIPS.findall(read))
        for wire in callbacks(screen):
            assert 0 < len(wire.encode()) <= DATA, label
            assert known[wire.partition(":")[0]].unpack(wire).pack() == wire, label
        if name in TOASTS:
            assert len(screen.text) <= TOAST, label
    assert seen


def test_every_view_has_a_scene() -> None:
    """A new view is rendered here, or this fails."""
    found = {"menu.welcome"}
    for module in pkgutil.walk_packages(bot.features.__path__, "bot.features."):
        last = module.name.rpartition(".")[2]
        if last not in {"views", "card", "operators"} and not last.endswith("_views"):
            continue
        loaded = importlib.import_module(module.name)
        short = module.name.removeprefix("bot.features.").removesuffix(".views")
        found |= {
            f"{short}.{name}"
            for name, member in inspect.getmembers(loaded, inspect.isfunction)
            if member.__module__ == module.name and not name.startswith("_")
        }
    found |= {"library.Reader.page" for name in vars(Reader) if name == "page"}
    assert set(SCENES) == found - PARTS
    assert found >= PARTS
    assert found >= TOASTS


def test_no_screen_is_a_dead_end(stage: Stage) -> None:
    """Each screen with inline buttons leads home, or back, or on."""
    ways = {"h", "st", "sc", "sl", "l", "m", "e", "sm", "rq"}
    assert ways <= FROZEN.keys()
    for name, scene in SCENES.items():
        for label, shown in scene(stage):
            if isinstance(shown, Screen) and (wires := callbacks(shown)):
                assert ways & {wire.partition(":")[0] for wire in wires}, (name, label)


def test_an_unchecked_article_says_so(stage: Stage) -> None:
    shown = dict(SCENES["library.Reader.page"](stage))
    warning = gettext("⚠️ This text may be out of date: its check is overdue.")
    stale = [label for label, one in shown.items() if warning in getattr(one, "text", "")]
    assert {label for label in shown if label.endswith("-2030")} <= set(stale)
    for name in ("ask.answer", "groups.answer", "groups.agreement", "inline.results"):
        for label, one in SCENES[name](stage):
            id_, _, year = label.partition(" ")
            if id_ in stage.content.articles and year in {"2026", "2030"}:
                assert (year == "2030") == (warning in getattr(one, "text", "")), (name, label)


def test_what_a_person_typed_is_escaped(stage: Stage) -> None:
    for name in ("start.home", "settings.settings", "privacy.data"):
        text = getattr(dict(SCENES[name](stage))["typed-city"], "text", "")
        assert "&lt;b&gt;Құлсары&lt;/b&gt; &amp;" in text, name


def test_the_introduction_fits(stage: Stage) -> None:
    """Telegram takes 256 characters for a command, 512 and 120 for the descriptions."""
    assert all(1 <= len(gettext(words)) <= 256 for words in COMMANDS.values())
    assert len(gettext(LONG)) <= 512
    assert len(gettext(SHORT)) <= 120


@pytest.mark.parametrize("file", KEY_SCREENS)
def test_a_key_screen_is_as_reviewed(stage: Stage, file: str) -> None:
    """After a wanted change: SCREENS=write, and read the diff."""
    scene, label = KEY_SCREENS[file]
    now = drawn(dict(SCENES[scene](stage))[label])
    path = GOLDEN / stage.locale.value / f"{file}.txt"
    if os.environ.get("SCREENS") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(now, encoding="utf-8")
    assert path.is_file(), "SCREENS=write makes it"
    assert now == path.read_text(encoding="utf-8")


def test_no_golden_file_is_left_over() -> None:
    files = {str(path.relative_to(GOLDEN)) for path in GOLDEN.rglob("*.txt")}
    assert files == {f"{locale.value}/{name}.txt" for locale in Locale for name in KEY_SCREENS}


def drawn(shown: Screen | str) -> str:
    """A screen as text: the HTML, then a line for each row of buttons."""
    screen = Screen(shown) if isinstance(shown, str) else shown
    lines = [screen.text, ""]
    if isinstance(screen.keyboard, InlineKeyboardMarkup):
        lines += [
            " ".join(f"[{one.text} | {one.callback_data or one.url}]" for one in row)
            for row in screen.keyboard.inline_keyboard
        ]
    elif screen.keyboard:
        lines += [" ".join(f"({one.text})" for one in row) for row in screen.keyboard.keyboard]
    return "\n".join(lines) + "\n"


async def test_the_judge_is_strict(telegram: PretendTelegram) -> None:
    """Else the tests above could not fail."""
    for text in ("<b>open", "<p>no such tag</p>", "", "x" * (TEXT + 1), "a < b"):
        with pytest.raises(ApiError):
            await send(telegram, text)
