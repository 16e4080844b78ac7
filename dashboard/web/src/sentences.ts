import type { ApiError } from "./api";
import { language, t } from "./i18n";

/** A text as a sentence: with a full stop, which the server's details leave out. */
export const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** The kinds of problems that have a sentence of their own, and what the server puts before them (`type`). */
export const KINDS = ["lecture-running", "lecture-ended", "no-join-code", "withdrawn"] as const;
export const KIND = "urn:moodstream:problem:";

/** What the server's refusal means, in plain words for everybody; its own detail is for those who run it. */
export function plainly({ status, problem: { type } }: ApiError): string {
  const kind = KINDS.find((known) => type === KIND + known);
  return kind ? t(`problem.${kind}`) : t("problem", { status: String(status) });
}

/** What the server's refusal says to a teacher: in English its own detail, in other languages what its status means. */
export const problem = (error: ApiError): string => (language === "en" ? sentence(error.message) : plainly(error));

/** What every page says while it hears nothing from the server. */
export const CONNECTION_LOST = t("connection.lost");
