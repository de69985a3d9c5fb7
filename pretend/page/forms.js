/** What the page asks its visitor: a place, a phone number, a person, a group, a link, a file's caption. */
import { el, icon } from "./dom.js";
import { startPayload } from "./links.js";
import { form, labelled } from "./sheets.js";
import { LANGUAGES, PLACES, placeName } from "./words.js";

const input = (testid, attributes = {}) => el("input", { type: "text", autocomplete: "off", testid, ...attributes });

/** «37.56, 126.97» or «37,56 126,97» as [latitude, longitude], else null. */
export function coordinates(text) {
  const parts = String(text).trim().match(/^(-?\d{1,2}(?:[.,]\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:[.,]\d+)?)$/);
  if (!parts) return null;
  const [latitude, longitude] = [parts[1], parts[2]].map((part) => Number(part.replace(",", ".")));
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null;
}

export function askPlace(sheets, { t, locale }) {
  return sheets.open({ title: t("whereAreYou"), t, testid: "place-sheet", build: (finish) => {
    const typed = input("coordinates", { placeholder: "37.5665, 126.9780", inputmode: "text" });
    const read = (wrong) => coordinates(typed.value) ?? (wrong(t("badCoordinates")), null);
    return [
      el("div", { class: "choices" }, PLACES.map((place) => el("button", {
        type: "button", class: "choice", testid: "place", onclick: () => finish({ latitude: place.at[0], longitude: place.at[1] }),
      }, icon("pin"), el("span", { class: "two" }, placeName(place, locale), el("small", {}, place.at.join(", ")))))),
      form([labelled(t("coordinates"), typed)], t("send"), read, finish),
    ];
  } });
}

export function askPhoneNumber(sheets, { t }, suggested) {
  return sheets.open({ title: t("shareContact"), t, testid: "contact-sheet", build: (finish) => {
    const typed = input("phone-number", { type: "tel", value: suggested, autofocus: true });
    const read = (wrong) => (/\d{5}/.test(typed.value.replace(/\D/g, "")) ? typed.value.trim() : (wrong(t("phoneNumber")), null));
    return form([labelled(t("phoneNumber"), typed)], t("send"), read, finish);
  } });
}

export function askPerson(sheets, { t }, person) {
  return sheets.open({ title: t(person ? "changePerson" : "addPerson"), t, testid: "person-sheet", build: (finish) => {
    const name = input("person-name", { value: person?.first_name, maxlength: "64", autofocus: true });
    const known = LANGUAGES.some(([code]) => code === person?.language_code);
    const codes = known || !person?.language_code ? LANGUAGES : [...LANGUAGES, [person.language_code, person.language_code]];
    const language = el("select", { testid: "person-language" }, codes.map(([code, own]) =>
      el("option", { value: code, selected: code === (person?.language_code ?? "kk") }, own)));
    const read = (wrong) => (name.value.trim() ? { first_name: name.value.trim(), language_code: language.value } : (wrong(t("name")), null));
    return form([labelled(t("name"), name), labelled(t("language"), language)], t("save"), read, finish);
  } });
}

export function askGroup(sheets, { t }, people, chosen) {
  return sheets.open({ title: t("newGroup"), t, testid: "group-sheet", build: (finish) => {
    const title = input("group-title", { maxlength: "128", autofocus: true });
    const forum = el("input", { type: "checkbox", testid: "group-forum", checked: true });
    const boxes = people.map((person) => el("input", { type: "checkbox", value: person.id, checked: chosen.has(person.id) }));
    const read = (wrong) => {
      const members = boxes.filter((box) => box.checked).map((box) => Number(box.value));
      if (!title.value.trim() || !members.length) { wrong(t(title.value.trim() ? "members" : "title")); return null; }
      return { title: title.value.trim(), forum: forum.checked, members };
    };
    const list = el("fieldset", {}, el("legend", {}, t("members")), people.map((person, at) =>
      el("label", { class: "tick" }, boxes[at], el("bdi", {}, String(person.first_name ?? person.id)))));
    return form([labelled(t("title"), title), el("label", { class: "tick" }, forum, el("span", {}, t("withTopics"))), list], t("save"), read, finish);
  } });
}

export function askLink(sheets, { t }) {
  return sheets.open({ title: t("link"), t, testid: "link-sheet", build: (finish) => {
    const typed = input("start-payload", { autofocus: true, placeholder: "c-kr", maxlength: "300" });
    const read = () => {
      const text = typed.value.trim();
      return startPayload(/^(?:www\.)?(?:t|telegram)\.me\//.test(text) ? `https://${text}` : text) ?? text;
    };
    return form([labelled(t("linkHint"), typed)], t("open"), read, finish);
  } });
}

export function askCaption(sheets, { t }, file) {
  const isImage = /^image\/(?:png|jpeg|webp|gif)$/.test(file.type);
  return sheets.open({ title: isImage ? t("photo") : t("document"), t, testid: "file-sheet", build: (finish) => {
    const caption = input("caption", { autofocus: true, maxlength: "1024" });
    const asPhoto = isImage ? el("input", { type: "checkbox", checked: true, testid: "as-photo" }) : null;
    const read = () => ({ caption: caption.value.trim(), photo: Boolean(asPhoto?.checked) });
    return form([
      el("p", { class: "file-name" }, icon("file"), el("bdi", {}, file.name)),
      asPhoto ? el("label", { class: "tick" }, asPhoto, el("span", {}, t("asPhoto"))) : null,
      labelled(t("caption"), caption),
    ], t("send"), read, finish);
  } });
}

export function enlarge(sheets, { t }, address) {
  return sheets.open({ title: t("photo"), t, kind: "picture", testid: "picture", build: () => el("img", { src: address, alt: t("photo") }) });
}
