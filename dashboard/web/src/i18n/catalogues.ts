/** The catalogues of messages by language; a page loads the one it needs. */

import type english from "./en.json";

/** The name of a message. */
export type Key = keyof typeof english;

export type Catalogue = Record<Key, string>;

/** A new language is a line here, one in `languages.json` and a catalogue. */
export const CATALOGUES = {
  en: () => catalogue(import("./en.json")),
  de: () => catalogue(import("./de.json")),
  es: () => catalogue(import("./es.json")),
  fr: () => catalogue(import("./fr.json")),
  hi: () => catalogue(import("./hi.json")),
  ar: () => catalogue(import("./ar.json")),
} as const;

const catalogue = (loaded: Promise<{ default: Partial<Catalogue> }>): Promise<Partial<Catalogue>> => loaded.then((module) => module.default);

export type Language = keyof typeof CATALOGUES;

export const isLanguage = (tag: string): tag is Language => Object.hasOwn(CATALOGUES, tag);
