const FIRST = 500;
const LONGEST = 10_000;

/**
 * How long to wait before the next attempt, in milliseconds: from half a second, doubling to ten seconds, minus a random
 * part of up to a quarter, so that a class does not reconnect at the same moment.
 */
export function backoff(tries: number, chance = Math.random()): number {
  return Math.round(Math.min(LONGEST, FIRST * 2 ** tries) * (1 - chance / 4));
}
