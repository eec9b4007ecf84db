// Follows every link of the service from its first page on, without a browser.
"use strict";

const ADDRESSES_MAX = 4000;
const AT_ONCE = 8;

// "&amp;" and its like in an attribute.
const unescape = (text) =>
    text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => ({ amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" })[name]);

// What the page refers to: [{address, fragment}]. Forms are asked as they stand, without anything filled in.
function references(html, at) {
    const found = [];
    for (const [, , value] of html.matchAll(/\s(href|src|action)="([^"]*)"/g)) {
        const address = new URL(unescape(value), at);
        if (address.protocol === "mailto:" || address.protocol === "tel:") continue;
        const fragment = decodeURIComponent(address.hash.slice(1));
        address.hash = "";
        found.push({ address: address.href, fragment });
    }
    return found;
}

async function visit(address) {
    // Of a PDF it is enough that it is there: 304, and it is not made.
    const headers = new URL(address).pathname.endsWith(".pdf") ? { "If-None-Match": "*" } : {};
    const answer = await fetch(address, { redirect: "manual", headers });
    const type = (answer.headers.get("content-type") ?? "").split(";")[0];
    const body = type === "text/html" ? await answer.text() : void (await answer.arrayBuffer());
    return { address, status: answer.status, type, language: answer.headers.get("content-language"), html: body, cookie: answer.headers.get("set-cookie") };
}

// All addresses of the site that can be reached from `start`: Map from address to {address, status, type, html, from, references}.
async function crawl(start) {
    const site = new URL(start).origin;
    const pages = new Map();
    const outside = new Set();
    let waiting = [{ address: start, from: "" }];
    const known = new Set([start]);
    while (waiting.length > 0 && pages.size < ADDRESSES_MAX) {
        const now = waiting.splice(0, AT_ONCE);
        for (const [i, page] of (await Promise.all(now.map(({ address }) => visit(address)))).entries()) {
            page.from = now[i].from;
            page.references = page.html === undefined ? [] : references(page.html, page.address);
            pages.set(page.address, page);
            for (const { address } of page.references) {
                if (new URL(address).origin !== site) outside.add(`${address} from ${page.address}`);
                else if (!known.has(address)) {
                    known.add(address);
                    waiting.push({ address, from: page.address });
                }
            }
        }
    }
    return { pages, outside: [...outside], whole: waiting.length === 0 };
}

const idsOf = (html) => [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => unescape(id));

// A page's kind: its path with a star for each id.
const kindOf = (address) =>
    new URL(address).pathname.replace(/^\/plans\/[^/]+/, "/plans/*").replace(/\/(organisations|goals|indicators)\/[^/.]+/, "/$1/*");

module.exports = { crawl, idsOf, kindOf };
