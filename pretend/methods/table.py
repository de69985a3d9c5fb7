"""Which function carries out which method."""

import typing
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from aiogram.types import Message

from pretend.errors import bad
from pretend.methods import editing, profile, queries, reading, sending, topics
from pretend.methods.media import SIMPLE_MEDIA
from pretend.params import Method, Params
from pretend.world import World

Handler = Callable[[World, Params], object]

HANDLERS: Final[Mapping[str, Handler]] = MappingProxyType({
    "sendMessage": sending.send_message,
    **dict.fromkeys(SIMPLE_MEDIA, sending.send_media),
    "sendLocation": sending.send_location,
    "sendVenue": sending.send_venue,
    "sendContact": sending.send_contact,
    "sendDice": sending.send_dice,
    "sendPoll": sending.send_poll,
    "sendMediaGroup": sending.send_media_group,
    "editMessageText": editing.edit_text,
    "editMessageCaption": editing.edit_caption,
    "editMessageReplyMarkup": editing.edit_markup,
    "editMessageMedia": editing.edit_media,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "copyMessage": editing.copy_message,
    "copyMessages": editing.copy_messages,
    "forwardMessage": editing.forward_message,
    "forwardMessages": editing.forward_messages,
    "pinChatMessage": editing.pin_message,
    "unpinChatMessage": editing.unpin_message,
    "unpinAllChatMessages": editing.unpin_message,
    "answerCallbackQuery": queries.answer_callback,
    "answerInlineQuery": queries.answer_inline,
    "createForumTopic": topics.create_topic,
    "editForumTopic": topics.edit_topic,
    "closeForumTopic": topics.close_topic,
    "reopenForumTopic": topics.reopen_topic,
    "deleteForumTopic": topics.delete_topic,
    "setMyCommands": profile.set_commands,
    "getMyCommands": profile.get_commands,
    "deleteMyCommands": profile.delete_commands,
    "setMyDescription": profile.set_description,
    "getMyDescription": profile.get_description,
    "setMyShortDescription": profile.set_short_description,
    "getMyShortDescription": profile.get_short_description,
    "setMyName": profile.set_name,
    "getMyName": profile.get_name,
    "getMe": reading.get_me,
    "sendChatAction": reading.chat_action,
    "getChat": reading.get_chat,
    "getChatMember": reading.get_member,
    "getChatMemberCount": reading.count_members,
    "getChatAdministrators": reading.get_administrators,
    "leaveChat": reading.leave,
    "getFile": reading.get_file,
    "getUserProfilePhotos": reading.profile_photos,
    "setMessageReaction": reading.set_reaction,
})  # fmt: skip


def carry_out(world: World, method: Method, params: Params) -> object:
    """Carry out a call; a method without behaviour gets the plainest answer that decodes."""
    handler = HANDLERS.get(method.name)
    if handler:
        return handler(world, params)
    if params.has("chat_id"):
        world.resolve(params.get("chat_id"))
    returns = method.returns
    if returns is Message or (method.name.startswith("send") and params.has("chat_id")):
        return sending.send(world, params, {"text": f"[{method.name}]"})
    if returns is bool or bool in typing.get_args(returns):
        return True
    if typing.get_origin(returns) is list:
        return []
    raise bad(f"method {method.name} is not modelled by the pretend Telegram")
