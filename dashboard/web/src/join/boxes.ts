/** Draws the faces of the last result over the preview, until they are out of date. */

import type { Face } from "../api";
import { byId, setText } from "../dom";
import { faceLabel, faceSentence } from "../faces";
import { list, t } from "../i18n";
import { drawFaces } from "../overlay";

/** The times after sending a frame, in milliseconds, at which its boxes begin to fade and at which they disappear. */
const FADES = 2500;
const GOES = 3000;

export class Boxes {
  private readonly overlay = document.getElementById("faces") as unknown as SVGSVGElement;
  private fading = 0;
  private going = 0;

  /** Draws the faces of a frame unless it was sent (performance.now()) too long ago; returns whether it did. */
  show(faces: Face[], sentAt: number): boolean {
    const age = performance.now() - sentAt;
    if (age > GOES) return false;
    this.stop();
    this.overlay.classList.remove("faces-old");
    const own = [...faces].sort((a, b) => Number(a.bystander) - Number(b.bystander)); // whose label has its place first
    drawFaces(this.overlay, own, { mirrored: true });
    setText(byId("looks"), looks(faces));
    this.fading = window.setTimeout(() => this.overlay.classList.add("faces-old"), FADES - age);
    this.going = window.setTimeout(() => this.clear(), GOES - age);
    return true;
  }

  clear(): void {
    this.stop();
    drawFaces(this.overlay, []);
    setText(byId("looks"), "");
  }

  private stop(): void {
    clearTimeout(this.fading);
    clearTimeout(this.going);
  }
}

/** What the student looks like; whoever else is in the picture is a bystander. */
function looks(all: Face[]): string {
  const faces = all.filter((face) => !face.bystander);
  const others = all.length - faces.length;
  return others > 0 ? `${looksOf(faces)} ${t("face.bystanders", { count: others })}.` : looksOf(faces);
}

function looksOf(faces: Face[]): string {
  if (faces.length === 0) return t("join.no-face");
  if (faces.length === 1) return faceSentence(faces[0]!, true);
  return t("join.faces", { count: faces.length, labels: list(faces.map(faceLabel)) });
}
