/** How a deletion goes on after the server has begun it. */

import { ApiError } from "../api";

/** How far a deletion is: of a lecture, or of a student. */
export interface Progress {
  left: number;
  failed: boolean;
  /** `until` is null where nothing is ever deleted. */
  kept: { topic: string; until: string | null }[];
}

export interface Deletion extends Progress {
  lecture: string;
}

/** What deletes a lecture together with a recording of it, which the server does not know. */
export const deletionCommand = (lecture: string): string => `./moodstream lecture delete ${lecture} --delete-recording FILE --yes`;

/** For how long nothing may be heard of a deletion, in milliseconds: a server is back from a restart sooner. */
const PATIENCE = 60_000;

const INTERVAL = 300;

/** Who does not answer now, or does not know of the deletion after a restart, may know more in a moment. */
const PASSING = [0, 404, 429, 500, 502, 503, 504];

/** For tests: the time in milliseconds, and a way to wait for some. */
export interface Clock {
  now(): number;
  wait(milliseconds: number): Promise<void>;
}

const CLOCK: Clock = { now: () => Date.now(), wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)) };

/** Follows a deletion to its end, and returns it: failed, if the server gave it up or nothing is heard of it any more. */
export async function followed<Of extends Progress>(deletion: Of, look: () => Promise<Of>, clock: Clock = CLOCK): Promise<Of> {
  let latest = deletion;
  let heardAt = clock.now();
  while (latest.left > 0 && !latest.failed) {
    await clock.wait(INTERVAL);
    try {
      latest = await look();
      heardAt = clock.now();
    } catch (error) {
      if (!passes(error)) throw error;
      if (clock.now() - heardAt >= PATIENCE) return { ...latest, failed: true };
    }
  }
  return latest;
}

/** Whether it may be otherwise in a moment. */
export const passes = (error: unknown): boolean => error instanceof ApiError && PASSING.includes(error.status);
