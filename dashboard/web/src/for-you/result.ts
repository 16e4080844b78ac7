/** Shows the result of a picture: boxes, a sentence, the bars of the selected face, and the recommendation. */

import type { Face, FrameResult } from "../api";
import { expressionBars } from "../bars";
import { byId, h, setText } from "../dom";
import { faceLabel, faceSentence, majoritySentence, readingOrder } from "../faces";
import { t } from "../i18n";
import { drawFaces } from "../overlay";
import { Shelf } from "../shelf";

const shelf = new Shelf(byId("fits"), true);

/** Shows the result of the picture at an address (in this browser's memory). */
export function showResult(address: string, result: FrameResult): void {
  const { majority, recommendation } = result;
  const faces = readingOrder(result.faces);
  const image = byId<HTMLImageElement>("result-picture");
  image.src = address;
  image.alt = t("for-you.picture.alt", { count: faces.length });
  setText(byId("sentence"), majoritySentence(faces, majority));
  byId("face-card").hidden = faces.length === 0;
  if (faces.length > 0) showFaces(faces);
  else drawFaces(overlay(), []);
  if (recommendation) shelf.show(recommendation);
  else shelf.clear(nothingFits(faces));
}

/** Takes the result away; music stops. */
export function clearResult(): void {
  drawFaces(overlay(), []);
  byId("result-picture").removeAttribute("src");
  shelf.clear();
}

function nothingFits(faces: Face[]): string {
  if (faces.length === 0) return t("for-you.no-face");
  if (!faces.some((face) => face.readable)) return t("for-you.no-readable");
  return t("for-you.no-recommendation");
}

const overlay = () => document.getElementById("faces") as unknown as SVGSVGElement;

function showFaces(faces: Face[]): void {
  const select = (index: number) => {
    drawFaces(overlay(), faces, faces.length > 1 ? { selected: index, onPick: pick } : {});
    setText(byId("face-sentence"), faceSentence(faces[index]!));
    byId("bars").replaceChildren(expressionBars(faces[index]!.probabilities));
  };
  const pick = (index: number) => {
    choices[index]!.checked = true;
    select(index);
  };
  const choices = faces.map((_, index) =>
    h("input", { type: "radio", name: "face", value: index, checked: index === 0, onChange: () => select(index) }),
  );
  byId("face-choice").hidden = faces.length === 1;
  byId("face-choice").replaceChildren(
    h("legend", { class: "visually-hidden" }, t("for-you.face")),
    ...choices.map((choice, index) => faceChoice(choice, faces[index]!, index)),
  );
  select(0);
}

const faceChoice = (choice: HTMLInputElement, face: Face, index: number) =>
  h(
    "label",
    { class: "face-pill", "data-expression": face.readable ? face.emotion : null },
    choice,
    h("span", {}, h("span", { class: "swatch", "aria-hidden": "true" }), `${index + 1}: ${faceLabel(face)}`),
  );
