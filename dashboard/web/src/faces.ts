/** Describes the faces of a picture in words: always what they look like, never what somebody feels. */

import type { Face } from "./api";
import { capital, EXPRESSIONS, label, type Expression } from "./expressions";
import { percent } from "./format";
import { t } from "./i18n";

/** Below this confidence the sentence names the two most probable expressions. */
const SURE = 0.6;

/** A face's label: "happy 82 %", "not readable", or "bystander". */
export const faceLabel = (face: Face): string =>
  face.readable && !face.bystander ? `${faceWord(face)} ${percent(face.confidence)}` : faceWord(face);

/** A face's label where there is room for a word only: "happy". */
export const faceWord = (face: Face): string =>
  face.bystander ? t("face.bystander") : face.readable ? label(face.emotion) : t("face.unreadable");

/** The faces in reading order. A face belongs to a row if the distance of their middles is less than half a face. */
export function readingOrder(faces: readonly Face[]): Face[] {
  const middle = ({ box }: Face) => box.y + box.height / 2;
  const rows: Face[][] = [];
  for (const face of [...faces].sort((a, b) => middle(a) - middle(b))) {
    const row = rows.at(-1);
    const near = row && middle(face) - middle(row[0]!) < Math.max(face.box.height, row[0]!.box.height) / 2;
    if (near) row.push(face);
    else rows.push([face]);
  }
  return rows.flatMap((row) => row.sort((a, b) => a.box.x - b.box.x));
}

/** An expression with a share or a probability: "happy (82 %)". */
export const withShare = (expression: Expression, share: number): string =>
  t("expression.share", { expression: label(expression), share: percent(share) });

/** One face in a sentence; `yours`: it is the reader's own. */
export function faceSentence(face: Face, yours = false): string {
  if (!face.readable) return t(yours ? "face.unsure.yours" : "face.unsure");
  const first = withShare(face.emotion, face.confidence);
  const second = EXPRESSIONS.filter((expression) => expression !== face.emotion).reduce((best, expression) =>
    face.probabilities[expression] > face.probabilities[best] ? expression : best,
  );
  if (face.confidence >= SURE) return t(yours ? "face.looks.yours" : "face.looks", { first });
  return t(yours ? "face.looks-or.yours" : "face.looks-or", { first, second: withShare(second, face.probabilities[second]) });
}

/** All faces in a sentence, with the majority. */
export function majoritySentence(faces: Face[], majority: Expression | null): string {
  const readable = faces.filter((face) => face.readable);
  if (faces.length === 0) return t("faces.none");
  if (majority === null || readable.length === 0) {
    return t("faces.unread", { count: faces.length });
  }
  if (faces.length === 1) return t("faces.one", { expression: label(majority) });
  const same = readable.filter((face) => face.emotion === majority).length;
  const values = { expression: label(majority), same, readable: readable.length, unread: faces.length - readable.length };
  return capital(t(same * 2 > readable.length ? "faces.most" : "faces.often", values));
}
