/** What the pages say, in the reader's language: messages by key, in ICU MessageFormat. */

import { IntlMessageFormat } from "intl-messageformat";
import english from "./en.json";

/** The name of a message. Every key is in `en.json`, which all other catalogues follow. */
export type Key = keyof typeof english;

type Catalogue = Partial<Record<Key, string>>;

/** The language of this page, such as "en". */
export const language = "en";

const catalogue: Catalogue = english;
const formats = new Map<Key, IntlMessageFormat>();

/** The message of that key with its arguments put in, as text; in English where the reader's language lacks it. */
export function t(key: Key, values: Record<string, string | number | Date> = {}): string {
  let format = formats.get(key);
  if (!format) {
    format = new IntlMessageFormat(catalogue[key] ?? english[key], language, undefined, { ignoreTag: true });
    formats.set(key, format);
  }
  return String(format.format(values));
}

/** Translates the elements below that carry `data-t` (their text) or `data-t-NAME` (their attribute NAME). */
export function translate(root: ParentNode): void {
  for (const element of root.querySelectorAll("[data-t]")) element.textContent = t(element.getAttribute("data-t") as Key);
  for (const element of root.querySelectorAll("*")) {
    for (const { name, value } of [...element.attributes]) {
      if (name.startsWith("data-t-")) element.setAttribute(name.slice("data-t-".length), t(value as Key));
    }
  }
}
