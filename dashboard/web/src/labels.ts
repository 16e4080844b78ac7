/** Places the labels of faces so that none hides another: as much text as there is room for, for all alike. */

import type { Size } from "./picture";

/** A rectangle in pixels of the picture. */
export interface Rect extends Size {
  x: number;
  y: number;
}

/** What the labels say at a level, one for each box; a face without one has an empty text. */
export interface Level {
  texts: string[];
  /** Of a label, in pixels. */
  height: number;
}

export interface Label extends Rect {
  text: string;
}

export interface Labelling {
  /** Index of the level. */
  level: number;
  /** One for each box; null where there is no text or no room. */
  labels: (Label | null)[];
}

/** The width of what surrounds a label's text, in pixels. */
export const PADDING = 10;
/** Between a box and the label outside it, in pixels; inside, the border of the box is kept free. */
const GAP = 2;
/** At this share of labels over other faces a shorter level is tried. */
const CROWDED = 0.2;
/** A label that covers more than this share of its own box hides the face, as one over another face does. */
const HIDDEN = 0.4;

/**
 * Places the labels on a stage of that size: at the first level, of those from long to short, at which all have room and
 * hardly one hides a face. At the last level a label that has no room even there is left out. Earlier boxes
 * choose first.
 *
 * @param widthOf the width of a text in pixels
 */
export function placeLabels(boxes: readonly Rect[], stage: Size, levels: readonly Level[], widthOf: (text: string) => number): Labelling {
  for (const [level, { texts, height }] of levels.entries()) {
    const labels: (Label | null)[] = [];
    let hidden = 0;
    for (const [index, box] of boxes.entries()) {
      const text = texts[index]!;
      const place = text === "" ? null : bestPlace(box, { width: Math.min(stage.width, widthOf(text) + PADDING), height }, stage, labels, boxes);
      labels.push(place && { text, ...place.rect });
      hidden += place && (place.over > 0 || covered(box, place.rect) > HIDDEN) ? 1 : 0;
    }
    const whole = labels.every((label, index) => label || texts[index] === "");
    if (level === levels.length - 1 || (whole && hidden <= CROWDED * boxes.length)) return { level, labels };
  }
  return { level: 0, labels: [] };
}

interface Place {
  rect: Rect;
  /** How many other faces it lies over. */
  over: number;
}

/** The first free place that lies over the fewest other faces; null if none is free. */
function bestPlace(box: Rect, size: Size, stage: Size, taken: readonly (Label | null)[], boxes: readonly Rect[]): Place | null {
  let best: Place | null = null;
  for (const rect of places(box, size, stage)) {
    if (taken.some((other) => other && overlap(rect, other))) continue;
    const over = boxes.filter((other) => other !== box && overlap(rect, other)).length;
    if (!best || over < best.over) best = { rect, over };
  }
  return best;
}

/** Above and below the box, then inside it, each in its middle and at its sides; always within the stage. */
function places(box: Rect, { width, height }: Size, stage: Size): Rect[] {
  const bottom = box.y + box.height;
  const lefts = [box.x + (box.width - width) / 2, box.x, box.x + box.width - width].map((x) => Math.max(0, Math.min(stage.width - width, x)));
  const tops = [bottom + GAP, box.y - height - GAP, box.y + GAP, bottom - height - GAP].filter((y) => y >= 0 && y + height <= stage.height);
  return tops.flatMap((y) => lefts.map((x) => ({ x, y, width, height })));
}

export const overlap = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** The share of a box that a label covers. */
function covered(box: Rect, label: Rect): number {
  const width = Math.min(box.x + box.width, label.x + label.width) - Math.max(box.x, label.x);
  const height = Math.min(box.y + box.height, label.y + label.height) - Math.max(box.y, label.y);
  return (Math.max(0, width) * Math.max(0, height)) / (box.width * box.height);
}

let context: CanvasRenderingContext2D | null | undefined;

/** Measures texts in the font of an element. */
export function measuring(element: Element): (text: string) => number {
  context ??= document.createElement("canvas").getContext("2d");
  const { fontWeight, fontSize, fontFamily } = getComputedStyle(element);
  const font = `${fontWeight} ${fontSize} ${fontFamily}`;
  return (text) => {
    if (!context) return 0;
    context.font = font;
    return context.measureText(text).width;
  };
}
