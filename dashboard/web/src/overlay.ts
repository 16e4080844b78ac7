/** Draws the boxes and labels of faces over a picture or video. The SVG has no view box: boxes scale, text keeps its size. */

import type { Face } from "./api";
import { svg } from "./dom";
import { faceLabel, faceWord } from "./faces";
import { measuring, placeLabels, type Label, type Rect } from "./labels";
import type { Size } from "./picture";

export interface OverlayOptions {
  /** The picture below is mirrored. */
  mirrored?: boolean;
  /** Index of the highlighted face. */
  selected?: number;
  onPick?: (index: number) => void;
}

/** A label over the picture: what it says from long to short, and the box (0..1) that it belongs to. */
export interface Tag {
  box: Rect;
  texts: string[];
  expression: string | null;
}

/** More faces than this get small labels. */
const FEW = 8;
/** The heights of labels, in pixels. */
const LARGE = 20;
const SMALL = 15;

/** Places the labels of an overlay again when its size changes. */
const placing = new WeakMap<Element, () => void>();
const resized = typeof ResizeObserver === "undefined" ? null : new ResizeObserver((entries) => entries.forEach(({ target }) => placing.get(target)?.()));

/** Replaces the content of the overlay with these faces; if they can be picked, their labels begin with their numbers. */
export function drawFaces(overlay: SVGSVGElement, faces: Face[], options: OverlayOptions = {}): void {
  const marks = faces.map((face) => ({ face, box: boxOf(face, options.mirrored ?? false) }));
  overlay.replaceChildren(...marks.map(({ face, box }, index) => faceMark(face, box, index, options)));
  drawTags(overlay, marks.map(({ face, box }, index) => ({ box, texts: textsOf(face, options.onPick && index), expression: expressionOf(face) })));
}

/** Draws labels above all boxes of the overlay, so that none crosses them. */
export function drawTags(overlay: SVGSVGElement, tags: Tag[]): void {
  overlay.classList.toggle("faces-many", tags.length > FEW);
  const group = svg("g", { class: "face-tags" });
  overlay.append(group);
  const place = () => placeTags(overlay, group, tags);
  placing.set(overlay, place);
  resized?.observe(overlay);
  place();
}

function placeTags(overlay: SVGSVGElement, group: SVGElement, tags: Tag[]): void {
  const { width, height } = overlay.getBoundingClientRect();
  if (width === 0) return; // they are placed when the overlay is shown
  const boxes = tags.map(({ box }) => ({ x: box.x * width, y: box.y * height, width: box.width * width, height: box.height * height }));
  const levels = [0, 1, 2].map((level) => ({ height: tags.length > FEW ? SMALL : LARGE, texts: tags.map(({ texts }) => texts[level]!) }));
  const { labels } = placeLabels(boxes, { width, height }, levels, measuring(group));
  group.replaceChildren(...labels.flatMap((label, index) => (label ? [tagOf(label, tags[index]!.expression)] : [])));
}

function faceMark(face: Face, { x, y, width, height }: Rect, index: number, { selected, onPick }: OverlayOptions): SVGElement {
  const box = { x: share(x), y: share(y), width: share(width), height: share(height), rx: 6 };
  const state = `face-mark${expressionOf(face) ? "" : " face-unreadable"}${index === selected ? " face-selected" : ""}`;
  return svg(
    "g",
    { class: state, "data-expression": expressionOf(face), onClick: onPick ? () => onPick(index) : null },
    svg("rect", { class: "face-halo", ...box }),
    svg("rect", { class: "face-box", ...box }),
  );
}

/** Where there is no room, a number leads to the text beside the picture; without numbers bystanders give way. */
function textsOf(face: Face, index: number | undefined): string[] {
  const [label, word] = [faceLabel(face), faceWord(face)];
  return index === undefined ? [label, word, face.bystander ? "" : word] : [`${index + 1} ${label}`, `${index + 1} ${word}`, String(index + 1)];
}

function tagOf({ x, y, width, height, text }: Label, expression: string | null): SVGElement {
  return svg(
    "g",
    { class: "face-tag", transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`, "data-expression": expression },
    svg("rect", { class: "face-tag-back", width: width.toFixed(1), height, rx: 4 }),
    svg("rect", { class: "face-tag-colour", width: 3, height, rx: 1 }),
    svg("text", { x: ((width + 3) / 2).toFixed(1), y: height / 2 }, text),
  );
}

/** What a face looks like; null if it is not readable or does not count. */
const expressionOf = (face: Face): string | null => (face.readable && !face.bystander ? face.emotion : null);

const boxOf = ({ box }: Face, mirrored: boolean): Rect => ({ ...box, x: mirrored ? 1 - box.x - box.width : box.x });

/** Gives a frame the aspect ratio of its picture, as wide as possible and at most 75 % of the window's height. */
export function shape(frame: HTMLElement, { width, height }: Size): void {
  frame.style.aspectRatio = `${width} / ${height}`;
  frame.style.maxWidth = `calc(75dvh * ${width / height})`;
}

/** Keeps a frame in the aspect ratio of its video, which may change when a phone is turned. */
export function shapeAs(video: HTMLVideoElement, frame: HTMLElement): void {
  for (const event of ["loadedmetadata", "resize"]) {
    video.addEventListener(event, () => shape(frame, { width: video.videoWidth, height: video.videoHeight }));
  }
}

const share = (number: number) => `${(Math.min(1, Math.max(0, number)) * 100).toFixed(2)}%`;
