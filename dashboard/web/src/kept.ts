/** Says in words how long this server keeps pictures. */

import { get, type Retention } from "./api";
import { longDuration } from "./format";
import { t } from "./i18n";

/** Asks the server about the pictures of lectures. Never fails: if the server does not know, the words say so. */
export const askKept = (): Promise<string> => ask(({ frames, faces, deadLetters }) => keptWords(frames, faces, deadLetters));

/** The same about single pictures. */
export const askPhotosKept = (): Promise<string> => ask(({ photos, photoFaces, deadLetters }) => keptWords(photos, photoFaces, deadLetters));

const ask = (words: (kept: Retention) => string): Promise<string> =>
  get<Retention>("/api/retention").then(words, () => t("kept.unknown"));

/** The retention of pictures, faces and dead letters in words; in seconds, null for ever. */
export function keptWords(pictures: number | null, faces: number | null, deadLetters: number | null): string {
  return t("kept.words", { pictures: period(pictures), faces: period(faces), deadLetters: period(deadLetters) });
}

const period = (seconds: number | null): string => (seconds === null ? t("kept.for-ever") : t("kept.for", { period: longDuration(seconds) }));
