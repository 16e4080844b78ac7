const FIRST = 500;
const LONGEST = 10_000;

/** How long to wait before a try, milliseconds: half a second, doubling to ten; up to a quarter less by chance, so that a class does not come back in step. */
export function backoff(tries: number, chance = Math.random()): number {
  return Math.round(Math.min(LONGEST, FIRST * 2 ** tries) * (1 - chance / 4));
}
