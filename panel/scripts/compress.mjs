// Puts a .gz and a .br beside every text file of the build, which the server sends as they are,
// tells it what each page is made of, and holds the first page to its budget: what a browser loads
// before the editor must stay below 350 kB.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const BUDGET = 350_000;
const TEXT = /\.(js|css|html|svg|json)$/;

function* files(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* files(path);
    else yield path;
  }
}

const sizes = new Map();
for (const path of files("dist")) {
  if (!TEXT.test(path)) continue;
  const content = readFileSync(path);
  const packed = gzipSync(content, { level: 9 });
  sizes.set(path.replace(/^dist\//, ""), packed.length);
  writeFileSync(`${path}.gz`, packed);
  writeFileSync(`${path}.br`, brotliCompressSync(content));
}

const manifest = JSON.parse(readFileSync("dist/.vite/manifest.json", "utf8"));

function closure(entry, seen = new Set()) {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  for (const next of manifest[entry].imports ?? []) closure(next, seen);
  return seen;
}

/** What is loaded to show a page: the entry, the page's own chunk, and what both import. */
function loaded(...entries) {
  return new Set(entries.flatMap((entry) => [...closure(entry)]));
}

function weight(chunks) {
  let total = 0;
  for (const key of chunks) total += sizes.get(manifest[key].file) ?? 0;
  return total;
}

const SHELL = "src/app/Shell.tsx";
const START = ["index.html", SHELL];

/**
 * By the first part of an address: the files beyond the page itself that who is signed in needs
 * there; under "?" what a stranger needs. The server names them in the page, so that a browser asks for all of them at once.
 */
function needed() {
  const own = closure("index.html");
  const files = (...entries) => {
    const chunks = [...loaded(...entries)].filter((key) => !own.has(key));
    const styles = chunks.flatMap((key) => manifest[key].css ?? []);
    return [...chunks.map((key) => manifest[key].file), ...styles];
  };
  const source = readFileSync("src/app/pages.ts", "utf8");
  const pages = source.matchAll(/path: "\/([^"]+)"[^}]+import\("\.\.\/(pages\/[^"]+)"\)/g);
  const found = { "": files(SHELL), "?": files("src/pages/signin/SignInPage.tsx") };
  for (const [, path, page] of pages) found[path] = files(SHELL, `src/${page}.tsx`);
  return found;
}

writeFileSync("dist/needed.json", JSON.stringify(needed()));

const pages = Object.keys(manifest).filter((key) => /^src\/pages\/.*Page\.tsx$/.test(key));
/** Pages that edit the document bring what reads and writes it; the editor its drawing as well. */
const EDITING = /\/(parts|hours|settings|editor)\//;
let failed = false;
for (const page of pages) {
  const total = weight(loaded(...START, page));
  const tooMuch = total > BUDGET && !EDITING.test(page);
  failed ||= tooMuch;
  const mark = tooMuch ? "  <-- more than the budget" : "";
  console.log(`${String(Math.round(total / 1000)).padStart(5)} kB  ${page}${mark}`);
}
if (failed) {
  console.error(`A page loads more than ${BUDGET / 1000} kB of compressed JavaScript.`);
  process.exit(1);
}
