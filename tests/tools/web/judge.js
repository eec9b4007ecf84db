// judge.js FOLDER BASE [all]: every page of the service at BASE, judged: links and fragments alive, valid HTML (html-validate), and of each kind of page in
// each language, in Chromium: nothing that axe-core finds in light and dark, no page wider than a narrow or an enlarged screen, readable without scripts,
// small, without shifts while it loads, nothing from elsewhere, no cookie, nothing that its own policy refuses. With "all", axe, narrow screens and HTML of
// every page as it is found without choosing a year. FOLDER/node_modules has the judges. Prints TAP.
"use strict";
const { fetched, launch } = require("./browser");
const { crawl, idsOf, kindOf } = require("./crawl");
const tap = require("./tap");

const [folder, base, scope] = process.argv.slice(2);
const axe = fetched(folder, "axe-core").source;
const { HtmlValidate } = fetched(folder, "html-validate");

const PAGES_MAX = 5;               // of a kind and language that are judged; links are followed on all
const TRANSFERRED_MAX = 40 * 1024; // bytes of a page, and of what all pages share and a browser fetches once
const languages = ["fi", "sv", "en"];

// ---- Without a browser ----

function judgeLinks({ pages, outside, whole }) {
    const all = [...pages.values()];
    tap.test("all links are followed", whole ? [] : ["there are too many"]);
    tap.test(`${all.length} links lead somewhere`, all.filter(({ status }) => status !== 200 && status !== 304).map((page) => `${page.status} ${page.address} from ${page.from}`));
    tap.test("nothing is fetched or linked from elsewhere but by name", outside.filter((link) => !/^https:\/\/(www\.)?(finlex|saavutettavuusvaatimukset|tillganglighetskrav|webaccessibility)/.test(link)));
    const dead = [];
    for (const page of all)
        for (const { address, fragment } of page.references) {
            const target = pages.get(address);
            if (fragment !== "" && target?.html !== undefined && !target.ids.has(fragment)) dead.push(`#${fragment} of ${address} from ${page.address}`);
        }
    tap.test("every fragment is there", dead);
    tap.test("no cookie is set", all.filter(({ cookie }) => cookie).map(({ address }) => address));
}

function judgeHtml(pages) {
    const validate = new HtmlValidate({
        extends: ["html-validate:recommended"],
        // How the source is laid out is nobody's business but the templates'.
        rules: { "no-trailing-whitespace": "off", "void-style": "off", "attr-quotes": "off", "long-title": "off", "no-inline-style": "error", "element-permitted-content": "error", "valid-id": ["error", { relaxed: true }] },
    });
    const faults = [];
    for (const { address, html } of pages) {
        for (const result of validate.validateStringSync(html).results)
            for (const message of result.messages) faults.push(`${address}:${message.line}: ${message.ruleId}: ${message.message}`);
        const ids = idsOf(html);
        if (new Set(ids).size !== ids.length) faults.push(`${address}: an id stands twice`);
    }
    tap.test(`${pages.length} pages are valid HTML`, faults);
}

// ---- In Chromium ----

// What axe finds, of WCAG 2.1 A and AA and of good practice.
async function axeFaults(page) {
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`));
}

// Elements that stick out of the screen to the right, but for those that scroll in a region of their own; their captions do not.
const tooWide = () => {
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    const words = document.createRange();
    for (const caption of document.querySelectorAll("caption")) {
        words.selectNodeContents(caption);
        if (words.getBoundingClientRect().right > innerWidth + 1) return [`a caption is cut: ${caption.textContent}`];
    }
    if (wide <= 0) return [];
    const out = [...document.body.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > innerWidth + 1);
    return [`${wide} px too wide: ${out.slice(-1).map((one) => `${one.tagName}.${one.className}`)}`];
};

// A page with a watch on what it fetches and complains of. `use` is given it; what is wrong is returned with what `use` returns.
async function onPage(browser, address, options, use) {
    // The judge itself is a script that the page's policy would refuse: it is let in only where it is wanted.
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const faults = [];
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && faults.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
    page.on("request", (request) => new URL(request.url()).origin === new URL(base).origin || faults.push(`fetches ${request.url()}`));
    await page.goto(address, { waitUntil: "load" });
    const found = await use(page);
    await context.close();
    return [...faults, ...found];
}

// Bytes on their way: of the page itself, and of what it shares with all others.
async function transferred(page, address) {
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.setCacheDisabled", { cacheDisabled: true });
    const bytes = { own: 0, shared: 0 };
    const kinds = new Map();
    session.on("Network.responseReceived", ({ requestId, response }) => kinds.set(requestId, new URL(response.url).pathname.startsWith("/static/") ? "shared" : "own"));
    session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => (bytes[kinds.get(requestId)] += encodedDataLength));
    await page.goto(address, { waitUntil: "networkidle" });
    return bytes;
}

const shifts = () =>
    new Promise((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => (sum += entry.value))).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => resolve(sum), 150);
    });

// What may go wrong on any one page.
async function judgeAccess(browser, what, address) {
    for (const colorScheme of ["light", "dark"])
        tap.test(`${what}: axe finds nothing, ${colorScheme}`, await onPage(browser, address, { colorScheme, bypassCSP: true }, axeFaults));
    const narrow = { viewport: { width: 320, height: 640 } };
    tap.test(`${what}: fits 320 px`, await onPage(browser, address, narrow, (page) => page.evaluate(tooWide)));
}

async function judgePage(browser, what, address) {
    await judgeAccess(browser, what, address);
    const enlarged = { viewport: { width: 640, height: 512 }, deviceScaleFactor: 2 }; // 1280 by 1024 at 200 %
    tap.test(`${what}: fits at 200 %`, await onPage(browser, address, enlarged, (page) => page.evaluate(tooWide)));
    tap.test(
        `${what}: is small and does not shift`,
        await onPage(browser, address, {}, async (page) => {
            const { own, shared } = await transferred(page, address);
            const moved = await page.evaluate(shifts);
            const small = own > 0 && own <= TRANSFERRED_MAX && shared > 0 && shared <= TRANSFERRED_MAX / 4;
            return [...(small ? [] : [`${own} bytes, and ${shared} shared`]), ...(moved > 0 ? [`shifts by ${moved}`] : [])];
        }),
    );
    const words = async (page) => (await page.locator("main").innerText()).length;
    const bare = await onPage(browser, address, { javaScriptEnabled: false }, async (page) => [await words(page)]);
    const full = await onPage(browser, address, {}, async (page) => [await words(page)]);
    tap.test(`${what}: says as much without scripts`, bare[0] >= full[0] * 0.98 && bare.length === 1 ? [] : [`${bare} of ${full} letters`]);
}

async function main() {
    const site = await crawl(`${base}/`);
    for (const page of site.pages.values()) page.ids = new Set(page.html === undefined ? [] : idsOf(page.html));
    judgeLinks(site);
    const pages = [...site.pages.values()].filter(({ html }) => html !== undefined);
    const kinds = [...new Set(pages.map(({ address }) => kindOf(address)))].sort();
    // The longest of a kind: what breaks anywhere breaks there first.
    const longest = (kind, language, count) =>
        pages
            .filter((page) => kindOf(page.address) === kind && page.language === language)
            .sort((a, b) => b.html.length - a.html.length)
            .slice(0, count);
    const browser = await launch(folder);
    if (scope === "all") {
        const chosen = pages.filter(({ address }) => !address.includes("year=") && address.includes("lang="));
        judgeHtml(chosen);
        for (const { address } of chosen) await judgeAccess(browser, address.slice(base.length), address);
        await browser.close();
        tap.end();
        return;
    }
    judgeHtml(languages.flatMap((language) => kinds.flatMap((kind) => longest(kind, language, PAGES_MAX))));
    for (const language of languages)
        for (const kind of kinds) {
            const [page] = longest(kind, language, 1);
            if (page === undefined) tap.test(`${kind} in ${language}`, ["there is no such page"]);
            else await judgePage(browser, `${kind} in ${language}`, page.address);
        }
    await browser.close();
    tap.end();
}

main();
