import { t } from "./i18n";

/** A server's detail as a sentence: with a full stop, which problems leave out. */
export const sentence = (detail: string): string => (/[.!?]$/.test(detail) ? detail : `${detail}.`);

/** What every page says while it hears nothing from the server. */
export const CONNECTION_LOST = t("connection.lost");
