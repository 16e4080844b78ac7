/** Describes the faces of a picture in words: always what they look like, never what somebody feels. */

import type { Face } from "./api";
import { EXPRESSIONS, label, title, type Expression } from "./expressions";
import { percent } from "./format";
import { t } from "./i18n";

/** Below this confidence the sentence names the two most probable expressions. */
const SURE = 0.6;

/** A face's label: "happy 82 %", "not readable", or "bystander". */
export const faceLabel = (face: Face): string =>
  face.readable && !face.bystander ? `${faceWord(face)} ${percent(face.confidence)}` : faceWord(face);

/** A face's label where there is room for a word only: "happy". */
export const faceWord = (face: Face): string =>
  face.bystander ? t("face.bystander") : face.readable ? label(face.emotion) : "not readable";

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

/** One face in a sentence. */
export function faceSentence(face: Face): string {
  if (!face.readable) return "This face cannot be read: the model is not sure enough.";
  const first = `${label(face.emotion)} (${percent(face.confidence)})`;
  const second = EXPRESSIONS.filter((expression) => expression !== face.emotion).reduce((best, expression) =>
    face.probabilities[expression] > face.probabilities[best] ? expression : best,
  );
  if (face.confidence >= SURE) return `This face looks ${first}.`;
  return `This face looks ${first}, or perhaps ${label(second)} (${percent(face.probabilities[second])}).`;
}

/** All faces in a sentence, with the majority. */
export function majoritySentence(faces: Face[], majority: Expression | null): string {
  const readable = faces.filter((face) => face.readable);
  if (faces.length === 0) return "No face was found.";
  if (majority === null || readable.length === 0) {
    return faces.length === 1 ? "The face could not be read." : `None of the ${faces.length} faces could be read.`;
  }
  if (faces.length === 1) return `The face looks ${label(majority)}.`;
  const same = readable.filter((face) => face.emotion === majority).length;
  const most = same * 2 > readable.length ? `Most faces look ${label(majority)}` : `${title(majority)} is seen most often`;
  const unread = faces.length - readable.length;
  return `${most}: ${same} of ${readable.length}${unread > 0 ? `; ${unread} more could not be read` : ""}.`;
}
