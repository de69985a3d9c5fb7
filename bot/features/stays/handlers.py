"""Registration: the entrance, the consent, and a form begun. The card is in card_handlers.py."""

from dataclasses import replace

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.content.content import Content
from bot.features.relatives.callbacks import AgreeRelative
from bot.features.stays import card_handlers, entrance_views, form, views
from bot.features.stays.asking import consent_for, finish, show
from bot.features.stays.callbacks import Agree, DropDraft, OpenStay, Refuse, StartForm
from bot.filters.intents import Asks, Intent, linked
from bot.filters.updates import Carries, Private
from bot.fsm import drafts
from bot.services.relatives import Relatives
from bot.services.stays import Stays
from bot.telegram.consent import agreed_under
from bot.telegram.menu import REGISTRATION, welcome
from bot.telegram.screen import Screen, send, turn_to
from core.people.consent import STAY_CONSENT
from core.people.payload import Target
from core.people.person import Person
from core.stays.draft import Draft
from core.stays.stay import Stay


async def entrance(
    message: Message,
    person: Person,
    state: FSMContext,
    stays: Stays,
    content: Content,
    run_by: str,
) -> None:
    await send(message, await _entrance(person, state, stays, content, run_by))


async def open_stay(
    query: CallbackQuery,
    person: Person,
    state: FSMContext,
    stays: Stays,
    content: Content,
    run_by: str,
) -> None:
    await turn_to(query, await _entrance(person, state, stays, content, run_by))


async def linked_stay(
    message: Message,
    intent: Intent,
    person: Person,
    state: FSMContext,
    stays: Stays,
    content: Content,
    run_by: str,
) -> None:
    await send(message, welcome())
    stay = await stays.own(person, intent.argument)
    if stay is None:
        await send(message, entrance_views.not_the_owner())
    elif stay.open:
        await send(message, await _entrance(person, state, stays, content, run_by))
    else:
        await send(message, views.ended(stay))


async def agree(
    query: CallbackQuery,
    person: Person,
    state: FSMContext,
    stays: Stays,
    content: Content,
    run_by: str,
) -> None:
    if not (stays.possible and agreed_under(query, run_by)):
        await turn_to(query, await _entrance(person, state, stays, content, run_by))
        return
    known = await stays.agree(person)
    stay = await stays.current(known)
    draft = await _draft(state, stay)
    if draft is None and stay is not None and stay.open:
        await turn_to(query, views.card(stay, stays.missions_for(stay), content))
        return
    begun = replace(draft, consent=STAY_CONSENT) if draft else stays.new_draft(known)
    await show(query, begun, known, state, content)


async def agree_invited(
    query: CallbackQuery,
    callback_data: AgreeRelative,
    person: Person,
    state: FSMContext,
    stays: Stays,
    relatives: Relatives,
    content: Content,
    run_by: str,
) -> None:
    """Whom a relative has announced agrees: the form begins with what is known of him."""
    invitation, stay = (
        await relatives.invitation(callback_data.number),
        await stays.current(person),
    )
    if invitation is None or invitation.registered_by == person.id:
        await turn_to(query, entrance_views.invitation_gone())
    elif (stay is not None and stay.open) or not stays.possible:
        await turn_to(query, await _entrance(person, state, stays, content, run_by))
    elif not agreed_under(query, run_by):
        await turn_to(query, entrance_views.consent_invited(invitation, run_by))
    else:
        known, draft = await stays.agree(person), await _draft(state, stay)
        begun = _for_invitation(draft, invitation) if draft else stays.draft_from(invitation)
        await show(query, begun, known, state, content)


async def refuse(
    query: CallbackQuery, person: Person, state: FSMContext, stays: Stays, content: Content
) -> None:
    stay = await stays.current(person)
    if stay is None or not stay.open:
        await stays.withdraw(person)
        await finish(query, state, entrance_views.refused())
    elif await stays.consented(person):  # an old button
        await turn_to(query, views.card(stay, stays.missions_for(stay), content))
    else:
        await turn_to(query, entrance_views.refused_while_registered(stay))


async def start_form(
    query: CallbackQuery,
    person: Person,
    state: FSMContext,
    stays: Stays,
    content: Content,
    run_by: str,
) -> None:
    stay = await stays.current(person)
    if (stay is not None and stay.open) or not stays.possible:
        await turn_to(query, await _entrance(person, state, stays, content, run_by))
    elif not await stays.consented(person):
        await turn_to(query, entrance_views.consent(run_by))
    else:
        await show(query, stays.new_draft(person), person, state, content)


async def drop_draft(
    query: CallbackQuery, person: Person, state: FSMContext, stays: Stays
) -> None:
    """The consent goes with the form, unless there is a registration it was given for."""
    await stays.withdraw(person)
    await finish(query, state, entrance_views.dropped())


async def _entrance(
    person: Person, state: FSMContext, stays: Stays, content: Content, run_by: str
) -> Screen:
    """What comes next for this person: his card, his form, or the consent."""
    if not stays.possible:
        return entrance_views.closed_here()
    stay, consented = await stays.current(person), await stays.consented(person)
    if stay is not None and stay.open:
        if not consented:
            return entrance_views.consent_changed(run_by)
        return views.card(stay, stays.missions_for(stay), content)
    draft = await _draft(state, stay)
    if draft is not None:
        same = consented and draft.consent == STAY_CONSENT
        return entrance_views.half_filled() if same else consent_for(draft, run_by)
    return entrance_views.consent(run_by) if stay is None else views.ended(stay)


async def _draft(state: FSMContext, stay: Stay | None) -> Draft | None:
    """The form begun, if it can still become something: one with changes only of his `stay`."""
    draft = await drafts.load(state)
    if not isinstance(draft, Draft):
        return None
    registered = stay.number if stay is not None and stay.open else None
    fits = draft.number == registered if draft.saved else registered is None
    return draft if fits else None


def _for_invitation(draft: Draft, invitation: Stay) -> Draft:
    """The form begun becomes the registration a relative has announced."""
    draft = replace(draft, number=invitation.number, consent=STAY_CONSENT)
    return draft if draft.country else draft.in_country(invitation.country)


def router() -> Router:
    router = Router(name="stays")
    router.message.filter(Private())
    router.message.register(entrance, Asks("registration", "register", REGISTRATION))
    router.message.register(linked_stay, Asks(linked(Target.STAY)))
    mine = (OpenStay, Agree, AgreeRelative, Refuse, StartForm, DropDraft)
    router.callback_query.filter(Carries(*mine, *card_handlers.KINDS, *form.KINDS), Private())
    router.callback_query.register(open_stay, OpenStay.filter())
    router.callback_query.register(agree, Agree.filter())
    router.callback_query.register(agree_invited, AgreeRelative.filter())
    router.callback_query.register(refuse, Refuse.filter())
    router.callback_query.register(start_form, StartForm.filter())
    router.callback_query.register(drop_draft, DropDraft.filter())
    card_handlers.routes(router)
    form.routes(router)
    return router
