// Builds the pages into ../target/classes/web: a folder of html for each language, scripts and styles under assets/.
// `--watch` builds again on every change, `--into=FOLDER` builds into another folder;
// `--tests` bundles the *.test.ts for node's test runner instead.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { translated } from "./translate.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const source = join(here, "src");
const into = process.argv.find((argument) => argument.startsWith("--into="))?.slice("--into=".length);
const target = into ?? join(here, "../target/classes/web");
const assets = join(target, "assets");
const testTarget = join(here, "../target/web-tests");

const filesIn = (folder, ending) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));

const common = { bundle: true, format: "esm", target: "es2022", logLevel: "warning", charset: "utf8" };

async function buildPages() {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(assets, { recursive: true });
  const { metafile } = await build({
    ...common,
    metafile: true,
    entryPoints: filesIn(join(source, "pages"), ".ts"),
    outdir: assets,
    splitting: true,
    minify: true,
    chunkNames: "part-[hash]",
  });
  await build({ ...common, entryPoints: filesIn(join(source, "styles"), ".css"), outdir: assets, minify: true });
  cpSync(join(source, "assets"), assets, { recursive: true });
  for (const language of Object.keys(json("i18n/languages.json"))) {
    mkdirSync(join(target, language));
    for (const page of filesIn(join(source, "html"), ".html")) {
      writeFileSync(join(target, language, basename(page)), translated(html(page), language, catalogueFile(metafile, language)));
    }
  }
}

/** The name of the script that a language's catalogue has become. */
function catalogueFile({ outputs }, language) {
  const [file] = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint?.endsWith(`/i18n/${language}.json`));
  return basename(file);
}

/** Puts the partials in: `<!-- head -->`, `<!-- header /join -->` (the address whose entry is the current one), `<!-- footer -->`. */
function html(page) {
  return readFileSync(page, "utf8").replace(/<!-- (head|header|footer)(?: (\/\S*))? -->/g, (_, name, current) => {
    const partial = readFileSync(join(source, "html/partials", `${name}.html`), "utf8").trim();
    return current ? partial.replace(`<a href="${current}">`, `<a href="${current}" aria-current="page">`) : partial;
  });
}

const json = (name) => JSON.parse(readFileSync(join(source, name), "utf8"));

async function buildTests() {
  rmSync(testTarget, { recursive: true, force: true });
  const tests = readdirSync(source, { recursive: true })
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => join(source, name));
  await build({
    ...common,
    entryPoints: tests,
    outdir: testTarget,
    entryNames: "[name]",
    outExtension: { ".js": ".mjs" },
    platform: "node",
    sourcemap: "inline",
  });
}

if (process.argv.includes("--tests")) {
  await buildTests();
} else {
  await buildPages();
}
if (process.argv.includes("--watch")) {
  let waiting;
  watch(source, { recursive: true }, () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => buildPages().catch((error) => console.error(error.message)), 100);
  });
}
