/** A teacher's notes: as lines on the timeline, and as a list. */

import type { ScaleTime } from "d3-scale";
import type { Note } from "../api";
import { h, svg } from "../dom";
import { clock, time } from "../format";
import { t, type Key } from "../i18n";
import type { Layout } from "./shapes";

/** Pixels that a note's number needs. */
const ROOM = 16;

/** Inserts a note in the order of time; the same note replaces itself. */
export function upsertNote(notes: Note[], note: Note): void {
  const key = ({ at, text }: Note) => at + text;
  if (notes.some((other) => key(other) === key(note))) return;
  const after = notes.findIndex((other) => other.at > note.at);
  notes.splice(after < 0 ? notes.length : after, 0, note);
}

/** The notes within a span of time, in milliseconds. */
export const notesWithin = (notes: readonly Note[], from: number, to: number): Note[] =>
  notes.filter(({ at }) => Date.parse(at) >= from && Date.parse(at) <= to);

/** Dashed lines at the notes, each with its number in the list where there is room. */
export function noteLines(plan: Layout, notes: readonly Note[], x: ScaleTime<number, number>): SVGElement[] {
  let free = -Infinity;
  return notes.flatMap((note, index) => {
    const across = x(Date.parse(note.at));
    if (across < plan.left || across > plan.right) return [];
    const label = across >= free ? [svg("text", { class: "note-number", x: across + 3, y: plan.shares.top + 12 }, String(index + 1))] : [];
    if (label.length > 0) free = across + ROOM;
    const { top } = plan.shares;
    return [svg("line", { class: "note-line", x1: across, x2: across, y1: top, y2: plan.faces.top + plan.faces.height }), ...label];
  });
}

/** Draws the list, with the numbers of the lines. */
export function drawNotes(container: HTMLElement, list: HTMLElement, notes: readonly Note[]): void {
  drawList(container, list, notes, "notes.count", (at) => time(at, true));
}

/** Draws the list of notes that will be in no report, with their dates. */
export function drawOutside(container: HTMLElement, list: HTMLElement, notes: readonly Note[]): void {
  drawList(container, list, notes, "notes.outside", clock);
}

function drawList(container: HTMLElement, list: HTMLElement, notes: readonly Note[], title: Key, when: (at: string) => string): void {
  const drawing = JSON.stringify(notes);
  if (list.dataset.drawing === drawing) return;
  list.dataset.drawing = drawing;
  container.hidden = notes.length === 0;
  const summary = container.querySelector("summary");
  if (summary) summary.textContent = t(title, { count: notes.length });
  list.replaceChildren(...notes.map(({ at, text }) => h("li", {}, h("span", { class: "soft figures" }, when(at)), " ", h("bdi", {}, text))));
}
