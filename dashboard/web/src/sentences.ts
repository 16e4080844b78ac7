import type { ApiError } from "./api";
import { language, t } from "./i18n";

/** A text as a sentence: with a full stop, which the server's details leave out. */
export const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** What the server's refusal means, in plain words for everybody; its own detail is for those who run it. */
export const plainly = ({ status }: ApiError): string => t("problem", { status: String(status) });

/** What the server's refusal says to a teacher: in English its own detail, in other languages what its status means. */
export const problem = (error: ApiError): string => (language === "en" ? sentence(error.message) : plainly(error));

/** What every page says while it hears nothing from the server. */
export const CONNECTION_LOST = t("connection.lost");
