/** Says in words how long this server keeps pictures. */

import { get, type Retention } from "./api";
import { longDuration } from "./format";
import { t } from "./i18n";

/** Asks the server. Never fails: if the server does not know, the words say so. */
export const askKept = (): Promise<string> =>
  get<Retention>("/api/retention").then(keptWords, () => t("kept.unknown"));

/** The retention of pictures, faces and dead letters in words. */
export function keptWords({ frames, faces, deadLetters }: Retention): string {
  return t("kept.words", { pictures: period(frames), faces: period(faces), deadLetters: period(deadLetters) });
}

const period = (seconds: number | null): string => (seconds === null ? t("kept.for-ever") : t("kept.for", { period: longDuration(seconds) }));
