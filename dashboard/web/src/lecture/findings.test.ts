import assert from "node:assert/strict";
import { test } from "node:test";
import type { Report } from "../api";
import { endedText } from "./findings";

const ended = (shares: Report["shares"]) => {
  const { headline, detail } = endedText({ shares } as Report);
  return `${headline} ${detail}`.replaceAll("\u00a0", " ");
};

test("the most frequent expression is named with its band, and with it what cannot be told apart from it", () => {
  const neutral = { share: 0.36, low: 0.1, high: 0.6 };
  const happy = { share: 0.29, low: 0.09, high: 0.48 };
  const sad = { share: 0.05, low: 0.01, high: 0.09 };
  const first = "The most frequent visible expression was neutral, an estimated 36 % of the readable faces.";
  assert.equal(ended({ neutral, sad }), `${first} Over the whole lecture; 95 % band 10 to 60 %.`);
  assert.equal(
    ended({ happy, neutral, sad }),
    `${first} Over the whole lecture; 95 % band 10 to 60 %. Faces may have looked happy just as often: an estimated 29 % (9 to 48 %).`,
  );
});
