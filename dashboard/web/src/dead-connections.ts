/** The most connections that a browser keeps to one server under HTTP/1.1. */
const MOST = 6;
/** How long a connection that lives may take for an answer without content, in milliseconds. */
const WITHIN = 2000;

/**
 * Makes the browser give up the connections to the server that have died silently. It keeps them for later requests and
 * would use them once more, one after the other, so that each attempt to reconnect would fail until none is left.
 */
export async function dropDeadConnections(): Promise<void> {
  const signal = AbortSignal.timeout(WITHIN);
  const requests = Array.from({ length: MOST }, (_, n) => fetch(`/assets/favicon.svg?connection=${n}`, { method: "HEAD", cache: "no-store", signal }));
  await Promise.allSettled(requests);
}
