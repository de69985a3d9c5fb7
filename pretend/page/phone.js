/** One phone: a person, the chat open on it, and what the server says of them. */
import { Actions } from "./actions.js";
import { Composer } from "./composer.js";
import { avatar, el, icon, iconButton } from "./dom.js";
import * as door from "./door.js";
import { askGroup, askPerson } from "./forms.js";
import { chatList, choosePerson, GENERAL, threadOf, topicList, topicsOf } from "./lists.js";
import { Sheets } from "./sheets.js";
import { Thread } from "./thread.js";
import { wordsFor } from "./words.js";

const TYPING_LASTS = 5200;

export class Phone {
  #stop = null;
  #busy = false;
  #again = false;
  #typing = 0;
  #unread = new Set();
  #seen = new Map();
  #blocked = new Set();
  #pending = null;

  constructor({ role, roster, live, onPerson, onNews }) {
    Object.assign(this, { role, roster, live, onPerson, onNews });
    this.person = { id: 0, first_name: "", language_code: "kk" };
    this.words = wordsFor("kk");
    this.view = "chat";
    this.chat = 0;
    this.thread = null;
    this.data = null;
    this.online = true;
    this.actions = new Actions(this);
    this.composer = new Composer(this.actions);
    this.talk = new Thread();
    this.#build();
  }

  #build() {
    this.roleName = el("span", { class: "role" });
    this.personButton = el("button", { type: "button", class: "person-switch", testid: "person-switch", onclick: () => this.#switchPerson() });
    this.backButton = iconButton("back", "", () => this.#back(), { testid: "chat-switch" });
    this.heading = el("div", { class: "heading" });
    this.moreButton = iconButton("more", "", () => this.#menu(), { testid: "phone-menu" });
    this.listBox = el("div", { class: "list-box" });
    this.filePicker = el("input", { type: "file", hidden: true, testid: "file-input", onchange: () => {
      const file = this.filePicker.files[0];
      this.filePicker.value = "";
      if (file) this.actions.file(file);
    } });
    this.empty = el("div", { class: "empty" });
    this.chatBox = el("div", { class: "chat-box" }, this.talk.node, this.empty, this.composer.node, this.filePicker);
    const head = el("header", { class: "head" }, this.backButton, this.heading, this.moreButton);
    this.screen = el("div", { class: "screen" }, el("div", { class: "strip" }, this.roleName, this.personButton), head, this.listBox, this.chatBox);
    this.sheets = new Sheets(this.screen);
    this.node = el("section", { class: "phone", testid: `phone-${this.role}` }, this.screen, this.sheets.layer, this.sheets.toasts);
  }

  /** Becomes another person, in the private chat with the bot unless told otherwise. */
  async become(person, chat = person.id) {
    this.#stop?.();
    this.person = person;
    this.#unread.clear();
    this.words = wordsFor(person.language_code);
    this.onPerson(this);
    await this.open(chat);
    this.#stop = this.live.listen(person.id, {
      heard: (changed) => this.#heard(changed),
      state: (online) => { this.online = online; this.#drawHead(); },
    });
  }

  async open(chat, thread = null) {
    const same = this.chat === chat && this.data;
    if (!same || this.thread !== thread) this.talk.clear();
    Object.assign(this, { chat, thread, view: "chat", data: same ? this.data : null });
    this.#unread.delete(chat);
    this.render();
    await this.refresh();
    if (this.isForum() && this.thread === null && this.view === "chat") { this.view = "topics"; this.render(); }
    if (this.#pending !== null && this.view === "chat") { this.composer.fill(this.#pending); this.#pending = null; }
  }

  #heard(chat) {
    if (chat === null || Number(chat) === this.chat) this.refresh();
    else { this.#unread.add(Number(chat)); this.#drawHead(); this.roster.load().then(() => this.view === "chats" && this.render()); this.onNews(this); }
  }

  /** Reads the open chat again; calls made meanwhile become one more reading. */
  async refresh() {
    if (this.#busy) { this.#again = true; return; }
    this.#busy = true;
    try {
      do {
        this.#again = false;
        const { person: { id }, chat } = this;
        const data = await door.readChat(id, chat).catch((problem) => ({ messages: null, problem }));
        if (this.person.id !== id || this.chat !== chat) { this.#again = true; continue; }
        if (data.messages) this.data = data;
        else if (data.problem.message !== "network") this.data ??= { messages: [], keyboard: [] };
        this.render();
      } while (this.#again);
    } finally {
      this.#busy = false;
    }
  }

  messages() {
    const all = this.data?.messages ?? [];
    return typeof this.thread === "number" ? all.filter((message) => threadOf(message) === this.thread) : all;
  }

  isForum() {
    const chat = this.roster.chat(this.person.id, this.chat);
    return this.chat < 0 && Boolean(chat?.is_forum || Array.isArray(this.data?.topics));
  }

  commands = () => (Array.isArray(this.data?.commands) ? this.data.commands : []);

  botName = () => this.roster.bot?.username ?? "bot";

  title() {
    if (this.view === "chats") return this.words.t("chats");
    if (typeof this.thread === "number") return topicsOf(this.data, this.words.t).find(({ id }) => id === this.thread)?.name ?? `#${this.thread}`;
    return this.#chatTitle();
  }

  #chatTitle() {
    if (this.chat !== this.person.id) return String(this.data?.title ?? this.roster.chat(this.person.id, this.chat)?.title ?? this.chat);
    const fromBot = this.data?.messages?.find((message) => message.from?.is_bot)?.from?.first_name;
    return String(this.roster.bot?.first_name ?? this.data?.title ?? fromBot ?? this.words.t("bot"));
  }

  setBlocked(on) {
    on ? this.#blocked.add(this.person.id) : this.#blocked.delete(this.person.id);
  }

  render() {
    const { words } = this;
    this.node.lang = words.locale;
    this.node.setAttribute("aria-label", `${words.t(this.role)}: ${this.person.first_name}`);
    this.#drawHead();
    const listing = this.view !== "chat";
    this.listBox.hidden = !listing;
    this.chatBox.hidden = listing;
    if (this.view === "chats") this.listBox.replaceChildren(chatList(this.#chats(), this.#unread, words, (chat) => this.open(chat)));
    else if (this.view === "topics") this.listBox.replaceChildren(topicList(topicsOf(this.data, words.t), (id) => this.#seen.get(`${this.chat}/${id}`) ?? 0, words, (thread) => this.open(this.chat, thread)));
    else this.#drawChat();
  }

  #drawChat() {
    const { words, person } = this;
    const messages = this.messages();
    const isPrivate = this.chat === person.id;
    const news = this.data ? this.talk.show(messages, { ...words, person: person.id, act: this.actions, group: !isPrivate, label: this.title() }) : 0;
    if (news) this.onNews(this);
    if (this.data && messages.length) this.#seen.set(`${this.chat}/${this.thread ?? GENERAL}`, messages.at(-1).id);
    const blocked = isPrivate && (this.data?.blocked ?? this.#blocked.has(person.id));
    const fresh = isPrivate && this.data && !messages.some((message) => !message.deleted);
    this.empty.hidden = !this.data || messages.length > 0;
    this.empty.replaceChildren(el("div", {}, avatar(this.#chatTitle(), Math.min(this.chat, 0)), el("p", { dir: "auto" }, String(this.data?.description || words.t(fresh ? "startHint" : "noMessages")))));
    this.composer.show({
      key: `${person.id}/${this.chat}/${this.thread}`, keyboard: this.data?.keyboard ?? [], commands: this.commands(), placeholder: this.data?.placeholder,
      mode: blocked ? "unblock" : fresh ? "start" : "write",
    }, words);
    clearTimeout(this.#typing);
    if (this.data?.typing) this.#typing = setTimeout(() => this.refresh(), TYPING_LASTS);
  }

  #drawHead() {
    const { words: { t }, person } = this;
    this.roleName.textContent = t(this.role);
    this.personButton.setAttribute("aria-label", `${t("person")}: ${person.first_name}`);
    this.personButton.replaceChildren(avatar(person.first_name, person.id), el("bdi", { class: "name" }, String(person.first_name)), el("small", {}, String(person.language_code ?? "")), icon("down"));
    this.backButton.hidden = this.view === "chats";
    this.backButton.classList.toggle("marked", this.#unread.size > 0);
    for (const [button, words] of [[this.backButton, "chats"], [this.moreButton, "moreActions"]]) { button.setAttribute("aria-label", t(words)); button.title = t(words); }
    const typing = this.view === "chat" && this.data?.typing;
    const kind = this.view === "chats" ? "" : this.chat === person.id ? t("bot") : t(this.isForum() ? "forum" : "group");
    const note = !this.online ? t("connecting") : typing ? t("typing") : typeof this.thread === "number" ? this.#chatTitle() : kind;
    const sign = this.view === "chats" ? null : avatar(this.title(), Math.min(this.chat, 0));
    const small = el("small", { testid: typing ? "typing" : "chat-note", class: typing ? "typing" : null }, note);
    this.heading.replaceChildren(...[sign, el("div", { class: "two" }, el("h2", { class: "name" }, el("bdi", {}, this.title())), small)].filter(Boolean));
  }

  #chats() {
    const { person } = this;
    const kind = (chat) => (chat.is_forum ? "forum" : "group");
    const bot = { id: person.id, title: this.roster.bot?.first_name ?? this.roster.chat(person.id, person.id)?.title ?? this.words.t("bot"), kind: "bot" };
    const groups = this.roster.chats(person.id).filter((chat) => chat.id !== person.id);
    return [bot, ...groups.map((chat) => ({ ...chat, kind: kind(chat) }))];
  }

  async #back() {
    this.view = this.view === "chat" && this.chat < 0 && this.isForum() && this.thread !== null ? "topics" : "chats";
    if (this.view === "topics") this.thread = null;
    await this.roster.load();
    this.render();
  }

  /** The list of chats, to choose where `text` is written. */
  chooseChatFor(text) {
    this.#pending = text;
    this.view = "chats";
    this.render();
    this.sheets.toast(this.words.t("chooseChat"));
  }

  async #switchPerson() {
    await this.roster.load();
    const chosen = await choosePerson(this.sheets, this.roster.people, this.person.id, this.words);
    if (typeof chosen === "number") return this.become(this.roster.person(chosen));
    if (!chosen) return undefined;
    const fields = await askPerson(this.sheets, this.words, chosen === "change" ? this.person : null);
    return fields && this.become(await this.roster.save(chosen === "change" ? this.person.id : this.roster.freeId(), fields));
  }

  async #menu() {
    const { sheets, words: { t } } = this;
    const blocked = this.data?.blocked ?? this.#blocked.has(this.person.id);
    const chosen = await sheets.choose(t("moreActions"), [
      [icon("link"), t("link"), "link", null, "open-link"], [icon("people"), t("newGroup"), "group", null, "new-group"],
      [icon("stop"), t(blocked ? "unblock" : "block"), "block", null, "block"],
    ], t, "phone-menu-sheet");
    if (chosen === "link") await this.actions.openLink();
    if (chosen === "block") await this.actions.block(!blocked);
    if (chosen === "group") await this.#newGroup();
  }

  async #newGroup() {
    await this.roster.load();
    const fields = await askGroup(this.sheets, this.words, this.roster.people, this.roster.shown());
    if (!fields) return;
    const made = await door.newGroup(fields).catch((problem) => this.sheets.toast(problem.message));
    await this.roster.load();
    if (made?.id) await this.open(Number(made.id));
  }
}
