/** Says in words how long this server keeps pictures and results. */

import { get, type Retention } from "./api";
import { longDuration } from "./format";
import { t } from "./i18n";

/** Asks the server about a meeting, in which nobody has a seat. Never fails: if the server does not know, the words say so. */
export const askMeetingKept = (): Promise<string> =>
  ask((kept) => `${lectureWords(kept)} ${t("kept.attention", { attention: period(kept.attention) })}`);

/** The same about the pictures and results of a student who joins, and about the consent. */
export const askSeatKept = (): Promise<string> => ask((kept) => `${lectureWords(kept)} ${seatWords(kept)}`);

/** The same about single pictures. */
export const askPhotosKept = (): Promise<string> => ask((kept) => `${photoWords(kept)} ${recommendationWords(kept)}`);

const ask = (words: (kept: Retention) => string): Promise<string> =>
  get<Retention>("/api/retention").then(words, () => t("kept.unknown"));

const lectureWords = ({ frames, faces, emotions, deadLetters }: Retention): string => pictureWords(frames, faces, emotions, deadLetters);

const photoWords = ({ photos, photoFaces, photoEmotions, deadLetters }: Retention): string =>
  pictureWords(photos, photoFaces, photoEmotions, deadLetters);

/** A recommendation holds the expression that it was made for, longer than the topic of expressions does. */
const recommendationWords = ({ recommendations }: Retention): string =>
  t("kept.recommendation", { recommendations: period(recommendations) });

/** Seconds; null for ever. */
type Kept = number | null;

const pictureWords = (pictures: Kept, faces: Kept, expressions: Kept, deadLetters: Kept): string =>
  t("kept.words", { pictures: period(pictures), faces: period(faces), expressions: period(expressions), deadLetters: period(deadLetters) });

const seatWords = ({ attention, recommendations, consents }: Retention): string =>
  t("kept.seat", { attention: period(attention), recommendations: period(recommendations), consents: period(consents) });

const period = (seconds: Kept): string => (seconds === null ? t("kept.for-ever") : t("kept.for", { period: longDuration(seconds) }));
