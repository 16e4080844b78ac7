/** The geometry of the timeline: where its panels are, and the paths of areas and lines in them. */

import { area, curveMonotoneX, line } from "d3-shape";
import type { Mood, Shares } from "../api";
import { EXPRESSIONS, type Expression } from "../expressions";
import { end, runs, start } from "./state";

export type Scale = (value: number) => number;

export interface Panel {
  top: number;
  height: number;
}

export interface Layout {
  width: number;
  height: number;
  left: number;
  /** The end of the plots; right of it are labels where there is room. */
  right: number;
  shares: Panel;
  tone: Panel;
  faces: Panel;
}

const TITLE = 34;
const AXIS = 26;

/** Whether a chart of that width (pixels) has room for labels beside it. */
export const isWide = (width: number): boolean => width >= 560;

/** Three panels below each other in that width, with one axis of time, and so much room for labels on the right (pixels). */
export function layout(width: number, labels: number): Layout {
  const shares = { top: 8, height: isWide(width) ? 260 : 210 };
  const tone = { top: shares.top + shares.height + TITLE, height: 76 };
  const faces = { top: tone.top + tone.height + TITLE, height: 64 };
  return {
    width,
    height: faces.top + faces.height + AXIS,
    left: 40,
    right: width - Math.max(8, labels),
    shares,
    tone,
    faces,
  };
}

interface Knot {
  x: number;
  mood: Mood;
}

/** A run's values at the middle of each window, held to the outer edges of the first and the last one. */
function knots(run: Mood[], x: Scale): Knot[] {
  const first = run[0]!;
  const last = run.at(-1)!;
  return [
    { x: x(start(first)), mood: first },
    ...run.map((mood) => ({ x: x((start(mood) + end(mood)) / 2), mood })),
    { x: x(end(last)), mood: last },
  ];
}

/** What the expressions before it and itself add up to: the lower and the upper edge of its area. */
export function edges(shares: Shares, expression: Expression): [number, number] {
  const before = EXPRESSIONS.slice(0, EXPRESSIONS.indexOf(expression)).reduce((sum, other) => sum + shares[other], 0);
  return [before, before + shares[expression]];
}

/** The area of an expression's share in every run, as an SVG path; empty without moods. */
export function shareArea(moods: readonly Mood[], expression: Expression, x: Scale, y: Scale): string {
  const shape = area<Knot>()
    .x((knot) => knot.x)
    .y0((knot) => y(edges(knot.mood.shares, expression)[0]))
    .y1((knot) => y(edges(knot.mood.shares, expression)[1]))
    .curve(curveMonotoneX);
  return paths(moods, x, shape);
}

/** The area between zero and a value. */
export function valueArea(moods: readonly Mood[], value: (mood: Mood) => number, x: Scale, y: Scale): string {
  const shape = area<Knot>()
    .x((knot) => knot.x)
    .y0(y(0))
    .y1((knot) => y(value(knot.mood)))
    .curve(curveMonotoneX);
  return paths(moods, x, shape);
}

/** A value as a line that breaks off in gaps. */
export function valueLine(moods: readonly Mood[], value: (mood: Mood) => number, x: Scale, y: Scale): string {
  const shape = line<Knot>()
    .x((knot) => knot.x)
    .y((knot) => y(value(knot.mood)))
    .curve(curveMonotoneX);
  return paths(moods, x, shape);
}

function paths(moods: readonly Mood[], x: Scale, shape: (knots: Knot[]) => string | null): string {
  return runs(moods)
    .map((run) => shape(knots(run, x)) ?? "")
    .join("");
}

/** The stretches (milliseconds) of the lecture without a mood; the time after the last one counts once a window's length is over. */
export function gaps(moods: readonly Mood[], from: number, to: number): [number, number][] {
  const found: [number, number][] = [];
  let reached = from;
  for (const run of runs(moods)) {
    if (start(run[0]!) > reached) found.push([reached, start(run[0]!)]);
    reached = end(run.at(-1)!);
  }
  const last = moods.at(-1);
  const due = last ? end(last) - start(last) : 0;
  if (to - reached > due) found.push([reached, to]);
  return found;
}
