"""The repository's own missions, hot lines and countries hold what they promise."""

from pathlib import Path

import phonenumbers
import pytest

from bot.content.countries import load_countries
from bot.content.faults import ContentFault
from bot.content.hotlines import load_hotlines
from bot.content.missions import load_missions
from core.locale import Locale, Translated
from core.missions.countries import in_order
from core.missions.hotlines import HotlineKind, for_card
from core.missions.mission import MissionKind
from core.missions.nearest import nearest
from core.missions.place import Point
from core.missions.trust import Trust

CONTENT = Path(__file__).parents[2] / "content"
MISSIONS = load_missions(CONTENT)
HOTLINES = load_hotlines(CONTENT)
COUNTRIES = load_countries(CONTENT)
LINES = [line for lines in HOTLINES.values() for line in lines]


def test_every_row_is_there() -> None:
    assert len(MISSIONS) == 67
    assert len({line.id for line in LINES}) == len(LINES) == 58


@pytest.mark.parametrize("mission_id", sorted(MISSIONS))
def test_a_mission_is_whole(mission_id: str) -> None:
    mission = MISSIONS[mission_id]
    assert mission.country in COUNTRIES
    assert mission.sources
    for words in (mission.city, mission.title, mission.note, mission.hours_note):
        _filled(words)
    for region in mission.district.regions if mission.district else ():
        _filled(region.name)
    numbers = [(phone.number, phone.purpose) for phone in mission.phones]
    assert len(set(numbers)) == len(numbers)
    for phone in mission.phones:
        assert phonenumbers.is_valid_number(phonenumbers.parse(phone.number))
    urls = [source.url for source in mission.sources] + [phone.source for phone in mission.phones]
    sites = [mission.website, mission.page, mission.booking]
    urls += [site.url for site in sites if site is not None]
    assert all(url.startswith(("https://", "http://")) for url in urls if url is not None)
    assert not any(" " in url for url in urls if url is not None)


@pytest.mark.parametrize("line_id", sorted(line.id for line in LINES))
def test_a_line_is_whole(line_id: str) -> None:
    line = next(line for line in LINES if line.id == line_id)
    for words in (line.service, line.what_for, line.hours, line.languages, line.note):
        _filled(words)
    assert line.country in COUNTRIES
    assert line.published
    if line.number is None:
        assert line.trust is Trust.LOW
        assert line.note is not None
    else:
        assert line.source or line.publisher


@pytest.mark.parametrize("code", sorted(COUNTRIES))
def test_a_country_is_whole(code: str) -> None:
    country = COUNTRIES[code]
    assert country.dial_code == f"+{phonenumbers.country_code_for_region(code)}"
    for city in country.cities:
        _filled(city.name)
    assert len(country.flag) == 2


def test_countries_with_articles_come_first() -> None:
    ordered = in_order(COUNTRIES.values())
    assert [country.scope for country in ordered[:4]] == ["ru", "kr", "qa", "gb"]
    assert len({country.order for country in ordered}) == len(ordered)


@pytest.mark.parametrize(
    ("code", "emergency"), [("RU", "112"), ("KR", "119"), ("QA", "999"), ("GB", "999")]
)
def test_a_card_starts_with_the_number_that_saves_a_life(code: str, emergency: str) -> None:
    card = for_card(HOTLINES[code])
    assert (card[0].number, card[0].kind) == (emergency, HotlineKind.EMERGENCY)
    assert all(line.trust is not Trust.LOW for line in card)


@pytest.mark.parametrize(
    ("place", "country", "mission_id", "responsible"),
    [
        (Point(35.871, 128.601), "KR", "kr-busan-cg", True),  # Daegu
        (Point(33.5, 126.531), "KR", "kr-busan-cg", True),  # Jeju
        (Point(37.322, 126.831), "KR", "kr-seoul-embassy", False),  # Ansan: no row on Seoul's
        (Point(36.35, 127.385), "KR", "kr-seoul-embassy", False),  # Daejeon
        (Point(54.708, 20.507), "RU", "ru-spb-cg", True),  # Kaliningrad
        (Point(55.16, 61.401), "RU", "ru-ekaterinburg-cg", True),  # Chelyabinsk
        (Point(53.794, 87.214), "RU", "ru-omsk-cg", True),  # Novokuznetsk
        (Point(54.181, 45.186), "RU", "ru-kazan-cg", True),  # Saransk
        (Point(53.195, 50.107), "RU", "ru-kazan-cg", False),  # Samara: disputed
        (Point(25.684, 51.506), "QA", "qa-doha-embassy", False),  # Al Khor
        (Point(51.2, 0.7), "GB", "gb-london-embassy", False),  # Kent
    ],
)
def test_people_are_sent_to_the_right_mission(
    *, place: Point, country: str, mission_id: str, responsible: bool
) -> None:
    near = nearest(MISSIONS.values(), place, 1, country)[0]
    assert (near.mission.id, near.responsible) == (mission_id, responsible)


def test_an_honorary_consulate_says_that_it_issues_no_documents() -> None:
    kinds = [mission for mission in MISSIONS.values() if mission.honorary]
    assert len(kinds) == 5
    assert all(mission.note for mission in kinds)
    assert {mission.kind for mission in kinds} == {MissionKind.HONORARY_CONSULATE}


GOOD = (CONTENT / "missions" / "kr.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('kind = "embassy"', 'kind = "palace"', "'kind' is \"palace\""),
        ('kind = "embassy"', 'kind = "embassy"\ncolour = "red"', "unknown 'colour'"),
        ('"+821065729311"', '"+8210657293"', "no valid E.164 number"),
        ('"+821065729311"', '"010-6572-9311"', "no number with its country code"),
        ('"Asia/Seoul"', '"Asia/Nowhere"', "no time zone"),
        ("latitude = 37.566", "latitude = 137.566", "no place on the earth"),
        ('country = "KR"', 'country = "KP"', "in the file of kr"),
        ('id = "kr-busan-cg"', 'id = "kr-seoul-embassy"', "a second one"),
        ('kk = "Сеул", ', "", "no 'kk'"),
        ('kk = "Сеул"', 'kk = " "', "'kk' is no text"),
        ('opens = "09:30"', 'opens = "13:30"', "no opening hours"),
        ('"mon", "tue"', '"mon", "day"', "no opening hours"),
        ('trust = "high"', "trust = 1", "'trust' is no text"),
        ("guessed = false", 'guessed = "no"', "neither true nor false"),
        ("[[mission]]", "[[mission", "is no TOML"),
    ],
)
def test_a_fault_names_the_file_and_what_is_wrong(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    folder = tmp_path / "missions"
    folder.mkdir()
    assert old in GOOD
    (folder / "kr.toml").write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentFault) as found:
        load_missions(tmp_path)
    assert found.value.file == "missions/kr.toml"
    assert fault in found.value.fault


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ContentFault, match=r"countries\.toml: is missing"):
        load_countries(tmp_path)


def test_a_file_in_the_place_of_the_folder_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "content").write_text("")
    with pytest.raises(ContentFault, match=r"countries\.toml: cannot be read"):
        load_countries(tmp_path / "content")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('number = "112"', 'number = "12345678"', "no number of KR"),
        ('number = "112"', 'number = "call"', "no number"),
        ("order = 10", 'order = "10"', "no whole number"),
        ('id = "kr-119"', 'id = "kr-112"', "a second one"),
        ('also = ["15441350"]', "also = [1]", "no list of words"),
    ],
)
def test_a_faulty_line_is_told(tmp_path: Path, old: str, new: str, fault: str) -> None:
    folder = tmp_path / "hotlines"
    folder.mkdir()
    good = (CONTENT / "hotlines" / "kr.toml").read_text(encoding="utf-8")
    assert old in good
    (folder / "kr.toml").write_text(good.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentFault, match=fault):
        load_hotlines(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('code = "KR"', 'code = "RU"', "a second one"),
        ('code = "KR"', 'code = "kr"', "no ISO code"),
        ("point = [55.754, 37.62]", "point = [55.754]", "a point is"),
        ("point = [55.754, 37.62]", 'point = ["a", "b"]', "two numbers"),
        ('id = "kazan"', 'id = "moscow"', "two cities with one id"),
    ],
)
def test_a_faulty_country_is_told(tmp_path: Path, old: str, new: str, fault: str) -> None:
    good = (CONTENT / "countries.toml").read_text(encoding="utf-8")
    assert old in good
    (tmp_path / "countries.toml").write_text(good.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentFault, match=fault):
        load_countries(tmp_path)


def _filled(words: Translated | None) -> None:
    if words is None:
        return
    for locale in Locale:
        assert words.to(locale).strip()
    digits = [sorted(filter(str.isdigit, words.to(locale))) for locale in Locale]
    assert digits[0] == digits[1] == digits[2], words
