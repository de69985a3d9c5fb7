/** What a person does on a phone: each is one call through the people door, told about if it fails. */
import { el, icon } from "./dom.js";
import * as door from "./door.js";
import { dataOf, labelOf } from "./buttons.js";
import { askCaption, askLink, askPhoneNumber, askPlace, enlarge } from "./forms.js";
import { GENERAL } from "./lists.js";
import { openable, startPayload } from "./links.js";

const BIGGEST_FILE = 14 * 1024 * 1024;

export class Actions {
  constructor(phone) {
    this.phone = phone;
  }

  t = (name) => this.phone.words.t(name);

  /** Does `what`, shows the chat anew; a refusal becomes a toast and `false`. */
  async #try(what) {
    try {
      const result = await what();
      await this.phone.refresh();
      return result ?? true;
    } catch (problem) {
      if (!(problem instanceof door.DoorError)) throw problem;
      this.phone.sheets.toast(problem.message === "network" ? this.phone.words.t("network") : problem.message);
      return false;
    }
  }

  #write(content) {
    const { person, chat, thread, composer } = this.phone;
    const where = { chat, thread: typeof thread === "number" && thread !== GENERAL ? thread : undefined, reply_to: composer.replyTo };
    composer.about(null);
    this.phone.talk.toBottom();
    return this.#try(() => door.write(person.id, { ...where, ...content }));
  }

  send(text, replyTo) {
    return this.#write(replyTo === undefined ? { text } : { text, reply_to: replyTo });
  }

  command(text) {
    return this.#write({ text });
  }

  edit(message, text) {
    if (text === message.text) return true;
    return this.#try(() => door.edit(this.phone.person.id, { chat: this.phone.chat, message_id: message.id, text }));
  }

  editLast() {
    const mine = (message) => Number(message.from?.id) === this.phone.person.id && message.text && !message.media && !message.deleted;
    const message = this.phone.messages().findLast(mine);
    if (message) this.phone.composer.about({ kind: "edit", message });
  }

  async start(payload) {
    await this.phone.open(this.phone.person.id);
    return this.#write({ text: payload ? `/start ${payload}` : "/start" });
  }

  async openLink() {
    const payload = await askLink(this.phone.sheets, this.phone.words);
    if (payload !== null) await this.start(payload);
  }

  block(on) {
    return this.#try(async () => {
      await door.block(this.phone.person.id, on);
      this.phone.setBlocked(on);
    });
  }

  /** A button of the reply keyboard. */
  async reply(button) {
    const { sheets, words, person } = this.phone;
    if (button.request_location) return this.place();
    if (button.request_contact) {
      const phone_number = await askPhoneNumber(sheets, words, phoneOf(person.id));
      return phone_number && this.#write({ contact: { phone_number } });
    }
    if (button.web_app || button.request_poll || button.request_users || button.request_chat) return sheets.toast(words.t("unsupported"));
    return this.#write({ text: labelOf(button) });
  }

  async place() {
    const location = await askPlace(this.phone.sheets, this.phone.words);
    return location && this.#write({ location });
  }

  /** An inline button under `message`. */
  async press(message, button, t) {
    const { sheets, person, chat } = this.phone;
    if (dataOf(button) !== undefined) {
      const done = await this.#try(() => door.tap(person.id, { chat, message_id: message.id, data: dataOf(button) }));
      return this.#answered(done?.answer, t);
    }
    const address = button.url ?? button.login_url?.url ?? button.web_app?.url;
    if (address !== undefined) return this.follow(address);
    if (button.copy_text !== undefined) return this.copy(String(button.copy_text?.text ?? button.copy_text));
    const here = button.switch_inline_query_current_chat;
    if (here !== undefined) return this.phone.composer.fill(`@${this.phone.botName()} ${here}`);
    const elsewhere = button.switch_inline_query ?? button.switch_inline_query_chosen_chat?.query;
    if (elsewhere !== undefined) return this.phone.chooseChatFor(`@${this.phone.botName()} ${elsewhere}`);
    return sheets.toast(t("unsupported"));
  }

  #answered(answer, t) {
    if (!answer) return;
    if (answer.text && (answer.alert || answer.show_alert)) this.phone.sheets.alert(answer.text, this.phone.title(), t);
    else if (answer.text) this.phone.sheets.toast(answer.text);
    if (answer.url) this.follow(answer.url);
  }

  follow(address) {
    const payload = startPayload(address);
    if (payload !== null) return this.start(payload);
    const url = openable(address);
    if (!url) return this.phone.sheets.toast(String(address));
    const link = el("a", { href: url.href, target: "_blank", rel: "noopener noreferrer nofollow" });
    link.click();
    return undefined;
  }

  async copy(text) {
    const { sheets, words } = this.phone;
    try {
      await navigator.clipboard.writeText(text);
      sheets.toast(words.t("copied"));
    } catch {
      // Without leave to use the clipboard the text is at least there to be taken by hand.
      sheets.alert(text, words.t("copy"), words.t);
    }
  }

  enlarge(address) {
    return enlarge(this.phone.sheets, this.phone.words, address);
  }

  async commands() {
    const { sheets, words } = this.phone;
    const rows = this.phone.commands().map(({ command, description }) => [el("b", { class: "slash" }, "/"), `/${command}`, command, description, "command"]);
    const command = await sheets.choose(words.t("menu"), rows, words.t, "commands-sheet");
    if (command) await this.send(`/${command}`);
  }

  async attach() {
    const { sheets, words: { t } } = this.phone;
    const chosen = await sheets.choose(t("attach"), [
      [icon("file"), t("file"), "file", null, "attach-file"],
      [icon("pin"), t("location"), "place", null, "attach-location"],
      [icon("phone"), t("contact"), "contact", null, "attach-contact"],
    ], t, "attach-sheet");
    if (chosen === "file") this.phone.filePicker.click();
    if (chosen === "place") await this.place();
    if (chosen === "contact") await this.reply({ request_contact: true });
  }

  async file(file) {
    const { sheets, words } = this.phone;
    if (file.size > BIGGEST_FILE) return sheets.toast(words.t("tooBig"));
    const chosen = await askCaption(sheets, words, file);
    if (!chosen) return null;
    const base64 = await base64Of(file);
    return this.#write({ [chosen.photo ? "photo" : "document"]: { file_name: file.name, base64 }, caption: chosen.caption || undefined });
  }

  /** The menu of one message. */
  async menu(message) {
    const { sheets, words: { t }, composer, person } = this.phone;
    const mine = Number(message.from?.id) === person.id;
    const rows = [[icon("reply"), t("reply"), "reply", null, "message-reply"]];
    if (message.text) rows.push([icon("copy"), t("copy"), "copy", null, "message-copy"]);
    if (mine && message.text && !message.media) rows.push([icon("edit"), t("editMessage"), "edit", null, "message-edit"]);
    const chosen = await sheets.choose(t("moreActions"), rows, t, "message-menu");
    if (chosen === "copy") await this.copy(message.text);
    else if (chosen) composer.about({ kind: chosen, message });
  }

  show(id) {
    this.phone.talk.reveal(id);
  }

  redraw() {
    this.phone.render();
  }

  async inlineResults(query) {
    const { person, chat } = this.phone;
    const results = await this.#try(() => door.inline(person.id, query, chat));
    if (!Array.isArray(results)) return [];
    return results.slice(0, 50).map((result) => ({
      title: String(result.title ?? result.type ?? ""), note: result.description ? String(result.description) : null,
      pick: () => this.#try(() => door.choose(person.id, { result, query, chat })),
    }));
  }
}

/** A number nobody has, to begin with; each person another. */
const phoneOf = (id) => `+7700000${String(Math.abs(id) % 10_000).padStart(4, "0")}`;

function base64Of(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(",", 2)[1] ?? "");
    reader.onerror = () => reject(new door.DoorError(String(reader.error?.message ?? "file")));
    reader.readAsDataURL(file);
  });
}
