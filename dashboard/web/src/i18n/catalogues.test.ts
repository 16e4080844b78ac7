import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { IntlMessageFormat } from "intl-messageformat";
import { BUNDLED } from "../why";
import { CATALOGUES, isLanguage } from "./catalogues";
import { localeOf } from "./index";

const SOURCE = join(process.cwd(), "src");
const read = (path: string) => readFileSync(join(SOURCE, path), "utf8");
const catalogue = (language: string) => JSON.parse(read(`i18n/${language}.json`)) as Record<string, string>;

const english = catalogue("en");
const languages = Object.keys(JSON.parse(read("i18n/languages.json")) as object);

type Node = { type: number; value?: string; options?: Record<string, { value: Node[] }> };

/** The placeholders of a message, with those within its choices; 0 is plain text and 7 the number of a plural. */
function placeholders(nodes: Node[]): Set<string> {
  const found = new Set<string>();
  for (const { type, value, options } of nodes) {
    if (type !== 0 && type !== 7) found.add(value!);
    for (const option of Object.values(options ?? {})) for (const inner of placeholders(option.value)) found.add(inner);
  }
  return found;
}

const placeholdersOf = (message: string, language: string) =>
  [...placeholders(new IntlMessageFormat(message, language, undefined, { ignoreTag: true }).getAst() as Node[])].sort();

/** The elements that a page puts into a message, such as "a". */
const elements = (message: string) => [...message.matchAll(/<([a-z-]+)>/g)].map(([, name]) => name).sort();

test("every language of the switch has a catalogue, and every catalogue is in the switch", () => {
  assert.deepEqual(Object.keys(CATALOGUES), languages);
  const files = readdirSync(join(SOURCE, "i18n")).filter((name) => /^[a-z]{2}\.json$/.test(name));
  assert.deepEqual(files.map((name) => name.slice(0, 2)).sort(), [...languages].sort());
  assert.ok(isLanguage("en") && !isLanguage("toString") && !isLanguage("xx"));
});

for (const language of languages) {
  test(`the catalogue ${language} has the keys of the English one, no other, and none is empty`, () => {
    const messages = catalogue(language);
    assert.deepEqual(Object.keys(english).filter((key) => !(key in messages)), [], "missing");
    assert.deepEqual(Object.keys(messages).filter((key) => !(key in english)), [], "superfluous");
    assert.deepEqual(Object.keys(messages).filter((key) => !messages[key]!.trim()), [], "empty");
  });

  test(`the messages of ${language} have the placeholders and elements of the English ones`, () => {
    for (const [key, message] of Object.entries(catalogue(language))) {
      assert.deepEqual(placeholdersOf(message, language), placeholdersOf(english[key] ?? "", "en"), `${language}: ${key}`);
      assert.deepEqual(elements(message), elements(english[key] ?? ""), `${language}: ${key}`);
    }
  });
}

test("messages are in plain words, but for what a teacher deletes and signs in with", () => {
  for (const language of languages) {
    const dense = Object.entries(catalogue(language)).filter(([key, message]) => !/^(delete|sign-in|api)/.test(key) && /kafka|topic|frame|socket|avro|json|metadata/i.test(message));
    assert.deepEqual(dense, [], language);
  }
});

test("every message is said somewhere", () => {
  const sources = readdirSync(SOURCE, { recursive: true })
    .map(String)
    .filter((name) => /\.(ts|html)$/.test(name) && !name.endsWith(".test.ts"))
    .map(read)
    .join("\n");
  const built = [...sources.matchAll(/`([a-z.-]+\.)\$\{/g)].map(([, prefix]) => prefix!); // such as `expression.${emotion}`
  const isSaid = (key: string) => sources.includes(`"${key}"`) || built.some((prefix) => key.startsWith(prefix));
  assert.deepEqual(Object.keys(english).filter((key) => !isSaid(key)), []);
});

test("the bundled reasons are those of the recommender's catalogue", () => {
  const titles = JSON.parse(readFileSync(join(SOURCE, "../../../recommender-stream/src/main/resources/catalogue.json"), "utf8")) as Record<string, { why: string }>;
  for (const [expression, reason] of Object.entries(BUNDLED)) {
    assert.equal(titles[expression]?.why, reason);
    assert.equal(english[`why.${expression}`], reason);
  }
});

test("numbers and dates follow the reader's own variant of the page's language", () => {
  assert.equal(localeOf("de", ["en-US", "de-AT", "de"]), "de-AT");
  assert.equal(localeOf("de", ["en-US"]), "de");
  assert.equal(localeOf("en", ["en"]), "en-GB");
});

test("why there is no mood is said without a number of faces that another server may not need, and of gaps without pictures, too", () => {
  assert.match(english["timeline.gap"]!, /or pictures came too late or not at all/);
  for (const language of languages) {
    const messages = catalogue(language);
    assert.doesNotMatch(messages["timeline.gap"]!, /five|fünf|cinco|cinq|पाँच|خمسة/, language);
  }
});
