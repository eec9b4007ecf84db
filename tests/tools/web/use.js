// use.js FOLDER BASE: the service at BASE used in Chromium as its readers use it: a board member finds an organisation and opens its report, a coordinator
// makes the address of an appendix, by mouse and by keyboard, with and without scripts, on a narrow screen, in the dark, on paper, in forced colours. A path
// ends at the first thing that is wrong. The plans are those of db/sample. FOLDER/node_modules has the browser's driver. Prints TAP.
"use strict";
const assert = require("assert/strict");
const { execFileSync } = require("child_process");
const { launch } = require("./browser");
const tap = require("./tap");

const [folder, base] = process.argv.slice(2);

const WAIT_MAX = 10000; // ms for a page or an element
const TABS_MAX = 80;    // presses of Tab until what is sought must have been met
const MEETING_MAX = 120; // letters: base/limits.h

const PLAN = "/plans/kymenlaakso-2020-2024";
const HAMINA = `${PLAN}/organisations/hamina`;
const narrow = { viewport: { width: 320, height: 640 } };

const readers = {
    fi: { language: "Suomi", plan: /lasten ja nuorten hyvinvointisuunnitelma/, word: "hamina", search: "Hae", organisation: "Haminan kaupunki", pdf: "Raportti PDF-tiedostona", file: "kymenlaakso-2020-2024_hamina_2022.pdf" },
    sv: { language: "Svenska", plan: /välfärdsplan för barn och unga/, word: "fredrikshamn", search: "Sök", organisation: "Fredrikshamns stad", pdf: "Rapporten som PDF", file: "kymenlaakso-2020-2024_hamina_2022_sv.pdf" },
};

let browser;

// A reader's own browser; `use` is given its page.
async function read(what, options, use) {
    const context = await browser.newContext(options);
    const faults = [];
    try {
        const page = await context.newPage();
        page.setDefaultTimeout(WAIT_MAX);
        page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
        await use(page);
    } catch (error) {
        faults.push(error.message);
    }
    await context.close();
    tap.test(what, faults);
}

// ---- PDFs ----

const textOf = (pdf) => execFileSync("pdftotext", ["-", "-"], { input: pdf, encoding: "utf8" }).replace(/\s+/g, " ");

// What `act` opens is a PDF: {address, name, language, text}. The browser's own viewer keeps the bytes for itself, so they are asked for once more.
async function openedPdf(page, act) {
    const isPdf = (response) => response.url().startsWith(base) && /\.pdf(\?|$)/.test(response.url());
    const [answer] = await Promise.all([page.waitForEvent("response", isPdf), act()]);
    assert.equal(answer.status(), 200);
    assert.equal(answer.headers()["content-type"], "application/pdf");
    const again = await page.context().request.get(answer.url());
    const bytes = await again.body();
    assert.equal(bytes.subarray(0, 5).toString(), "%PDF-");
    const { "content-disposition": disposition, "content-language": language } = again.headers();
    return { address: answer.url(), name: /filename="([^"]*)"/.exec(disposition)?.[1], language, text: textOf(bytes) };
}

// ---- A board member ----

async function chooseLanguage(page, lang) {
    await page.getByRole("link", { name: readers[lang].language, exact: true }).click();
    assert.equal(await page.locator("html").getAttribute("lang"), lang);
}

const search = async (page, { word, search }) => {
    await page.getByRole("searchbox").first().fill(word);
    await page.getByRole("search").getByRole("button", { name: search }).click();
};

// Stands on the organisation's page: its PDF.
async function openReport(page, lang) {
    const reader = readers[lang];
    assert.ok((await page.getByRole("heading", { level: 1 }).innerText()).startsWith(reader.organisation));
    assert.equal(await page.locator("html").getAttribute("lang"), lang);
    const pdf = await openedPdf(page, () => page.getByRole("link", { name: reader.pdf }).click());
    assert.equal(pdf.language, lang);
    assert.equal(pdf.name, reader.file);
    assert.ok(pdf.text.includes(reader.organisation), "the PDF names the organisation");
}

async function findBySearch(page, lang) {
    await page.goto(`${base}/`);
    await chooseLanguage(page, lang);
    await search(page, readers[lang]);
    await page.getByRole("main").getByRole("link", { name: readers[lang].organisation, exact: true }).click();
    await openReport(page, lang);
}

async function findByLinks(page, lang) {
    await page.goto(`${base}/`);
    await chooseLanguage(page, lang);
    await page.getByRole("main").getByRole("link", { name: readers[lang].plan }).click();
    await page.locator("#organisation-list").getByRole("heading").getByRole("link", { name: readers[lang].organisation, exact: true }).click();
    await openReport(page, lang);
}

async function boardMember() {
    const ways = [
        ["with scripts", {}],
        ["without scripts", { javaScriptEnabled: false }],
        ["320 px wide, in the dark", { ...narrow, colorScheme: "dark" }],
        ["at 200 %", { viewport: { width: 640, height: 512 }, deviceScaleFactor: 2 }],
    ];
    for (const [way, options] of ways)
        for (const lang of Object.keys(readers)) {
            await read(`a board member finds the organisation by search, ${lang}, ${way}`, options, (page) => findBySearch(page, lang));
            await read(`a board member finds the organisation by links, ${lang}, ${way}`, options, (page) => findByLinks(page, lang));
        }
    await read("a board member narrows the list of organisations", {}, async (page) => {
        await page.goto(base + PLAN);
        const cards = page.locator("#organisation-list > li:visible");
        const all = await cards.count();
        await page.locator("#filter").fill("HAMINA");
        assert.equal(await cards.count(), 1);
        await page.locator("#filter").fill("");
        assert.equal(await cards.count(), all);
    });
}

// All that the header has can be seen and pressed on a narrow screen.
async function header() {
    for (const colorScheme of ["light", "dark"])
        await read(`the header can be used at 320 px, ${colorScheme}`, { ...narrow, colorScheme }, async (page) => {
            await page.goto(base + HAMINA);
            const all = await page.locator("header a, header input:not([type=hidden]), header button").all();
            assert.equal(all.length, 6);
            for (const one of all) {
                const { x, width, height } = await one.boundingBox();
                assert.ok(x >= 0 && x + width <= 320 && width >= 24 && height >= 24, await one.evaluate((element) => element.outerHTML));
                await one.click({ trial: true }); // nothing lies over it
            }
        });
}

// Charts are drawn for the screen that they are on.
async function charts() {
    for (const width of [320, 390, 768, 1280])
        for (const address of [PLAN, HAMINA, `${PLAN}/goals/I`, `${PLAN}/indicators`, `${PLAN}/indicators/7`])
            await read(`charts fit a screen of ${width} px, ${address}`, { viewport: { width, height: 800 } }, async (page) => {
                await page.goto(base + address);
                const shown = await page.locator("svg.chart:visible").all();
                assert.ok(shown.length > 0);
                for (const chart of shown) {
                    const { x, width: wide } = await chart.boundingBox();
                    assert.ok(x >= 0 && x + wide <= width && wide >= Math.min(width, 560) * 0.7, `from ${x}, ${wide} px wide`);
                }
                for (const figure of await page.locator("figure").all()) {
                    const [own, visible] = await figure.evaluate((one) => [one.scrollWidth - one.clientWidth, one.querySelectorAll("svg").length]);
                    assert.ok(own <= 0 && visible > 0);
                    assert.equal(await figure.locator("svg.chart:visible").count(), 1);
                }
            });
}

// ---- A coordinator ----

const MEETING = "Kaupunginvaltuusto 12.12.2022 § 45";

async function fillForm(page) {
    await page.goto(base + HAMINA);
    await page.getByRole("link", { name: "Liitä esityslistaan" }).click();
    assert.equal(await page.getByLabel("Raportti").inputValue(), "appendices/hamina");
    await page.getByLabel("Raportti").selectOption("appendices/kotka");
    await page.getByLabel("Kokous").fill(MEETING);
    await page.getByLabel("Liite", { exact: true }).fill("Liite 3");
    await page.getByLabel("Vuosi").selectOption("2021");
    await page.getByLabel("Raportin kieli").selectOption("sv");
    await page.getByRole("button", { name: "Tee osoite" }).click();
    assert.equal(await page.getByLabel("Kokous").inputValue(), MEETING);
}

// The appendix that the form was filled for; `shown` is the file name that the page told.
function judgeAppendix(pdf, shown) {
    assert.equal(pdf.name, shown);
    assert.equal(pdf.name, "kymenlaakso-2020-2024_bilaga-kotka_2021_sv.pdf");
    assert.equal(pdf.language, "sv");
    for (const text of [MEETING, "Liite 3", "Kotka stad", "2021"]) assert.ok(pdf.text.includes(text), `the PDF says ${text}`);
}

const shownName = (page) => page.locator(".made strong").innerText();

async function coordinator() {
    const permissions = ["clipboard-read", "clipboard-write"];
    await read("a coordinator makes an appendix and copies its address", { permissions }, async (page) => {
        await fillForm(page);
        const shown = await shownName(page);
        await page.getByRole("button", { name: "Kopioi" }).click();
        await page.getByText("Osoite on kopioitu.").waitFor();
        const address = await page.evaluate(() => navigator.clipboard.readText());
        assert.equal(address, await page.getByLabel("PDF-tiedoston osoite").inputValue());
        assert.ok(address.startsWith(`${base}/`), address);
        judgeAppendix(await openedPdf(page, () => page.goto(address)), shown);
    });
    await read("where nothing may be copied the address is selected, and that is said", {}, async (page) => {
        await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
        await fillForm(page);
        await page.getByRole("button", { name: "Kopioi" }).click();
        assert.notEqual(await page.getByRole("status").innerText(), "");
        const [from, to, length] = await page.locator("#address").evaluate((field) => [field.selectionStart, field.selectionEnd, field.value.length]);
        assert.deepEqual([from, to], [0, length]);
    });
    await read("a coordinator makes an appendix without scripts", { javaScriptEnabled: false }, async (page) => {
        await fillForm(page);
        const shown = await shownName(page);
        assert.equal(await page.getByRole("button", { name: "Kopioi" }).isVisible(), false);
        assert.ok(await page.getByText("Valitse osoite ja kopioi se.").isVisible());
        const address = await page.getByLabel("PDF-tiedoston osoite").inputValue();
        assert.equal(address, base + (await page.getByRole("link", { name: "Avaa PDF" }).getAttribute("href")));
        judgeAppendix(await openedPdf(page, () => page.getByRole("link", { name: "Avaa PDF" }).click()), shown);
    });
    await read("a meeting that is too long is told beside its field", {}, async (page) => {
        await page.goto(`${base}${PLAN}/attach?lang=fi`);
        await page.getByLabel("Kokous").fill("a".repeat(MEETING_MAX + 1));
        await Promise.all([page.waitForEvent("response", (response) => response.status() === 400), page.getByRole("button", { name: "Tee osoite" }).click()]);
        await page.waitForURL(/meeting=a/);
        assert.match(await page.title(), /^Korjaa lomake: /);
        const field = page.getByLabel("Kokous");
        assert.equal(await field.getAttribute("aria-invalid"), "true");
        assert.ok((await field.getAttribute("aria-describedby")).split(" ").includes("meeting-wrong"));
        const [told, box] = await Promise.all([page.locator("#meeting-wrong").boundingBox(), field.boundingBox()]);
        assert.ok(told.y + told.height <= box.y && box.y - told.y - told.height < 24, "it is told right above the field");
        await page.getByRole("alert").getByRole("link").focus();
        await page.keyboard.press("Enter");
        assert.equal(await page.evaluate(() => document.activeElement.id), "meeting");
        await page.keyboard.press("End");
        await page.keyboard.press("Backspace");
        await page.keyboard.press("Enter");
        await page.getByRole("heading", { name: "Osoite on valmis" }).waitFor();
    });
}

// ---- By keyboard ----

// What has the focus, and how it shows.
const focused = () => {
    const element = document.activeElement;
    const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(element);
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const outlined = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && !/^rgba.*, 0\)$/.test(outlineColor);
    return {
        html: element.outerHTML.slice(0, 120),
        shows: element !== document.body && (outlined || boxShadow !== "none") && right > 0 && left < innerWidth && bottom > 0 && top < innerHeight,
    };
};

// Presses Tab until `locator` has the focus; at every step the focus shows.
async function tabTo(page, locator) {
    for (let i = 0; i < TABS_MAX; i++) {
        await page.keyboard.press("Tab");
        const { html, shows } = await page.evaluate(focused);
        assert.ok(shows, `the focus shows at ${html}`);
        if (await locator.evaluate((element) => element === document.activeElement)) return;
    }
    assert.fail(`${locator} is not met by Tab`);
}

// How far the focused region is scrolled, once it is.
const scrolled = () =>
    new Promise((resolve) => {
        const region = document.activeElement;
        const look = (frames) => (region.scrollLeft > 0 || frames === 0 ? resolve(region.scrollLeft) : requestAnimationFrame(() => look(frames - 1)));
        look(60);
    });

async function keyboard() {
    await read("the first Tab skips to the content", {}, async (page) => {
        await page.goto(base + HAMINA);
        await page.keyboard.press("Tab");
        assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
        assert.ok((await page.evaluate(focused)).shows, "the link shows");
        await page.keyboard.press("Enter");
        await tabTo(page, page.getByRole("main").getByRole("link").first());
    });
    for (const options of [{}, { ...narrow, colorScheme: "dark" }])
        await read(`the report is found and opened by keyboard alone${options.viewport ? ", 320 px wide, in the dark" : ""}`, options, async (page) => {
            const { word, organisation, pdf } = readers.fi;
            await page.goto(`${base}/`);
            await tabTo(page, page.getByRole("searchbox"));
            await page.keyboard.type(word);
            await page.keyboard.press("Enter");
            await page.waitForURL(/search/);
            await tabTo(page, page.getByRole("main").getByRole("link", { name: organisation, exact: true }));
            await page.keyboard.press("Enter");
            await page.waitForURL(/organisations/);
            await tabTo(page, page.getByRole("link", { name: pdf }));
            await openedPdf(page, () => page.keyboard.press("Enter"));
        });
    for (const address of [PLAN, HAMINA, `${PLAN}/goals/I`, `${PLAN}/indicators`])
        await read(`what is wider than the screen scrolls by arrow keys, ${address}`, narrow, async (page) => {
            await page.goto(base + address);
            const wide = [];
            for (const region of await page.locator(".wide, .scroll").all())
                if (await region.evaluate((one) => one.scrollWidth > one.clientWidth)) wide.push(region);
            assert.ok(wide.length > 0);
            for (const region of wide) {
                await region.focus();
                assert.ok((await page.evaluate(focused)).shows);
                await page.keyboard.press("ArrowRight");
                assert.ok((await page.evaluate(scrolled)) > 0, await region.evaluate((one) => one.outerHTML.slice(0, 120)));
            }
        });
}

// ---- On paper ----

async function paper() {
    for (const address of [PLAN, HAMINA, `${PLAN}/indicators`, `${PLAN}/attach`])
        await read(`on paper there is the text and nothing to press, ${address}`, {}, async (page) => {
            await page.goto(base + address);
            const heads = await page.locator("main :is(h1, h2, h3):visible:not(.unseen)").allInnerTexts();
            await page.emulateMedia({ media: "print" });
            for (const one of await page.locator("nav:not(.contents), form, button, input, select").all()) assert.equal(await one.isVisible(), false, await one.evaluate((element) => element.outerHTML.slice(0, 120)));
            assert.deepEqual(await page.locator("main :is(h1, h2, h3):visible:not(.unseen)").allInnerTexts(), heads);
            const pdf = await page.pdf({ format: "A4" });
            const text = textOf(pdf);
            for (const head of heads) assert.ok(text.includes(head.replace(/\s+/g, " ").split(" ")[0]), `paper has ${head}`);
            assert.ok(!text.includes(readers.fi.language), "no choice of languages");
        });
}

// ---- Languages and years ----

// Of the address where the reader stands, in a fixed order.
const query = (page) => Object.fromEntries([...new URL(page.url()).searchParams].sort());

async function languagesAndYears() {
    for (const address of [PLAN, HAMINA, `${PLAN}/goals/I`, `${PLAN}/indicators`])
        await read(`language and year are kept, ${address}`, {}, async (page) => {
            await page.goto(`${base}${address}?year=2021`);
            await chooseLanguage(page, "sv");
            assert.deepEqual([new URL(page.url()).pathname, query(page)], [address, { lang: "sv", year: "2021" }]);
            await page.getByRole("navigation", { name: "År" }).getByRole("link", { name: "2020" }).click();
            assert.deepEqual([new URL(page.url()).pathname, query(page)], [address, { lang: "sv", year: "2020" }]);
            assert.equal(await page.locator("html").getAttribute("lang"), "sv");
            assert.equal(await page.locator(".years [aria-current]").innerText(), "2020");
            // Also on the way on.
            const on = await page.locator("main a[type='application/pdf']").first().getAttribute("href");
            assert.match(on, /year=2020/);
            assert.match(on, /lang=sv/);
        });
    await read("what was sought and written is kept in another language", {}, async (page) => {
        await page.goto(`${base}/search?q=hyvinvointi&lang=fi`);
        await chooseLanguage(page, "sv");
        assert.equal(await page.getByRole("searchbox").inputValue(), "hyvinvointi");
        await page.goto(`${base}${PLAN}/attach?meeting=Valtuusto&year=2021&lang=fi`);
        await chooseLanguage(page, "sv");
        assert.equal(await page.locator("#meeting").inputValue(), "Valtuusto");
        assert.equal(await page.locator("#year").inputValue(), "2021");
    });
}

// ---- A reader's own settings ----

const moving = () =>
    [...document.querySelectorAll("*")]
        .filter((element) => {
            const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element);
            return animationName !== "none" || /[1-9]/.test(transitionDuration) || scrollBehavior === "smooth";
        })
        .map((element) => element.outerHTML.slice(0, 80));

// Marks without a word: neither told to listeners nor written beside.
const wordless = () =>
    [...document.querySelectorAll("main .mark")]
        .filter((mark) => (mark.getAttribute("aria-label") ?? mark.parentElement.textContent).trim() === "")
        .map((mark) => mark.parentElement.outerHTML.slice(0, 200));

async function settings() {
    for (const address of ["/", PLAN, HAMINA, `${PLAN}/indicators`])
        await read(`nothing moves for who has asked for that, ${address}`, { reducedMotion: "reduce" }, async (page) => {
            await page.goto(base + address);
            assert.deepEqual(await page.evaluate(moving), []);
            assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
        });
    for (const address of [PLAN, HAMINA, `${PLAN}/indicators`])
        for (const colorScheme of ["light", "dark"])
            await read(`in the reader's own colours marks have words and the year shows, ${address}, ${colorScheme}`, { forcedColors: "active", colorScheme }, async (page) => {
                await page.goto(base + address);
                assert.ok(await page.evaluate(() => matchMedia("(forced-colors: active)").matches));
                assert.ok((await page.locator("main .mark").count()) > 0);
                assert.deepEqual(await page.evaluate(wordless), []);
                const [current, other] = await page.evaluate(() =>
                    [".years [aria-current]", ".years a:not([aria-current])"].map((which) => {
                        const { backgroundColor, color, borderColor } = getComputedStyle(document.querySelector(which));
                        return [backgroundColor, color, borderColor].join(" ");
                    }),
                );
                assert.notEqual(current, other);
                assert.ok(await page.locator("header .search input").evaluate((field) => getComputedStyle(field).borderTopColor !== getComputedStyle(field).backgroundColor));
            });
}

async function main() {
    browser = await launch(folder);
    for (const path of [boardMember, header, charts, coordinator, keyboard, paper, languagesAndYears, settings]) await path();
    await browser.close();
    tap.end();
}

main();
