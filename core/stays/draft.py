"""The form of a registration, half filled. Immutable: every answer makes another draft."""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from core.stays.stay import Companion, Purpose, Trusted

COMPANIONS_AT_MOST = 10


class Step(StrEnum):
    """The questions, in the order they are asked."""

    COUNTRY = "country"
    CITY = "city"
    PURPOSE = "purpose"
    SINCE = "since"
    UNTIL = "until"
    EMPLOYER = "employer"
    PHONE = "phone"
    COMPANIONS = "companions"
    TRUSTED = "trusted"


OPTIONAL = frozenset({Step.EMPLOYER, Step.PHONE, Step.COMPANIONS, Step.TRUSTED})


@dataclass(frozen=True, slots=True)
class Draft:
    """`number`: of the stay it becomes, chosen at the start, so that it is saved only once.

    `passed`: answered or skipped. `editing`: one question opened again from the check.
    `typed`: a city as typed, while one of the list is offered in its place.
    `saved`: changes a stay that exists; nothing of the sort is asked anew.
    """

    number: str
    consent: str
    country: str | None = None
    city: str | None = None
    purpose: Purpose | None = None
    since: date | None = None
    until: date | None = None
    employer: str | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)
    companions: tuple[Companion, ...] = field(default=(), repr=False)
    trusted: Trusted | None = field(default=None, repr=False)
    passed: frozenset[Step] = frozenset()
    editing: Step | None = None
    typed: str | None = field(default=None, repr=False)
    saved: bool = False

    @property
    def step(self) -> Step | None:
        """The question to ask now; None: all is answered and may be checked."""
        return self.editing or next((one for one in Step if one not in self.passed), None)

    @property
    def may_skip(self) -> bool:
        return self.step in OPTIONAL

    @property
    def may_go_back(self) -> bool:
        return self.step is not next(iter(Step)) or self.editing is not None

    def in_country(self, country: str) -> "Draft":
        """Another country asks for its city anew, and forgets the last one's."""
        if country == self.country:
            return _passing(self, Step.COUNTRY)
        moved = replace(self, country=country, city=None, typed=None)
        moved = replace(moved, passed=moved.passed - {Step.CITY}, editing=None)
        return _passing(moved, Step.COUNTRY)

    def in_city(self, city: str) -> "Draft":
        return _passing(replace(self, city=city, typed=None), Step.CITY)

    def offering(self, typed: str) -> "Draft":
        """Waits for a choice between what was typed and the cities like it."""
        return replace(self, typed=typed)

    def for_purpose(self, purpose: Purpose) -> "Draft":
        return _passing(replace(self, purpose=purpose), Step.PURPOSE)

    def from_day(self, since: date) -> "Draft":
        """A beginning behind the end asks for the end again."""
        begun = _passing(replace(self, since=since), Step.SINCE)
        if begun.until is not None and begun.until <= since:
            return replace(begun, until=None, passed=begun.passed - {Step.UNTIL})
        return begun

    def until_day(self, until: date) -> "Draft":
        return _passing(replace(self, until=until), Step.UNTIL)

    def employed_by(self, employer: str) -> "Draft":
        return _passing(replace(self, employer=employer), Step.EMPLOYER)

    def reached_at(self, phone: str) -> "Draft":
        return _passing(replace(self, phone=phone), Step.PHONE)

    def with_companions(self, more: tuple[Companion, ...]) -> "Draft":
        """Adds people; the question stays open until it is said that these are all."""
        return replace(self, companions=(self.companions + more)[:COMPANIONS_AT_MOST])

    def alone(self) -> "Draft":
        """Takes everybody off the list; the question stays open."""
        return replace(self, companions=())

    def trusting(self, trusted: Trusted) -> "Draft":
        return _passing(replace(self, trusted=trusted), Step.TRUSTED)

    def going_on(self) -> "Draft":
        """Past an optional question with what is there; nowhere from a required one."""
        return _passing(self, self.step) if self.step in OPTIONAL else self

    def skipping(self) -> "Draft":
        """Past an optional question, leaving nothing of an earlier answer."""
        match self.step:
            case Step.EMPLOYER:
                return replace(self, employer=None).going_on()
            case Step.PHONE:
                return replace(self, phone=None).going_on()
            case Step.COMPANIONS:
                return replace(self, companions=()).going_on()
            case Step.TRUSTED:
                return replace(self, trusted=None).going_on()
            case _:
                return self

    def back(self) -> "Draft":
        """To the question before; from a question opened again, to the check. Answers stay."""
        if self.editing is not None and self.editing in self.passed:
            return replace(self, editing=None, typed=None)
        order = list(Step)
        place = order.index(self.step) if self.step else len(order)
        if place == 0:
            return self
        return replace(self, passed=self.passed - {order[place - 1]}, editing=None, typed=None)

    def edit(self, step: Step) -> "Draft":
        """Opens one question again; everything else stays as it is."""
        return replace(self, editing=step, typed=None) if self.step is None else self


def _passing(draft: Draft, step: Step | None) -> Draft:
    """The question is done with; one opened from the check leads back to it."""
    if step is None:
        return draft
    editing = None if draft.editing is step else draft.editing
    return replace(draft, passed=draft.passed | {step}, editing=editing)
