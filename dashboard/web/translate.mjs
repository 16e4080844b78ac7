// Puts a language's messages into a page: `data-t="key"` is an element's text, `data-t-NAME="key"` its attribute NAME.
import { readFileSync } from "node:fs";
import { parseHTML } from "linkedom";

const messagesOf = (name) => JSON.parse(readFileSync(new URL(`./src/i18n/${name}.json`, import.meta.url), "utf8"));
const languages = messagesOf("languages");
const RIGHT_TO_LEFT = ["ar", "fa", "he", "ur"];

/** The page in that language. `catalogue` is the script with the messages, which the browser loads at once. */
export function translated(page, language, catalogue) {
  const messages = { ...messagesOf("en"), ...messagesOf(language) }; // what is not translated yet is English
  const { document } = parseHTML(page);
  const { documentElement: root } = document;
  const title = document.querySelector("title");
  const named = title.hasAttribute("data-t"); // or the server renders the page
  root.lang = language;
  root.dir = RIGHT_TO_LEFT.includes(language) ? "rtl" : "ltr";
  for (const element of document.querySelectorAll("[data-t]")) fill(element, messages[element.dataset.t]);
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of [...element.attributes]) {
      if (name.startsWith("data-t-")) element.setAttribute(name.slice("data-t-".length), messages[value]);
      if (name === "data-t" || name.startsWith("data-t-")) element.removeAttribute(name);
    }
  }
  if (named) title.textContent = `${title.textContent} · moodstream`;
  title.insertAdjacentHTML("beforebegin", `<link rel="modulepreload" href="/assets/${catalogue}">`);
  fillSwitch(document.getElementById("language"), language);
  return document.toString();
}

/** Sets an element's text. `<a>here</a>` in a message is the text of the child `a`, or of the child with that id. */
function fill(element, message) {
  if (message === undefined) throw new Error(`no message ${element.dataset.t}`);
  const children = new Map([...element.children].map((child) => [child.id || child.localName, child]));
  element.replaceChildren(
    ...message.split(/(<([a-z-]+)>.*?<\/\2>)/).flatMap((part, index, parts) => {
      if (index % 3 === 0) return part;
      if (index % 3 === 2) return [];
      const child = children.get(parts[index + 1]);
      if (!child) throw new Error(`${element.dataset.t}: no element for ${part}`);
      child.textContent = part.replace(/^<.*?>|<.*?>$/g, "");
      return child;
    }),
  );
}

/** The switch between the languages, each in its own words. */
function fillSwitch(list, language) {
  for (const [tag, name] of Object.entries(languages)) {
    list.insertAdjacentHTML("beforeend", `<option value="${tag}" lang="${tag}"${tag === language ? " selected" : ""}>${name}</option>`);
  }
}
