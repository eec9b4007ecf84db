// read.js FOLDER FILE: what PDF.js, in FOLDER/node_modules, makes of a file: page by page each element of its structure with the text that it holds itself, as
// "ROLE<tab>TEXT" in the tree's order, and as "outside<tab>TEXT" what is in no element. See readers.py.
"use strict";
const path = require("path");
console.warn = console.log = () => {}; // it misses a canvas, which is not needed for this
const pdfjs = require(path.resolve(process.argv[2], "node_modules/pdfjs-dist/legacy/build/pdf.js"));
const tell = (kind, text) => process.stdout.write(`${kind}\t${text.replace(/\s+/g, " ")}\n`);

// The texts of a page by the marked-content sequence that they are in.
async function readTexts(page) {
    const texts = new Map();
    const open = [];
    for (const item of (await page.getTextContent({ includeMarkedContent: true })).items) {
        if (item.type === "endMarkedContent") {
            open.pop();
        } else if (item.type !== undefined) {
            open.push(item.type === "beginMarkedContentProps" ? item.id : null);
        } else {
            const id = open.filter(Boolean).pop() ?? "outside";
            texts.set(id, (texts.get(id) ?? "") + item.str + (item.hasEOL ? " " : ""));
        }
    }
    return texts;
}

async function readPage(page) {
    const texts = await readTexts(page);
    const tree = await page.getStructTree();
    const walk = (node) => {
        const own = node.children.filter((kid) => kid.type === "content");
        tell(node.role, own.map((kid) => texts.get(kid.id) ?? "").join(""));
        node.children.filter((kid) => kid.role).forEach(walk);
    };
    (tree?.children ?? []).forEach(walk);
    tell("outside", texts.get("outside") ?? "");
}

async function main() {
    const pdf = await pdfjs.getDocument({ url: process.argv[3], verbosity: 0 }).promise;
    for (let number = 1; number <= pdf.numPages; number++) {
        await readPage(await pdf.getPage(number));
    }
}

main().catch((error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
});
