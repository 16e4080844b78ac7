/** Draws the boxes and labels of faces over a picture or video. The SVG has no view box: boxes scale, text keeps its size. */

import type { Face } from "./api";
import { h, svg } from "./dom";
import { faceLabel, faceWord } from "./faces";
import type { Size } from "./picture";

export interface OverlayOptions {
  /** The picture below is mirrored. */
  mirrored?: boolean;
  /** Index of the highlighted face. */
  selected?: number;
  onPick?: (index: number) => void;
}

/** More faces than this get small labels: a number and a word. */
const FEW = 8;

/** Replaces the content of the overlay with these faces. */
export function drawFaces(overlay: SVGSVGElement, faces: Face[], options: OverlayOptions = {}): void {
  overlay.classList.toggle("faces-many", faces.length > FEW);
  overlay.classList.toggle("faces-several", faces.length > 1);
  const text = (face: Face, index: number) => (faces.length > FEW ? `${index + 1} ${faceWord(face)}` : faceLabel(face));
  overlay.replaceChildren(...faces.map((face, index) => faceMark(face, index, text(face, index), options)));
}

function faceMark(face: Face, index: number, text: string, { mirrored, selected, onPick }: OverlayOptions): SVGElement {
  const { y, width, height } = face.box;
  const x = mirrored ? 1 - face.box.x - width : face.box.x;
  const atEnd = x + width / 2 > 0.5;
  const below = y < 0.06;
  const box = { x: share(x), y: share(y), width: share(width), height: share(height), rx: 6 };
  const tag = svg(
    "foreignObject",
    {
      x: atEnd ? "0%" : box.x,
      y: box.y,
      width: share(atEnd ? x + width : 1 - x),
      height: 24,
      ...(below ? {} : { transform: "translate(0 -22)" }),
    },
    h("div", { class: atEnd ? "face-tag-row face-tag-row-end" : "face-tag-row" }, tagOf(text, index)),
  );
  const told = face.readable && !face.bystander;
  const state = `face-mark${told ? "" : " face-unreadable"}${index === selected ? " face-selected" : ""}`;
  return svg(
    "g",
    { class: state, "data-expression": told ? face.emotion : null, onClick: onPick ? () => onPick(index) : null },
    svg("rect", { class: "face-halo", ...box }),
    svg("rect", { class: "face-box", ...box }),
    tag,
  );
}

/** On small screens the faces of a group show only their number. */
const tagOf = (text: string, index: number) =>
  h("span", { class: "face-tag", "data-number": index + 1 }, h("span", {}, text));

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
