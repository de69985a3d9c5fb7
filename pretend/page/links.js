import { el } from "./dom.js";

const OPENED = new Set(["http:", "https:", "mailto:", "tel:"]);

const FOUND = new RegExp(
  [
    String.raw`(?<url>(?:https?:\/\/|(?<![\w./@-])t\.me\/)[^\s<>«»"]{0,2000}[^\s<>«»".,;:!?)\]'])`,
    String.raw`(?<command>(?<![\p{L}\p{N}_\/.@:<])\/[a-z][a-z0-9_]{0,31}(?:@[A-Za-z0-9_]{3,32})?(?![\p{L}\p{N}_\/]))`,
    String.raw`(?<phone>(?<![\w+])\+\d[\d ()\u2011\u00a0-]{6,18}\d(?!\d))`,
    String.raw`(?<mail>(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})`,
  ].join("|"),
  "gu",
);

/** The address if a person may be led there, else null. */
export function openable(address) {
  try {
    const url = new URL(String(address).trim());
    return OPENED.has(url.protocol) ? url : null;
  } catch {
    return null;
  }
}

/** What `?start=` carries in a link to a bot (`t.me/name?start=…`, `tg://resolve?domain=name&start=…`), else null. */
export function startPayload(address) {
  let url;
  try {
    url = new URL(String(address).trim());
  } catch {
    return null;
  }
  const web = /^https?:$/.test(url.protocol) && /^(?:www\.)?(?:t|telegram)\.me$/.test(url.hostname) && /^\/\w+\/?$/.test(url.pathname);
  const app = url.protocol === "tg:" && url.hostname === "resolve";
  return web || app ? url.searchParams.get("start") : null;
}

/** A link that opens outside, or, when it leads to a bot, here. Anything else keeps its words only. */
export function linkTo(address, children, act) {
  const payload = startPayload(address);
  const url = openable(address);
  if (payload === null && !url) return el("span", {}, children);
  const attributes = payload === null
    ? { href: url.href, target: "_blank", rel: "noopener noreferrer nofollow", title: url.href }
    : { href: "#", title: String(address) };
  const node = el("a", attributes, children);
  if (payload !== null) {
    node.addEventListener("click", (event) => {
      event.preventDefault();
      act.start(payload);
    });
  }
  return node;
}

/** Text with its addresses, commands, phones and e-mails made tappable, as Telegram's clients do. */
export function linkedText(text, act) {
  const built = document.createDocumentFragment();
  let from = 0;
  for (const match of text.matchAll(FOUND)) {
    built.append(text.slice(from, match.index), found(match[0], match.groups, act));
    from = match.index + match[0].length;
  }
  built.append(text.slice(from));
  return built;
}

function found(text, groups, act) {
  if (groups.command) return el("button", { type: "button", class: "command", onclick: () => act.command(text) }, text);
  if (groups.phone) return linkTo(`tel:${text.replace(/[^\d+]/g, "")}`, [text], act);
  if (groups.mail) return linkTo(`mailto:${text}`, [text], act);
  return linkTo(/^https?:/i.test(text) ? text : `https://${text}`, [text], act);
}
