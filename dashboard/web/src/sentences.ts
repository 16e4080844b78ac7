import type { ApiError } from "./api";
import { language, t } from "./i18n";

/** A text as a sentence: with a full stop, which the server's details leave out. */
export const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** What the server's refusal says: in English its own detail, in other languages what its status means. */
export const problem = (error: ApiError): string => (language === "en" ? sentence(error.message) : t("problem", { status: String(error.status) }));

/** What every page says while it hears nothing from the server. */
export const CONNECTION_LOST = t("connection.lost");
