// pictures.js FOLDER BASE OUT: the pages of the service at BASE that the gallery shows, as OUT/web-NAME-LANG.png. FOLDER/node_modules has the browser's driver.
"use strict";
const path = require("path");
const { launch } = require("./browser");

const [folder, base, out] = process.argv.slice(2);
const PLAN = "/plans/kymenlaakso-2020-2024";

// `follow`: the link on the page that is followed first.
const pictures = [
    { name: "plan", address: PLAN, options: { viewport: { width: 1200, height: 1200 } } },
    { name: "organisation", address: `${PLAN}/organisations/hamina`, follow: ".contents a", options: { viewport: { width: 1200, height: 1200 }, colorScheme: "dark" } },
];

async function main() {
    const browser = await launch(folder);
    for (const { name, address, follow, options } of pictures)
        for (const lang of ["fi", "sv", "en"]) {
            const page = await browser.newPage(options);
            await page.goto(`${base}${address}?lang=${lang}`);
            if (follow !== undefined) await page.locator(follow).first().click();
            await page.screenshot({ path: path.join(out, `web-${name}-${lang}.png`) });
            await page.close();
        }
    await browser.close();
}

main();
