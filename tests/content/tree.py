"""A small content tree in which nothing is wrong, to break one thing at a time."""

from pathlib import Path

from core.deadlines.deadline import Kind

ABOUT = "articles/kr/agreements/about.toml"
KK, RU, EN = (f"articles/kr/agreements/{locale}.md" for locale in ("kk", "ru", "en"))
FACTS = "facts/kr.toml"
PLAN, LEFT_OUT, GLOSSARY = "plan.toml", "left-out.toml", "glossary.toml"
SYNONYMS, EMERGENCIES, OUTSIDE = "synonyms.toml", "emergencies.toml", "outside.toml"
MISSIONS, SEARCH = "mission-questions.toml", "search.toml"
DEADLINES, CALENDAR = "deadlines.toml", "calendar.toml"

_WORDS = ", ".join(f'"word {n}"' for n in range(12))

_ABOUT = """\
scope = "kr"
slug = "{slug}"
group = "before"
order = 10
checked_on = 2026-11-01
review_every_days = 180
related = ["kr/{related}"]
missions = ["kr-seoul-embassy"]
not_confirmed = false
[title]
kk = "Келісімдер"
ru = "Соглашения"
en = "Agreements"
[summary]
kk = "Не келісілген"
ru = "О чём договорились"
en = "What is agreed"
[keywords]
kk = [{words}]
ru = [{words}]
en = [{words}]
[[source]]
url = "https://adilet.zan.kz/kaz/docs/P1400001083"
publisher = "adilet.zan.kz"
published = "2014-10-09"
tier = "law"
facts = ["kr-{slug}"]
"""

_FACT = """\
[[fact]]
id = "kr-{slug}"
country = "kr"
topic = "agreement"
fact = "In force since 29 November 2014; 1,000 people a year."
source = "https://adilet.zan.kz/kaz/docs/P1400001083"
publisher = "adilet.zan.kz"
published = "2014-10-09"
tier = "law"
quote = "…"
names = {{ ru = "Соглашение" }}
rechecked = 2026-11-20
confirmed_by = "https://adilet.zan.kz says so"
"""

_BODIES = {
    "kk": "Келісім **2014 жылғы 29 қарашадан** күшінде.\n\n## Не істеу керек\n1. Жылына 1 000.\n",
    "ru": "Действует с **29 ноября 2014 года**.\n\n## Что делать\n1. 1 000 человек в год.\n",
    "en": "In force since **29 November 2014**.\n\n## What to do\n1. 1,000 people a year.\n",
}

_GLOSSARY = """\
[employer]
kk = "жұмыс беруші"
ru = "работодатель"
en = "employer"
[employer.banned]
kk = ["жалдауш*"]
ru = ["нанимател* труда", "МРОТ"]
en = ["hirer*"]
[employer.allowed]
ru = ["минимальная зарплата (МРОТ)"]
"""

_LEXICON = {
    SYNONYMS: """\
[consulate]
words = ["консульство", "консулдық", "consulate"]
[embassy]
words = ["посольство", "елшілік", "embassy"]
[agreement]
words = ["келісім", "соглашение", "agreement"]
""",
    EMERGENCIES: """\
[violence]
kk = ["мені ұрып жатыр"]
ru = ["меня бьют"]
en = ["they are beating me"]
[calm]
kk = ["былтыр ұрып еді"]
ru = ["в прошлом году побили"]
en = ["I was beaten last year"]
""",
    OUTSIDE: """\
[weather]
kk = ["ауа райы қандай"]
ru = ["какая завтра погода"]
en = ["weather tomorrow"]
""",
    MISSIONS: """\
kk = ["{place} консулдығы"]
ru = ["консульство в {place}"]
en = ["consulate in {place}", "embassy phone"]
""",
}

_DEADLINES = "".join(f'[{kind}]\nany = "kr/entry"\n' for kind in Kind)

_CONTENT = Path(__file__).parents[2] / "content"
_PLACES = ("missions/kr.toml", "hotlines/kr.toml", "countries.toml", SEARCH, CALENDAR)
"""Other loaders own these: the repository's own stand in."""


class Tree:
    """Two good articles of Korea, their facts, a mission, a hotline, countries, lists of words."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write(LEFT_OUT, "")
        self.write(DEADLINES, _DEADLINES)
        self.write(GLOSSARY, _GLOSSARY)
        self.write(PLAN, '[kr]\nagreements = "signed"\nentry = "how to enter"\n')
        for slug, related in (("agreements", "entry"), ("entry", "agreements")):
            about = _ABOUT.format(slug=slug, related=related, words=_WORDS)
            self.write(f"articles/kr/{slug}/about.toml", about)
            for locale, body in _BODIES.items():
                self.write(f"articles/kr/{slug}/{locale}.md", body)
        self.write(FACTS, "".join(_FACT.format(slug=slug) for slug in ("agreements", "entry")))
        for file, text in _LEXICON.items():
            self.write(file, text)
        for file in _PLACES:
            self.write(file, (_CONTENT / file).read_text(encoding="utf-8"))

    def write(self, file: str, text: str) -> None:
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def change(self, file: str, old: str, new: str) -> None:
        """`old` must stand in the file: a table of changes must not go stale unseen."""
        text = (self.root / file).read_text(encoding="utf-8")
        assert old in text, f"{file} has no {old!r}"
        self.write(file, text.replace(old, new, 1))

    def remove(self, file: str) -> None:
        (self.root / file).unlink()
