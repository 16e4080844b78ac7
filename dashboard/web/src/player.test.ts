import assert from "node:assert/strict";
import { test } from "node:test";
import { embedAddress } from "./player";

test("videos of YouTube and music of Spotify can be embedded", () => {
  const video = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1";
  assert.equal(embedAddress("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3"), video);
  assert.equal(embedAddress("https://youtu.be/dQw4w9WgXcQ"), video);
  assert.equal(embedAddress("https://open.spotify.com/intl-de/track/7abc"), "https://open.spotify.com/embed/track/7abc");
});

test("anything else is opened", () => {
  for (const link of [
    "https://en.wikipedia.org/wiki/Let_It_Be_(song)",
    "https://www.youtube.com/results?search_query=x",
    "https://evil.example/youtube.com/watch?v=dQw4w9WgXcQ",
    "no address",
  ]) {
    assert.equal(embedAddress(link), null);
  }
});
