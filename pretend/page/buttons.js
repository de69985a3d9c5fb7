/** The bot's buttons: under a message (inline) and under the input (reply keyboard). */
import { el, icon } from "./dom.js";

const kindOf = (button) => {
  if (button.url ?? button.login_url) return "out";
  if (button.copy_text) return "copy";
  if ("switch_inline_query" in button || "switch_inline_query_chosen_chat" in button || "switch_inline_query_current_chat" in button) return "share";
  if (button.web_app) return "link";
  return null;
};

export const dataOf = (button) => button.data ?? button.callback_data;

export function inlineKeyboard(message, rows, { act, t }) {
  return el("div", { class: "inline", role: "group" }, rows.map((row) => el("div", { class: "inline-row" }, row.map((button) => {
    const kind = kindOf(button);
    const node = el("button", { type: "button", class: "inline-button", testid: "inline-button", "data-data": dataOf(button), "data-style": button.style },
      el("bdi", {}, String(button.text ?? "")), kind ? icon(kind) : null);
    if (kind === "out") node.title = String(button.url ?? button.login_url?.url ?? "");
    node.addEventListener("click", () => pressed(node, () => act.press(message, button, t)));
    return node;
  }))));
}

/** A second press while the bot thinks is not sent, as in Telegram. */
async function pressed(node, press) {
  if (node.getAttribute("aria-busy") === "true") return;
  node.setAttribute("aria-busy", "true");
  try {
    await press();
  } finally {
    node.removeAttribute("aria-busy");
  }
}

export const labelOf = (button) => (typeof button === "string" ? button : String(button.text ?? ""));

export function replyKeyboard(rows, act) {
  return rows.map((row) => el("div", { class: "reply-row" }, row.map((button) =>
    el("button", { type: "button", class: "reply-button", testid: "reply-button", onclick: () => act.reply(button), "data-style": button.style },
      el("bdi", {}, labelOf(button)),
      button.request_location ? icon("pin") : button.request_contact ? icon("phone") : null))));
}
