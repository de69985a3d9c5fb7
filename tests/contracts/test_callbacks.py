"""The wire format of buttons is for ever: somebody presses an old one next year."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiogram.filters.callback_data import CallbackData, CallbackQueryFilter

import bot.features
from bot.content.content import Content
from bot.content.plan import load_plan
from bot.features.ask.callbacks import AnswerHelped, AskHuman, NotMeant
from bot.features.deadlines.callbacks import (
    AddDeadline,
    AminaHour,
    DeadlineDone,
    DeadlineTomorrow,
    EditDeadline,
    OpenDeadlines,
    RemoveDeadline,
)
from bot.features.emergency.callbacks import EmergencyCountries, OpenEmergency
from bot.features.handbook.callbacks import KeepOffline
from bot.features.library.callbacks import OpenArticle, OpenShelf, Vote
from bot.features.missions.callbacks import (
    MissionCountries,
    MissionsOf,
    OpenMission,
    PickDeadNumber,
    ReportNumber,
    SaveContact,
    ShowPlace,
)
from bot.features.relatives.callbacks import AgreeRelative, TakeBack
from bot.features.settings.callbacks import ChooseCity
from bot.features.start.callbacks import ChooseCountry, ChooseLanguage, MoreCountries
from bot.features.stays.callbacks import (
    EraseStay,
    PickCity,
    PickDay,
    PickPurpose,
    Prolong,
    StillHere,
    TakeWords,
)
from bot.filters.missions import ForMission
from bot.telegram.answers import exists, packed, wired
from bot.texts import Texts
from core.locale import Locale
from core.stays.draft import Step
from core.stays.stay import Purpose
from tests.conftest import ROOT, World
from tests.contracts.scenes_asking import answers
from tests.contracts.stage import Stage
from tests.contracts.wiring import filters

LIMIT = 64

# Prefix, and the fields in their order. A line may be added; none may ever change or go.
FROZEN = {
    "a": "OpenArticle(scope: str, slug: str, page: int = 1)",
    "b": "OpenBroadcasts(page: int = 1)",
    "ba": "OpenAudience(number: int)",
    "bac": "Choose(number: int, part: Part, value: str, on: bool)",
    "bap": "OpenPart(number: int, part: Part, page: int = 1)",
    "bc": "OpenReach(number: int)",
    "bcb": "TakeBroadcastBack(number: int)",
    "bcn": "AskConfirm(number: int)",
    "bcp": "SetPaid(number: int, paid: bool)",
    "bcq": "SetTime(number: int, when: When)",
    "bcs": "ConfirmBroadcast(number: int, stamp: str, insist: bool = False)",
    "bct": "AskTime(number: int)",
    "bcu": "CallOff(number: int)",
    "bcy": "ConfirmSecond(number: int, stamp: str)",
    "bd": "OpenDraft(number: int)",
    "bkb": "WriteButtons(number: int, locale: Locale)",
    "bkd": "SetDrill(number: int, drill: bool)",
    "bke": "TryDraft(number: int)",
    "bkf": "SetFallback(number: int, locale: Locale, other: core.locale.Locale | None = None)",
    "bkk": "ChooseKind(number: int, kind: Kind)",
    "bkl": "OpenVersion(number: int, locale: Locale)",
    "bkp": "PreviewDraft(number: int)",
    "bkr": "DropDraft(number: int, sure: bool = False)",
    "bkt": "ChooseTopic(number: int, topic: core.people.topics.Topic | None = None)",
    "bkw": "WriteVersion(number: int, locale: Locale)",
    "bkx": "DropVersion(number: int, locale: Locale, sure: bool = False)",
    "bn": "NewDraft()",
    "bo": "OpenBroadcast(number: int)",
    "bp": "PauseBroadcast(number: int)",
    "br": "ResumeBroadcast(number: int)",
    "brc": "CloseAlert(number: int, sure: bool = False)",
    "brd": "DrawReport(number: int)",
    "bre": "ExportReport(number: int)",
    "brr": "RecallBroadcast(number: int, sure: bool = False)",
    "brt": "EditBroadcast(number: int)",
    "bru": "RetryUncertain(number: int, sure: bool = False)",
    "brv": "EditVersion(number: int, language: str)",
    "brw": "WriteClosing(number: int)",
    "bry": "ChangeText(number: int, stamp: str)",
    "bx": "CancelBroadcast(number: int, sure: bool = False)",
    "bz": "AnswerCheck(number: int, answer: str)",
    "bze": "ExportSilent(number: int)",
    "bzs": "OpenSilent(number: int)",
    "bzt": "OpenTally(number: int)",
    "d": "OpenDeadlines()",
    "da": "AddDeadline(kind: str = '')",
    "dd": "DeadlineDone(id: int)",
    "de": "EditDeadline(id: int)",
    "dh": "AminaHour(hour: int)",
    "dr": "RemoveDeadline(id: int, sure: bool = False)",
    "ds": "DeadlineTomorrow(id: int)",
    "e": "OpenEmergency(country: str = '')",
    "eo": "EmergencyCountries(page: int = 1)",
    "h": "OpenHome()",
    "hb": "KeepOffline(scope: str = '')",
    "k": "OpenRelatives()",
    "ka": "AnnounceRelative()",
    "kb": "TakeBack(number: str)",
    "kc": "RelativeCountry(country: str)",
    "kg": "AgreeRelative(number: str)",
    "kn": "TakeName(country: str)",
    "ko": "RelativeCountries(page: int = 1)",
    "kx": "DeclineRelative(number: str)",
    "l": "OpenShelf(scope: str = '')",
    "lc": "PickShelf()",
    "m": "OpenMission(mission: str)",
    "mc": "MissionsOf(country: str = '')",
    "md": "PickDeadNumber(mission: str)",
    "mk": "SaveContact(mission: str)",
    "ml": "MissionCountries(page: int = 1)",
    "mn": "AskPlace()",
    "mr": "ReportNumber(mission: str, number: str)",
    "mv": "ShowPlace(mission: str)",
    "o": "OpenRoles(page: int = 1)",
    "ot": "TakeRole(person: int, role: Role, sure: bool = False)",
    "q": "AskHuman()",
    "qh": "AnswerHelped(answer: str)",
    "qn": "NotMeant(answer: str = '')",
    "r": "OpenStay()",
    "ra": "Agree()",
    "rb": "StepBack(step: Step)",
    "rc": "PickCountry(country: str)",
    "rd": "DropDraft()",
    "re": "Prolong(number: str, months: int)",
    "rf": "EditStep(step: Step)",
    "rg": "GoOn()",
    "rh": "AskPhone()",
    "ri": "ShowQr(number: str)",
    "rj": "TakeWords(step: Step)",
    "rk": "Enough(step: Step)",
    "rl": "ClearCompanions()",
    "rm": "Moved(number: str)",
    "rn": "StartForm()",
    "ro": "PickCountries(page: int = 1)",
    "rp": "PickPurpose(purpose: Purpose)",
    "rq": "CancelForm()",
    "rr": "EraseStay(number: str, sure: bool = False)",
    "rs": "Skip(step: Step)",
    "rt": "PickDay(day: str)",
    "ru": "ChangeStay()",
    "rv": "StillHere(number: str)",
    "rw": "WentHome(number: str)",
    "rx": "Refuse()",
    "ry": "PickCity(country: str, place: int)",
    "rz": "Confirm()",
    "sa": "About()",
    "sc": "ChooseCountry(country: str, first: bool)",
    "se": "ExportData()",
    "sf": "AskForget()",
    "sfy": "Forget()",
    "sl": "ChooseLanguage(language: str, first: bool)",
    "sm": "MyData()",
    "sn": "OpenAlerts()",
    "snt": "HearTopic(topic: Topic, wanted: bool)",
    "so": "MoreCountries(first: bool, page: int = 1)",
    "sq": "OpenQuiet()",
    "sqp": "PickQuiet(since: int = -1)",
    "sqs": "SetQuiet(since: int, until: int)",
    "squ": "UsualQuiet()",
    "st": "OpenSettings()",
    "stc": "EditCountry()",
    "stl": "EditLanguage()",
    "sty": "EditCity()",
    "sy": "ChooseCity(country: str, place: int)",
    "syt": "TypeCity()",
    "t": "OpenTeam()",
    "tc": "CloseTeam(sure: bool = False)",
    "tj": "JoinTeam(code: str)",
    "tl": "LeaveTeam(code: str)",
    "tm": "TeamMembers(page: int = 1)",
    "tn": "FoundTeam()",
    "tq": "TeamQr()",
    "v": "Vote(scope: str, slug: str, helped: bool)",
    "x": "ReportMistake(scope: str = '', slug: str = '')",
}

OLD_BUTTONS = {
    "a:kz:consular-registration:1": OpenArticle(scope="kz", slug="consular-registration"),
    "a:kr:entry:2": OpenArticle(scope="kr", slug="entry", page=2),
    "d": OpenDeadlines(),
    "da:": AddDeadline(),
    "da:passport": AddDeadline(kind="passport"),
    "dd:7": DeadlineDone(id=7),
    "de:7": EditDeadline(id=7),
    "dh:22": AminaHour(hour=22),
    "dr:7:0": RemoveDeadline(id=7),
    "dr:7:1": RemoveDeadline(id=7, sure=True),
    "ds:7": DeadlineTomorrow(id=7),
    "e:": OpenEmergency(),
    "e:KR": OpenEmergency(country="KR"),
    "hb:": KeepOffline(),
    "hb:ru": KeepOffline(scope="ru"),
    "kb:23456789AB": TakeBack(number="23456789AB"),
    "kg:23456789AB": AgreeRelative(number="23456789AB"),
    "l:": OpenShelf(),
    "m:kr-busan-cg": OpenMission(mission="kr-busan-cg"),
    "mr:kr-busan-cg:821012345678": ReportNumber(mission="kr-busan-cg", number="821012345678"),
    "q": AskHuman(),
    "qh:kr/unpaid-wages": AnswerHelped(answer="kr/unpaid-wages"),
    "qh:mission.kr-busan-cg": AnswerHelped(answer="mission.kr-busan-cg"),
    "qn:": NotMeant(),
    "qn:mission.any": NotMeant(answer="mission.any"),
    "re:23456789AB:3": Prolong(number="23456789AB", months=3),
    "rj:employer": TakeWords(step=Step.EMPLOYER),
    "rp:work": PickPurpose(purpose=Purpose.WORK),
    "rt:+6m": PickDay(day="+6m"),
    "rr:23456789AB:1": EraseStay(number="23456789AB", sure=True),
    "rv:23456789AB": StillHere(number="23456789AB"),
    "ry:KR:-1": PickCity(country="KR", place=-1),
    "sc:RU:1": ChooseCountry(country="RU", first=True),
    "sl:kk:0": ChooseLanguage(language="kk", first=False),
    "so:1:3": MoreCountries(first=True, page=3),
    "sy:KR:-1": ChooseCity(country="KR", place=-1),
    "v:ru:staying:0": Vote(scope="ru", slug="staying", helped=False),
}


def kinds() -> Iterator[type[CallbackData]]:
    """Every kind of callback defined anywhere in a feature."""
    for module in pkgutil.walk_packages(bot.features.__path__, "bot.features."):
        found = importlib.import_module(module.name)
        for _, member in inspect.getmembers(found, inspect.isclass):
            if issubclass(member, CallbackData) and member.__module__ == module.name:
                yield member


def written(kind: type[CallbackData]) -> str:
    fields = [
        f"{name}: {getattr(field.annotation, '__name__', field.annotation)}"
        + ("" if field.is_required() else f" = {field.default!r}")
        for name, field in kind.model_fields.items()
    ]
    return f"{kind.__name__}({', '.join(fields)})"


def test_the_wire_format_is_frozen() -> None:
    assert {kind.__prefix__: written(kind) for kind in kinds()} == FROZEN


def test_a_prefix_belongs_to_one_kind() -> None:
    prefixes = [kind.__prefix__ for kind in kinds()]
    assert sorted(prefixes) == sorted(set(prefixes))
    assert {kind.__separator__ for kind in kinds()} == {":"}


@pytest.mark.parametrize(("wire", "data"), OLD_BUTTONS.items(), ids=str)
def test_an_old_button_is_still_understood(wire: str, data: CallbackData) -> None:
    assert type(data).unpack(wire) == data
    assert data.pack() == wire


def test_every_kind_has_a_handler(world: World) -> None:
    handled = set()
    for _, one in filters(world.app.dispatcher):
        match one.callback:
            case CallbackQueryFilter(callback_data=kind) | ForMission(kind=kind):
                handled.add(kind)
            case _other:
                pass
    assert handled == set(kinds())


def judged(answer: str) -> Iterator[CallbackData]:
    """The buttons under an answer of the search."""
    yield from (kind(answer=packed(answer)) for kind in (AnswerHelped, NotMeant))


def real(content: Content) -> Iterator[CallbackData]:
    """Every button that may stand under any screen, also for articles only planned."""
    written_now = {article.id for article in content.articles.values()}
    for one in written_now | set(load_plan(ROOT / "content")):
        here = {"scope": one.scope, "slug": one.slug}
        yield from (OpenShelf(scope=one.scope), KeepOffline(scope=one.scope))
        yield from (OpenArticle(**here, page=page) for page in (1, 99))
        yield from (Vote(**here, helped=helped) for helped in (True, False))
        yield from judged(f"{one.scope}/{one.slug}")
    for article in content.articles.values():
        longest = max(len(pages) for pages in article.bodies.values())
        for page in range(1, longest + 1):
            yield OpenArticle(scope=article.id.scope, slug=article.id.slug, page=page)
    for mission in content.missions.values():
        for kind in (OpenMission, ShowPlace, SaveContact, PickDeadNumber):
            yield kind(mission=mission.id)
        yield from judged(f"mission:{mission.id}")
        for phone in mission.phones:
            yield ReportNumber(mission=mission.id, number=phone.number[1:])
    for code, country in content.countries.items():
        yield from (OpenEmergency(country=code), MissionsOf(country=code))
        yield from (*judged(f"mission:{code.lower()}"), *judged(f"emergency:{code.lower()}"))
        yield from (ChooseCountry(country=code, first=first) for first in (True, False))
        yield from (ChooseCity(country=code, place=n) for n in range(-1, len(country.cities)))
    for page in range(1, len(content.countries) + 1):
        yield from (EmergencyCountries(page=page), MissionCountries(page=page))
        yield MoreCountries(first=True, page=page)
    yield from (ChooseLanguage(language=locale.value, first=True) for locale in Locale)


def test_every_real_button_packs_and_comes_back(content: Content) -> None:
    buttons = list(real(content))
    assert len(buttons) > 1000
    for data in buttons:
        wire = data.pack()
        assert len(wire.encode()) <= LIMIT, wire
        assert type(data).unpack(wire) == data


def test_the_answer_a_button_names_is_found_again(content: Content, texts: Texts) -> None:
    with texts.speaking(Locale.KK):
        ids = answers(Stage(content, texts, Locale.KK))
    assert len(ids) > 100
    for one in ids:
        kept = AnswerHelped.unpack(AnswerHelped(answer=packed(one)).pack()).answer
        assert wired(kept) == one
        assert exists(one, content)


@pytest.mark.parametrize(
    "answer", ["", "x", "kr", "kr/none", "mission:", "mission:KR", "mission:zz", "KR/entry", "any"]
)
def test_an_answer_that_is_none_is_known_for_it(content: Content, answer: str) -> None:
    assert not exists(answer, content)


def test_the_plan_is_where_this_test_looks() -> None:
    assert Path(ROOT / "content" / "plan.toml").is_file()
