/** Says why titles fit. The server says it in English; the half that comes from an own catalogue stays as it is. */

import type { Recommendation } from "./api";
import { label, type Expression } from "./expressions";
import { language, t } from "./i18n";

/** What the bundled catalogue says, by which its reasons are recognised. */
export const BUNDLED: Record<Expression, string> = {
  angry: "here is something to let off steam or to cool down with.",
  disgust: "here is something pleasant to look at and listen to instead.",
  fear: "here is something safe and encouraging.",
  happy: "here is something to keep it going.",
  sad: "here is something that consoles or lifts up.",
  surprise: "here is more with an unexpected turn.",
  neutral: "here is something to discover at your own pace.",
};

/** The reserved lecture of single pictures. */
const PHOTOS = "photos";

/** Why a recommendation fits, in the reader's language. */
export function whyWords({ why, emotion, lecture }: Pick<Recommendation, "why" | "emotion" | "lecture">): string {
  if (language === "en") return why;
  const given = why.slice(why.indexOf("; ") + 2);
  const reason = given === BUNDLED[emotion] ? t(`why.${emotion}`) : given;
  return t(lecture === PHOTOS ? "why.picture" : "why.lecture", { expression: label(emotion), reason });
}
