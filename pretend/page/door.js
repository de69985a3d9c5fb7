/** The people door of the pretend Telegram, as one person's client sees it. */
export class DoorError extends Error {}

async function ask(method, path, body) {
  let reply;
  try {
    reply = await fetch(path, {
      method,
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new DoorError("network");
  }
  const said = await reply.json().catch(() => null);
  if (!reply.ok) throw new DoorError(String(said?.error ?? `HTTP ${reply.status}`));
  return said;
}

const of = (id) => `/people/${encodeURIComponent(id)}`;

export const ready = () => ask("GET", "/ready").catch(() => null);
export const listPeople = async () => {
  const said = await ask("GET", "/people");
  return Array.isArray(said) ? said : (said?.people ?? []);
};
export const savePerson = (id, fields) => ask("POST", of(id), fields);
export const write = (id, content) => ask("POST", `${of(id)}/messages`, content);
export const tap = (id, what) => ask("POST", `${of(id)}/taps`, what);
export const edit = (id, what) => ask("POST", `${of(id)}/edits`, what);
export const block = (id, on) => ask("POST", `${of(id)}/${on ? "block" : "unblock"}`, {});
export const newGroup = (fields) => ask("POST", "/groups", fields);
export const readChat = (id, chat) => ask("GET", `${of(id)}/chats/${encodeURIComponent(chat)}`);
export const fileAddress = (id, file) => `${of(id)}/files/${encodeURIComponent(file)}`;
export const inline = async (id, query, chat) => {
  const said = await ask("POST", `${of(id)}/inline`, { query, chat });
  return Array.isArray(said) ? said : (said?.results ?? []);
};

export const choose = (id, what) => ask("POST", `${of(id)}/choices`, what);

/**
 * Server-sent events of people, one stream per person however many phones listen.
 * A browser allows six connections to one host, so a hidden page lets go of its streams.
 */
export class Live {
  #streams = new Map();

  constructor() {
    document.addEventListener("visibilitychange", () => {
      for (const id of this.#streams.keys()) document.hidden ? this.#close(id) : this.#open(id);
    });
  }

  /** Calls `heard(chat)` on every change (`null`: anything may have changed) and `state(isOpen)`. Returns the way to stop. */
  listen(id, listener) {
    if (!this.#streams.has(id)) this.#streams.set(id, { source: null, timer: 0, wait: 500, open: false, listeners: new Set() });
    const stream = this.#streams.get(id);
    stream.listeners.add(listener);
    if (stream.open) listener.state(true);
    if (!document.hidden) this.#open(id);
    return () => {
      stream.listeners.delete(listener);
      if (stream.listeners.size) return;
      this.#close(id);
      if (this.#streams.get(id) === stream) this.#streams.delete(id);
    };
  }

  #open(id) {
    const stream = this.#streams.get(id);
    if (!stream || stream.source) return;
    clearTimeout(stream.timer);
    const source = new EventSource(`${of(id)}/events`);
    stream.source = source;
    source.onopen = () => {
      stream.wait = 500;
      stream.open = true;
      for (const listener of stream.listeners) { listener.state(true); listener.heard(null); }
    };
    source.onmessage = (event) => {
      const chat = chatOf(event.data);
      for (const listener of stream.listeners) listener.heard(chat);
    };
    source.onerror = () => {
      this.#close(id);
      for (const listener of stream.listeners) listener.state(false);
      stream.timer = setTimeout(() => this.#open(id), stream.wait * (0.75 + Math.random() / 2));
      stream.wait = Math.min(stream.wait * 2, 8000);
    };
  }

  #close(id) {
    const stream = this.#streams.get(id);
    if (!stream) return;
    clearTimeout(stream.timer);
    stream.source?.close();
    stream.source = null;
    stream.open = false;
  }
}

function chatOf(data) {
  try {
    return JSON.parse(data)?.chat ?? null;
  } catch {
    return null;
  }
}
