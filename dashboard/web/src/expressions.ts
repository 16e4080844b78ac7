/** The seven visible expressions, everywhere in this order, with the same name and colour (`--angry` ... in tokens.css). */

import { locale, t } from "./i18n";

export const EXPRESSIONS = ["angry", "disgust", "fear", "happy", "sad", "surprise", "neutral"] as const;

export type Expression = (typeof EXPRESSIONS)[number];

/** The word for "a face looks ...", e.g. "surprised". */
export const label = (expression: Expression): string => t(`expression.${expression}`);

/** The same word as a heading: "Surprised". */
export const title = (expression: Expression): string => capital(label(expression));

/** A text with its first letter in upper case, in languages that have one. */
export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);

/** The CSS colour of an expression, right in light and dark. */
export const colour = (expression: Expression): string => `var(--${expression})`;
