/** What a student has agreed to, as the server has it. */

import { ApiError, call, get, type Seat } from "../api";
import { byId, setText } from "../dom";
import { dateTime } from "../format";
import { language, t } from "../i18n";

/** Version of the words that ask for consent. A test notices when they change: then count on. */
export const WORDS = 3;

export interface Consent {
  user: string;
  lecture: string | null;
  givenAt: string;
  /** Version and language of the words, such as 1-en. */
  words: string;
  how: string;
  withdrawnAt: string | null;
}

const path = ({ user }: Seat) => `/api/users/${encodeURIComponent(user)}/consent`;

/** Stores that the student has ticked the box. Nothing may be sent if that fails. */
export const agree = (seat: Seat): Promise<Consent> => call<Consent>("PUT", path(seat), { words: `${WORDS}-${language}`, how: "join-page" });

/** What was agreed at a seat; null if nothing was. Throws an {@link ApiError} if the server does not say. */
export const askConsent = (seat: Seat): Promise<Consent | null> =>
  get<Consent>(path(seat)).catch((error: unknown) => {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  });

/** When a student has agreed, in words; empty if that was withdrawn or never happened. */
export const agreedWords = (consent: Consent | null): string =>
  consent?.withdrawnAt === null ? t("consent.agreed", { at: dateTime(consent.givenAt) }) : "";

/** Shows beside the camera what was agreed: the same words that asked for it. */
export function showAgreed(consent: Consent): void {
  setText(byId("agreed-at"), agreedWords(consent));
  byId("agreed-words").replaceChildren(byId("consent-words").cloneNode(true));
  for (const copy of byId("agreed-words").querySelectorAll("[id]")) copy.removeAttribute("id");
}
