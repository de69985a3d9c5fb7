/** What a message carries besides its words. Every name in it is somebody's text and may be hostile: text nodes only. */
import { avatar, el, icon } from "./dom.js";
import { fileAddress } from "./door.js";
import { linkTo } from "./links.js";

const SAVED = new Set(["document", "audio", "voice", "video", "animation", "video_note", "sticker"]);

export function mediaOf(media, context) {
  if (media.type === "photo") return photo(media, context);
  if (media.type === "location" || media.type === "venue") return place(media, context);
  if (media.type === "contact") return contact(media, context);
  if (SAVED.has(media.type) && media.file_id) return file(media, context);
  return el("div", { class: "unsupported" }, el("b", {}, String(media.type ?? "")), ` · ${context.t("unsupported")}`);
}

function photo(media, context) {
  const address = media.file_id ? fileAddress(context.person, media.file_id) : null;
  if (!address) return el("div", { class: "no-photo" }, context.t("photo"));
  const image = el("img", { src: address, alt: context.t("photo"), loading: "lazy", decoding: "async" });
  const node = el("button", { type: "button", class: "photo", "aria-label": `${context.t("photo")}: ${context.t("open")}`, onclick: () => context.act.enlarge(address) }, image);
  // The pretend Telegram takes any bytes for a photo: what does not decode can still be fetched.
  image.addEventListener("error", () => node.replaceWith(file({ ...media, file_name: media.file_name ?? context.t("photo") }, context)));
  return node;
}

function file(media, context) {
  const name = String(media.file_name ?? context.t("document"));
  const size = Number(media.file_size);
  const note = [size > 0 ? sizeOf(size, context.locale) : null, context.t("download")].filter(Boolean).join(" · ");
  return el("a", { class: "file", href: fileAddress(context.person, media.file_id), download: name, testid: "file" },
    el("span", { class: "round" }, icon("file")),
    el("span", { class: "two" }, el("bdi", { class: "name" }, name), el("small", {}, note)));
}

function sizeOf(bytes, locale) {
  const [amount, unit] = bytes < 1024 ? [bytes, "byte"] : bytes < 1_048_576 ? [bytes / 1024, "kilobyte"] : [bytes / 1_048_576, "megabyte"];
  return new Intl.NumberFormat(locale, { style: "unit", unit, maximumFractionDigits: 1 }).format(amount);
}

function place(media, context) {
  const latitude = Number(media.latitude);
  const longitude = Number(media.longitude);
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return el("div", { class: "unsupported" }, context.t("location"));
  const at = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  const address = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=15/${latitude}/${longitude}`;
  const link = linkTo(address, [
    el("span", { class: "map", "aria-hidden": "true" }, icon("pin")),
    el("span", { class: "two" },
      media.title ? el("bdi", { class: "name" }, String(media.title)) : null,
      media.address ? el("bdi", {}, String(media.address)) : null,
      el("small", {}, media.title ? "" : `${at} · `, context.t("map"))),
  ], context.act);
  link.className = "place";
  link.dataset.testid = "place-link";
  return link;
}

function contact(media, context) {
  const name = [media.first_name, media.last_name].filter(Boolean).map(String).join(" ");
  const number = String(media.phone_number ?? "");
  return el("div", { class: "contact", testid: "contact-card" },
    avatar(name || number, media.user_id ?? name.length),
    el("span", { class: "two" }, el("bdi", { class: "name" }, name), linkTo(`tel:${number.replace(/[^\d+]/g, "")}`, [number], context.act)));
}
