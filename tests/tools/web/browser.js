// The browser of the judges and of the readers.
"use strict";
const path = require("path");

// What FOLDER/node_modules has.
const fetched = (folder, name) => require(path.resolve(folder, "node_modules", name));

const launch = (folder) =>
    fetched(folder, "playwright-core").chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });

module.exports = { fetched, launch };
