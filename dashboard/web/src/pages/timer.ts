/** A worker that posts a message at the rate that it was last told. Workers are not slowed down in the background. */

let timer = 0;

self.onmessage = ({ data }: MessageEvent<number>) => {
  clearInterval(timer);
  timer = Number(setInterval(() => self.postMessage(null), data));
};

export {};
