/** A mood in a sentence, as the topics and the API have it in English. */

import type { Mood, Shares } from "../api";
import { EXPRESSIONS, label } from "../expressions";
import { withShare } from "../faces";
import { unbroken } from "../format";
import { list, t } from "../i18n";

/** The share from which "most" is said, and the smallest that is worth saying. */
const MOST = 0.5;
const WORTH_SAYING = 10;
const MOST_WORDS = 3;

/** What faces look like, and how many could be read. */
export const moodSentence = (mood: Mood): string => `${looksSentence(mood.shares)} ${readSentence(mood)}`;

/** What faces look like: "Most visible expressions look happy (77 %), some neutral (15 %)." */
export function looksSentence(shares: Shares): string {
  const whole = (share: number) => Math.round(100 * share);
  const ranked = EXPRESSIONS.filter((expression) => whole(shares[expression]) >= WORTH_SAYING)
    .sort((a, b) => shares[b] - shares[a])
    .slice(0, MOST_WORDS);
  const [first] = ranked;
  if (!first) return t("mood.none");
  if (whole(shares[first]) === 100) return t("mood.all", { expression: label(first) });
  const words = ranked.map((expression) => unbroken(withShare(expression, shares[expression])));
  if (shares[first] < MOST) return t("mood.differ", { expressions: list(words) });
  return t(words.length > 1 ? "mood.most-some" : "mood.most", { first: words[0]!, others: list(words.slice(1)) });
}

/** How many could be read: "24 of 25 participants could be read." */
export function readSentence({ readable, participants }: Pick<Mood, "readable" | "participants">): string {
  const read = Math.round(readable);
  return t("mood.read", { readable: read, seen: Math.max(read, participants) });
}
