/** What the pages say, in the reader's language: messages by key, in ICU MessageFormat. */

import { IntlMessageFormat } from "intl-messageformat";
import { CATALOGUES, isLanguage, type Catalogue, type Key, type Language } from "./catalogues";

export type { Key, Language } from "./catalogues";

/** The language of this page. The server has chosen it: by the switch below each page, or else by the browser's languages. */
export const language: Language = pageLanguage();

/** For numbers and dates: the reader's own variant of the page's language, such as "de-AT". */
export const locale: string = localeOf(language, typeof navigator === "undefined" ? [] : (navigator.languages ?? []));

const rightToLeft = typeof document !== "undefined" && document.documentElement.dir === "rtl";

const catalogue: Partial<Catalogue> = await CATALOGUES[language]();
const formats = new Map<Key, IntlMessageFormat>();

/** The message of that key with its arguments put in, as text. */
export function t(key: Key, values: Record<string, string | number | Date> = {}): string {
  let format = formats.get(key);
  if (!format) {
    format = new IntlMessageFormat(catalogue[key] ?? key, locale, undefined, { ignoreTag: true });
    formats.set(key, format);
  }
  return String(format.format(rightToLeft ? isolated(values) : values));
}

/** Keeps names of the other direction together within a sentence (Unicode's first strong isolate). */
const isolated = (values: Record<string, string | number | Date>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === "string" && isLatin(value) ? `\u2068${value}\u2069` : value]));

/** Whether a text has letters, none of them written from right to left; keys of choices, such as "yes", stay as they are. */
const isLatin = (text: string) => /\p{L}/u.test(text) && !/[\u0590-\u08ff]/.test(text) && !/^[a-z]+$/.test(text);

/** Joins parts to a list within a sentence. */
export const list = (parts: readonly string[]): string => parts.join(t("list.separator"));

/** The first of the reader's languages that is a variant of the page's language, or else the page's language. */
export function localeOf(page: Language, wanted: readonly string[]): string {
  return wanted.find((tag) => tag.startsWith(`${page}-`)) ?? (page === "en" ? "en-GB" : page);
}

function pageLanguage(): Language {
  const tag = typeof document === "undefined" ? "en" : document.documentElement.lang;
  return isLanguage(tag) ? tag : "en";
}
