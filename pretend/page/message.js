import { avatar, el, icon, iconButton } from "./dom.js";
import { safeHtml } from "./html.js";
import { inlineKeyboard } from "./buttons.js";
import { mediaOf } from "./media.js";
import { timeOf } from "./words.js";

/** The words of a message in one line, for quotes, lists and screen readers. */
export function gist(message, t) {
  const words = String(message.text ?? message.caption ?? "").trim();
  if (words) return words.replace(/\s+/g, " ");
  const media = message.media;
  if (!media) return isService(message) ? serviceWords(message, t) : "";
  const name = media.title ?? media.file_name ?? "";
  const kind = { photo: t("photo"), location: t("location"), venue: t("location"), contact: t("contact"), document: t("document") };
  return [kind[media.type] ?? media.type, name].filter(Boolean).join(": ");
}

export const isService = (message) => Boolean(message.service) && !message.html && !message.media;

/** What Telegram itself writes into a chat: a topic opened, somebody joined, a message pinned. */
function serviceWords(message, t) {
  const { service } = message;
  if (typeof service === "string") return service;
  const who = message.from?.first_name ?? "";
  const words = t(`service_${service.type}`);
  return `${who}: ${words === `service_${service.type}` ? String(service.type ?? "") : words}${service.name ? ` «${service.name}»` : ""}`;
}

/** One bubble. `context`: person, t, locale, act, group (names are shown), first/last of its run, quoted (the message replied to). */
export function messageNode(message, context) {
  const out = Number(message.from?.id) === context.person;
  if (isService(message)) {
    return el("li", { class: "service", testid: "message", "data-id": message.id, "data-from": "service" }, el("span", { dir: "auto" }, serviceWords(message, context.t)));
  }
  const named = context.group && !out;
  const kinds = ["row", out ? "out" : "in", context.first && "first", context.last && "last", named && "named"].filter(Boolean);
  const buttons = message.buttons ?? [];
  return el("li", {
    class: kinds.join(" "), tabindex: "-1", testid: "message", "data-id": message.id,
    "data-from": out ? "me" : message.from?.is_bot ? "bot" : "person",
  },
  named ? (context.last ? avatar(message.from?.first_name, message.from?.id) : el("span", { class: "avatar none" })) : null,
  el("div", { class: "stack" },
    bubble(message, context, out, named),
    buttons.length ? inlineKeyboard(message, buttons, context) : null),
  iconButton("more", context.t("moreActions"), () => context.act.menu(message), { class: "icon-button row-more", tabindex: "-1" }));
}

function bubble(message, context, out, named) {
  const { t } = context;
  const who = named && context.first ? el("bdi", { class: `sender ink-${Math.abs(Number(message.from?.id) || 0) % 6}` }, String(message.from?.first_name ?? "")) : null;
  const words = message.html || null;
  const media = message.media ? mediaOf(message.media, context) : null;
  return el("div", { class: `bubble${media ? ` has-${String(message.media.type).replace(/\W/g, "")}` : ""}` },
    // A screen reader hears who speaks; the eye sees it by side and colour.
    who ?? el("span", { class: "unseen" }, `${out ? t("you") : String(message.from?.first_name ?? "")}: `),
    message.reply_to ? quoted(message, context) : null,
    media,
    words ? el("div", { class: "text", dir: "auto" }, safeHtml(words, context.act)) : null,
    meta(message, context));
}

function meta(message, { t, locale }) {
  const time = timeOf(message.date, locale);
  return el("span", { class: "meta" },
    message.edited ? el("span", { testid: "edited" }, `${t("edited")} `) : null,
    el("time", { datetime: time.iso, title: time.full }, time.short));
}

function quoted(message, context) {
  const to = typeof message.reply_to === "object" ? message.reply_to : context.quoted(message.reply_to);
  const id = typeof message.reply_to === "object" ? message.reply_to.id : message.reply_to;
  return el("button", { type: "button", class: "reply-quote", onclick: () => context.act.show(id) },
    el("bdi", { class: "name" }, to ? String(to.from?.first_name ?? "") : ""),
    el("bdi", {}, to ? gist(to, context.t) : context.t("deletedMessage")));
}

/** The strip above the input: what is being answered or edited. */
export function aboveInput(kind, message, t, stop) {
  return el("div", { class: "above-input" }, icon(kind),
    el("span", { class: "two" }, el("b", {}, t(kind === "edit" ? "editMessage" : "reply")), el("bdi", {}, gist(message, t))),
    iconButton("close", t("cancel"), stop));
}
