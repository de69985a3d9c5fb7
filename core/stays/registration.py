"""From a filled form to a stay, and back to a form to change it."""

from dataclasses import replace
from datetime import datetime

from core.people.hours import local
from core.refusal import Refusal
from core.stays.draft import Draft, Step
from core.stays.lifecycle import LAPSE_AFTER, registered
from core.stays.stay import Details, Purpose, Status, Stay

ANNOUNCED_AT_MOST = 10


def stay_of(draft: Draft, person_id: int, zone: str, now: datetime) -> Stay:
    """The stay a checked draft describes. Raises Refusal(stay_incomplete)."""
    if draft.step is not None or draft.country is None or draft.until is None:
        raise Refusal("stay_incomplete")
    fresh = Stay(
        number=draft.number,
        status=Status.ACTIVE,
        person_id=person_id,
        country=draft.country,
        city=draft.city,
        zone=zone,
        purpose=draft.purpose or Purpose.OTHER,
        since=draft.since,
        until=draft.until,
        created_at=now,
        counted_from=now,
        details=Details(draft.employer, draft.phone, draft.companions, draft.trusted),
    )
    return registered(fresh, now)


def changed(stay: Stay, draft: Draft, zone: str, now: datetime) -> Stay:
    """The same registration with other answers; whoever changes it is still there."""
    if stay.person_id is None:
        raise Refusal("stay_incomplete")
    fresh = stay_of(draft, stay.person_id, zone, now)
    return replace(fresh, created_at=stay.created_at)


def draft_of(stay: Stay, consent: str) -> Draft:
    """A form with the stay's answers, all passed, to change some of them."""
    details = stay.details or Details()
    return Draft(
        number=stay.number,
        consent=consent,
        country=stay.country,
        city=stay.city,
        purpose=stay.purpose,
        since=stay.since,
        until=stay.until,
        employer=details.employer,
        phone=details.phone,
        companions=details.companions,
        trusted=details.trusted,
        passed=frozenset(Step),
        saved=True,
    )


def moved_from(stay: Stay, number: str, consent: str, now: datetime) -> Draft:
    """A new form after a move: who travels along is kept, the place and its dates are asked."""
    old = draft_of(stay, consent)
    return replace(
        old,
        number=number,
        country=None,
        city=None,
        since=now.date(),
        until=None,
        employer=None,
        passed=frozenset({Step.PURPOSE, Step.SINCE, Step.PHONE, Step.COMPANIONS, Step.TRUSTED}),
        saved=False,
    )


def announced(number: str, by: int, name: str, country: str, zone: str, now: datetime) -> Stay:
    """A relative registered without his word yet: a name, a country, and thirty days."""
    return Stay(
        number=number,
        status=Status.PENDING,
        registered_by=by,
        country=country,
        zone=zone,
        until=(now + LAPSE_AFTER).date(),
        created_at=now,
        counted_from=now,
        details=Details(name=name),
    )


def goes_there(before: Stay | None, stay: Stay, now: datetime) -> bool:
    """Whether he is there already, and has not been said to be there before."""
    begun = stay.since is None or stay.since <= local(now, stay.zone).date()
    same = before is not None and (before.country, before.city) == (stay.country, stay.city)
    return begun and not same
