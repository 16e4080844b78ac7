/** The seven visible expressions, everywhere in this order, with the same name and colour (`--angry` ... in tokens.css). */

export const EXPRESSIONS = ["angry", "disgust", "fear", "happy", "sad", "surprise", "neutral"] as const;

export type Expression = (typeof EXPRESSIONS)[number];

const LABELS: Record<Expression, string> = {
  angry: "angry",
  disgust: "disgusted",
  fear: "fearful",
  happy: "happy",
  sad: "sad",
  surprise: "surprised",
  neutral: "neutral",
};

/** The word for "a face looks ...", e.g. "surprised". */
export const label = (expression: Expression): string => LABELS[expression];

/** The same word as a heading: "Surprised". */
export const title = (expression: Expression): string => label(expression)[0]!.toUpperCase() + label(expression).slice(1);

/** The CSS colour of an expression, right in light and dark. */
export const colour = (expression: Expression): string => `var(--${expression})`;
