/** The screens before a chat: the list of chats, the topics of a forum, the persons to be. */
import { avatar, el, icon } from "./dom.js";
import { gist } from "./message.js";
import { timeOf } from "./words.js";

export const GENERAL = 1;

export const threadOf = (message) => Number(message.thread ?? GENERAL);

/** Topics as the server names them; what only messages know of is told by its number. */
export function topicsOf(data, t) {
  const found = new Map([[GENERAL, { id: GENERAL, name: t("general") }]]);
  for (const topic of data?.topics ?? []) {
    const id = Number(topic.id ?? topic.message_talkid);
    found.set(id, { id, name: String(topic.name ?? `#${id}`), closed: Boolean(topic.closed ?? topic.is_closed) });
  }
  const listed = Array.isArray(data?.topics);
  for (const message of data?.messages ?? []) {
    const id = threadOf(message);
    if (!found.has(id) && !listed) found.set(id, { id, name: String(message.topic ?? `#${id}`) });
    const topic = found.get(id);
    if (topic && !message.deleted) topic.newest = message;
  }
  const newest = (topic) => topic.newest?.date ?? 0;
  return [...found.values()].sort((one, two) => newest(two) - newest(one) || two.id - one.id);
}

const row = ({ sign, title, note, time, marked, label, testid, value }, onclick) =>
  el("button", { type: "button", class: "list-row", testid, onclick, "data-value": value },
    sign,
    el("span", { class: "two" }, el("bdi", { class: "name" }, title), note ? el("small", {}, el("bdi", {}, note)) : null),
    el("span", { class: "aside" }, time ? el("time", {}, time) : null, marked ? el("span", { class: "dot", role: "img", "aria-label": label }) : null));

export function chatList(chats, unread, { t }, open) {
  return el("div", { class: "list", testid: "chat-list" }, chats.map((chat) => row({
    sign: avatar(chat.title, Math.min(chat.id, 0)), title: String(chat.title ?? chat.id), note: t(chat.kind), marked: unread.has(chat.id), label: t("unread"),
    testid: "chat-option", value: chat.id,
  }, () => open(chat.id))));
}

export function topicList(topics, seen, { t, locale }, open) {
  const all = row({ sign: el("span", { class: "avatar plain" }, icon("menu")), title: t("allMessages"), testid: "topic", value: "all" }, () => open("all"));
  return el("div", { class: "list", testid: "topic-list" }, all, topics.map((topic) => row({
    sign: el("span", { class: `avatar topic tint-${topic.id % 6}${topic.closed ? " closed" : ""}` }, "#"), title: topic.name,
    note: topic.newest ? `${topic.newest.from?.first_name ?? ""}: ${gist(topic.newest, t)}` : null,
    time: topic.newest ? timeOf(topic.newest.date, locale).short : null,
    marked: (topic.newest?.id ?? 0) > seen(topic.id), label: t("unread"), testid: "topic", value: topic.id,
  }, () => open(topic.id))));
}

/** The sheet of persons; resolves with a person's id, "add", "change" or null. */
export function choosePerson(sheets, people, current, { t }) {
  const rows = people.map((person) => [
    avatar(person.first_name, person.id), String(person.first_name ?? person.id), person.id,
    [person.language_code, person.id, person.id === current ? "✓" : null].filter(Boolean).join(" · "), "person-option",
  ]);
  return sheets.choose(t("person"), [
    ...rows,
    [icon("edit"), t("changePerson"), "change", null, "change-person"],
    [icon("plus"), t("addPerson"), "add", null, "add-person"],
  ], t, "person-sheet-list");
}
