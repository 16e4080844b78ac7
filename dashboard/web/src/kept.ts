/** How long this server keeps pictures, in words. */

import { get, type Retention } from "./api";
import { longDuration } from "./format";

/** Asks the server. Never fails: a server that does not say is said to. */
export const askKept = (): Promise<string> =>
  get<Retention>("/api/retention").then(keptWords, () => "This server cannot say right now; ask whoever runs it.");

/** What is kept for how long, dead letters too. */
export function keptWords({ frames, faces, deadLetters }: Retention): string {
  const unprocessed = `a picture or face that could not be processed (a dead letter) ${period(deadLetters)}`;
  return `Pictures are kept ${period(frames)}, the faces cut out of them ${period(faces)}, ${unprocessed}. Kafka then deletes them, not always at once.`;
}

const period = (seconds: number | null): string => (seconds === null ? "for ever" : longDuration(seconds));
