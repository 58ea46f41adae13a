// Opens addresses in Chromium and tells what is wrong with them, as JSON.
// usage: node check.mjs CHROMIUM FOLDER WIDTH ADDRESS… (FOLDER: where screenshots go, "" for none)
// With AXE=0 accessibility is not looked at, which takes most of the time.
import { createRequire } from "node:module";
import { join } from "node:path";
import puppeteer from "puppeteer-core";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const [chromium, folder, width, ...addresses] = process.argv.slice(2);
const TABS = 6; // at a time: each waits half a second for silence on the network
const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox", "--disable-gpu"] });
const told = new Array(addresses.length);
let next = 0;

async function look(number) {
  const address = addresses[number];
  const page = await browser.newPage();
  const seen = { address, console: [], foreign: [], scripts: 0, scrolls: 0, serious: [], mirrored: 0 };
  const origin = new URL(address).origin;
  page.on("console", (message) => { if (message.type() === "error") seen.console.push(message.text()); });
  page.on("pageerror", (error) => seen.console.push(String(error)));
  page.on("dialog", async (dialog) => { seen.scripts += 1; await dialog.dismiss(); });
  page.on("request", (request) => {
    const { protocol, origin: from } = new URL(request.url());
    if (protocol !== "data:" && from !== origin) seen.foreign.push(request.url()); // data: Chromium's own signs
  });
  await page.setViewport({ width: Number(width), height: 900 });
  await page.goto(address, { waitUntil: "networkidle0" });
  seen.scrolls = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  seen.mirrored = await page.evaluate(() => (document.body.textContent.match(/[\u202a-\u202e\u2066-\u2069]/g) || []).length);
  if (folder) await page.screenshot({ path: join(folder, `${width}-${number}.png`), fullPage: true });
  await page.close();
  if (process.env.AXE !== "0") await serious(address, seen);
  return seen;
}

async function serious(address, seen) {
  const page = await browser.newPage(); // the policy of our pages lets no script in, not even this one
  await page.setBypassCSP(true);
  await page.setViewport({ width: Number(width), height: 900 });
  await page.goto(address, { waitUntil: "networkidle0" });
  await page.addScriptTag({ path: axe });
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  for (const each of found.violations) {
    if (each.impact === "serious" || each.impact === "critical") {
      seen.serious.push(`${each.id}: ${each.nodes.map((node) => node.html).slice(0, 3).join(" | ")}`);
    }
  }
  await page.close();
}

async function lookOn() {
  while (next < addresses.length) {
    const number = next++;
    told[number] = await look(number);
  }
}

await Promise.all(Array.from({ length: TABS }, lookOn));
await browser.close();
process.stdout.write(JSON.stringify(told));
