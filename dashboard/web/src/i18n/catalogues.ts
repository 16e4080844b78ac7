/** The catalogues of messages by language; a page loads the one it needs. */

import type english from "./en.json";

/** The name of a message. */
export type Key = keyof typeof english;

export type Catalogue = Record<Key, string>;

/** A new language is a line here, one in `languages.json` and a catalogue. */
export const CATALOGUES = {
  en: (): Promise<Partial<Catalogue>> => import("./en.json").then((module) => module.default),
} as const;

export type Language = keyof typeof CATALOGUES;

export const isLanguage = (tag: string): tag is Language => Object.hasOwn(CATALOGUES, tag);
