/** The try-out page: a citizen's phone and an operator's phone before one bot. */
import { el } from "./dom.js";
import * as door from "./door.js";
import { Phone } from "./phone.js";
import { wordsFor } from "./words.js";

const FIRST = {
  citizen: { id: 1001, first_name: "Айгүл", language_code: "kk" },
  operator: { id: 2001, first_name: "Данияр", language_code: "ru" },
};

/** Everybody the server knows, shared by both phones. */
class Roster {
  people = [];
  bot = null;
  shown = () => new Set();

  async load() {
    this.people = (await door.listPeople().catch(() => this.people)).map((person) => ({ ...person, id: Number(person.id) }));
  }

  person = (id) => this.people.find((person) => person.id === id);

  chats = (id) => (this.person(id)?.chats ?? []).map((chat) => ({ ...chat, id: Number(chat.id) }));

  chat = (id, chat) => this.chats(id).find((one) => one.id === chat);

  freeId = () => Math.max(1000, ...this.people.map(({ id }) => id)) + 1;

  async save(id, fields) {
    await door.savePerson(id, fields);
    await this.load();
    return this.person(id) ?? { id, ...fields };
  }
}

/** `/?citizen=1&operator=2&start=payload#person`; the person after # is the citizen, and gets `/start payload`. */
function wish() {
  const query = new URLSearchParams(location.search);
  const number = (text) => (/^\d{1,15}$/.test(text ?? "") ? Number(text) : null);
  const named = number(location.hash.slice(1));
  return { citizen: named ?? number(query.get("citizen")), operator: number(query.get("operator")), start: query.get("start") };
}

function remembered(role) {
  try {
    return Number(localStorage.getItem(`person-${role}`)) || null;
  } catch {
    return null;
  }
}

function remember(role, id) {
  try {
    localStorage.setItem(`person-${role}`, String(id));
  } catch {
    // A browser that keeps nothing still shows the chat.
  }
}

/** Who holds this phone: the one asked for, the one of last time, the server's first and second, or somebody new. */
async function holder(roster, role, wished) {
  const known = (id) => (id ? roster.person(id) : undefined);
  const found = known(wished) ?? (wished ? undefined : known(remembered(role)) ?? roster.people[role === "citizen" ? 0 : 1]);
  return found ?? roster.save(wished ?? FIRST[role].id, wished ? { first_name: `${FIRST[role].first_name} ${wished}`, language_code: FIRST[role].language_code } : FIRST[role]);
}

function tabs(phones) {
  const buttons = new Map();
  const choose = (role) => {
    document.body.dataset.phone = role;
    for (const [name, button] of buttons) button.setAttribute("aria-pressed", String(name === role));
    buttons.get(role).classList.remove("marked");
  };
  for (const { role } of phones) {
    buttons.set(role, el("button", { type: "button", testid: `switch-${role}`, onclick: () => choose(role) }));
  }
  const bar = document.getElementById("switch");
  bar.append(...buttons.values());
  choose("citizen");
  const hidden = (phone) => getComputedStyle(phone.node).display === "none";
  return {
    choose,
    name: (t) => {
      bar.setAttribute("aria-label", t("person"));
      for (const [role, button] of buttons) button.textContent = t(role);
    },
    mark: (phone) => { if (hidden(phone)) buttons.get(phone.role).classList.add("marked"); },
  };
}

async function main() {
  const roster = new Roster();
  const live = new door.Live();
  let bar = null;
  const onPerson = (phone) => {
    remember(phone.role, phone.person.id);
    if (phone.role !== "citizen") return;
    document.documentElement.lang = phone.words.locale;
    bar.name(phone.words.t);
  };
  const phones = ["citizen", "operator"].map((role) => new Phone({ role, roster, live, onPerson, onNews: (phone) => bar.mark(phone) }));
  bar = tabs(phones);
  bar.name(wordsFor("kk").t);
  document.getElementById("phones").append(...phones.map(({ node }) => node));
  roster.shown = () => new Set(phones.map(({ person }) => person.id));
  await begin(phones, roster);
  document.title = roster.bot?.first_name ?? phones[0].title();
}

/** Fills both phones; while the server is not there yet, tries again. */
async function begin(phones, roster) {
  const wished = wish();
  try {
    const [ready] = await Promise.all([door.ready(), roster.load()]);
    roster.bot = ready;
    for (const phone of phones) await phone.become(await holder(roster, phone.role, wished[phone.role]));
  } catch (problem) {
    if (!(problem instanceof door.DoorError)) throw problem;
    phones[0].sheets.toast(problem.message === "network" ? wordsFor("kk").t("network") : problem.message);
    await new Promise((resolve) => { setTimeout(resolve, 1500); });
    return begin(phones, roster);
  }
  document.documentElement.dataset.ready = "true";
  if (wished.start === null) return undefined;
  // Once is enough: a page loaded anew must not start again.
  history.replaceState(null, "", location.pathname);
  return phones[0].actions.start(wished.start);
}

main();
