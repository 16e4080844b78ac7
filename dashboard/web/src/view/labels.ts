/** Places the labels of many faces so that none hides another: as much text as there is room for, for all alike. */

import type { SeenFace } from "../api";

/** How much a label says: number, expression and probability; number and expression; the number alone. */
export type Level = "full" | "word" | "number";

export interface Label {
  text: string;
  /** Left and top edge, in pixels of the stage. */
  x: number;
  y: number;
  width: number;
}

export interface Labelling {
  level: Level;
  labels: Label[];
}

/** Height of a label in pixels, and the width of a character and of what surrounds the text. */
export const HEIGHT = 15;
const CHARACTER = 6.2;
const PADDING = 8;
const LEVELS: readonly Level[] = ["full", "word", "number"];

/**
 * Places the labels on a stage of that size; `text` gives each label's text at a level. If even the numbers do not fit
 * below their boxes, each goes to the first free place: below, above, at the top or at the bottom inside its box.
 */
export function placeLabels(
  faces: readonly SeenFace[],
  stage: { width: number; height: number },
  text: (face: SeenFace, level: Level) => string,
): Labelling {
  for (const level of LEVELS) {
    const labels = faces.map((face) => below(face, text(face, level), stage));
    if (!labels.some((label, index) => hides(label, labels.slice(index + 1)))) return { level, labels };
  }
  const labels: Label[] = [];
  for (const face of faces) {
    const places = around(face, text(face, "number"), stage);
    labels.push(places.find((label) => !hides(label, labels)) ?? places[0]!);
  }
  return { level: "number", labels };
}

type Stage = { width: number; height: number };

function below(face: SeenFace, text: string, stage: Stage): Label {
  return at(face, text, (face.y + face.height) * stage.height + 1, stage);
}

function around(face: SeenFace, text: string, stage: Stage): Label[] {
  const top = face.y * stage.height;
  const bottom = (face.y + face.height) * stage.height;
  return [bottom + 1, top - HEIGHT - 1, top + 1, bottom - HEIGHT - 1].map((y) => at(face, text, y, stage));
}

function at(face: SeenFace, text: string, y: number, stage: Stage): Label {
  const width = text.length * CHARACTER + PADDING;
  const x = (face.x + face.width / 2) * stage.width - width / 2;
  return {
    text,
    width,
    x: Math.max(0, Math.min(stage.width - width, x)),
    y: Math.max(0, Math.min(stage.height + 1, y)), // labels of the lowest faces may be below the picture
  };
}

const hides = (label: Label, others: readonly Label[]): boolean =>
  others.some((other) => label.x < other.x + other.width && other.x < label.x + label.width && Math.abs(label.y - other.y) < HEIGHT);
