/** Faces' boxes and labels over a picture or video, in an SVG without a view box: per cent is of the picture, text keeps its size. */

import type { Face } from "./api";
import { h, svg } from "./dom";
import { faceLabel } from "./faces";

export interface OverlayOptions {
  /** The picture below is shown as in a mirror. */
  mirrored?: boolean;
  /** Index of the face to stand out. */
  selected?: number;
  onPick?: (index: number) => void;
}

/** More faces than this get short labels. */
const FEW = 8;

/** Replaces what the overlay shows by these faces. */
export function drawFaces(overlay: SVGSVGElement, faces: Face[], options: OverlayOptions = {}): void {
  overlay.classList.toggle("faces-many", faces.length > FEW);
  overlay.replaceChildren(...faces.map((face, index) => faceMark(face, index, options)));
}

function faceMark(face: Face, index: number, { mirrored, selected, onPick }: OverlayOptions): SVGElement {
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
    h("div", { class: atEnd ? "face-tag-row face-tag-row-end" : "face-tag-row" }, h("span", { class: "face-tag" }, faceLabel(face))),
  );
  const state = `face-mark${face.readable ? "" : " face-unreadable"}${index === selected ? " face-selected" : ""}`;
  return svg(
    "g",
    { class: state, "data-expression": face.readable ? face.emotion : null, onClick: onPick ? () => onPick(index) : null },
    svg("rect", { class: "face-halo", ...box }),
    svg("rect", { class: "face-box", ...box }),
    tag,
  );
}

const share = (number: number) => `${(Math.min(1, Math.max(0, number)) * 100).toFixed(2)}%`;
