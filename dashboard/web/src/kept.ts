/** Says in words how long this server keeps pictures. */

import { get, type Retention } from "./api";
import { longDuration } from "./format";

/** Asks the server. Never fails: if the server does not know, the words say so. */
export const askKept = (): Promise<string> =>
  get<Retention>("/api/retention").then(keptWords, () => "This server cannot tell at the moment. Ask the people who run it.");

/** The retention of pictures, faces and dead letters in words. */
export function keptWords({ frames, faces, deadLetters }: Retention): string {
  return (
    `Pictures are kept ${period(frames)}, and the faces cut out of them ${period(faces)}. ` +
    `A picture or face that could not be processed is kept ${period(deadLetters)}. ` +
    "Deletion can take a little longer."
  );
}

const period = (seconds: number | null): string => (seconds === null ? "for ever" : `for ${longDuration(seconds)}`);
