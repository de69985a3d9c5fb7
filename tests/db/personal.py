"""People with something in every table, and what a thief of the file would look for."""

from datetime import date, timedelta

from core.broadcasts.broadcast import Broadcast
from core.broadcasts.check import Answer, Answered
from core.broadcasts.reach import Planned
from core.deadlines.deadline import Deadline, Kind
from core.locale import Locale
from core.people.notice import Notice, NoticeKind
from core.people.person import Person
from core.roles.role import Grant, Role
from core.stays.stay import Companion, Details, Purpose, Status, Stay, Trusted
from core.teams.team import Member, Team
from db.database import Database
from db.progress import FormKey, FormRow
from tests.conftest import NOON

ZONE = "Asia/Seoul"
OPERATOR = 9_009
DETAILS = Details(
    employer="Хёндэ Усольё",
    phone="+821055512345",
    companions=(Companion("Айсұлу Қасымова", 2015), Companion("Нұрлан")),
    trusted=Trusted("Сәуле апай", "+77015550101"),
)
SECRETS = (
    *("Хёндэ Усольё", "+821055512345", "Айсұлу Қасымова", "Нұрлан", "Сәуле апай"),
    *("+77015550101", "Ержан Болатұлы", "Бауыржан", "Гүлмира", "Тұрсын Ағай"),
)
"""Everything personal that `fill` writes; none of it is a word of the code or the tables."""


def stay(number: str = "AAAA222233", person_id: int | None = 1001, **other: object) -> Stay:
    fields: dict[str, object] = {
        "status": Status.ACTIVE,
        "country": "KR",
        "zone": ZONE,
        "until": date(2027, 6, 1),
        "created_at": NOON,
        "counted_from": NOON,
        "city": "ansan",
        "purpose": Purpose.WORK,
        "since": date(2026, 11, 2),
        "details": DETAILS,
    }
    return Stay(number, person_id=person_id, **(fields | other))  # type: ignore[arg-type]


def pending(number: str, by: int) -> Stay:
    """Somebody announced by a relative: his name is all that is known of him."""
    return stay(
        number,
        None,
        status=Status.PENDING,
        registered_by=by,
        city=None,
        since=None,
        details=Details(name="Ержан Болатұлы"),
    )


def team(code: str, leader: int) -> Team:
    return Team(code, leader, "KR", "ansan", NOON, "Бауыржан")


def deadline(person_id: int, kind: Kind = Kind.PASSPORT, due: date | None = None) -> Deadline:
    return Deadline(
        person_id, kind, ZONE, NOON, due=due or date(2027, 1, 1), next_at=NOON + timedelta(days=9)
    )


def notice(person_id: int, about: str = "AAAA222233") -> Notice:
    return Notice(person_id, NoticeKind.STAY_ASK, about, ZONE, NOON)


async def fill(db: Database, person_id: int, other_id: int) -> None:
    """A row of the person in every table that can hold one, and the other in his brigade."""
    number, form = str(person_id), FormRow("StayForm:answering", '{"name": "Тұрсын Ағай"}')
    async with db.writing() as tx:
        await tx.people.save(Person(person_id, Locale.KK, "KR", "ansan"), NOON)
        await tx.feedback.vote(person_id, "kr/entry", helped=True, now=NOON)
        await tx.feedback.report_number(person_id, "kr-seoul-embassy", "+8223799714", NOON)
        await tx.forms.save({FormKey(person_id, person_id, 0, "stay"): form}, NOON)
        await tx.stays.save(stay(f"S{number}", person_id))
        await tx.stays.save(pending(f"P{number}", person_id))
        await tx.consents.give(person_id, "stay", "2026-11", NOON)
        await tx.teams.create(team(f"T{number}", person_id))
        await tx.teams.create(team(f"J{number}", other_id))
        await tx.teams.join(f"T{number}", Member(other_id, "Гүлмира", NOON))
        await tx.teams.join(f"J{number}", Member(person_id, "Гүлмира", NOON))
        await tx.deadlines.add(deadline(person_id))
        await tx.notices.put([notice(person_id)])
        sent = await tx.broadcasts.add(Broadcast(OPERATOR, NOON, ZONE))
        await tx.deliveries.add([Planned(sent.id, person_id, Locale.KK, 1)])
        await tx.checks.answer(Answered(sent.id, person_id, Answer.HELP, NOON))
        await tx.grants.give(Grant(person_id, Role.OPERATOR, None, OPERATOR, NOON))
