// What `faultline analyze --format sarif` prints, checked by the published schema of SARIF 2.1.0
// (as Microsoft's package for tests has it), for every lesson.
"use strict";

const assert = require("assert");
const { execFileSync } = require("child_process");
const fs = require("fs");
const path = require("path");
const Ajv = require("ajv");

const root = path.join(__dirname, "..", "..");
const faultline = process.env.FAULTLINE;

const folder = path.dirname(require.resolve("@microsoft/jest-sarif"));
const { $schema, id, ...schema } =
  JSON.parse(fs.readFileSync(path.join(folder, "schemas", "sarif-2.1.0-rtm.5.json"), "utf8"));
assert.match($schema, /draft-04/);  // of which it has nothing that later drafts have otherwise
/// Its patterns are not those of Unicode, and its formats are not checked.
const options = { strict: false, validateFormats: false, unicodeRegExp: false, allErrors: true };
const accepts = new Ajv(options).compile(schema);

const sarif = (scenario) => JSON.parse(execFileSync(
  faultline, ["analyze", scenario, "--format", "sarif"],
  { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));

const lessons = fs.readdirSync(path.join(root, "scenarios")).filter((name) => /^\d\d-/.test(name));
assert(lessons.length > 10);
let results = 0;
for (const lesson of lessons) {
  const log = sarif(path.join("scenarios", lesson));
  assert(accepts(log), `${lesson}: ${JSON.stringify(accepts.errors, null, 1)}`);
  const [run] = log.runs;
  const rules = new Set(run.tool.driver.rules.map((rule) => rule.id));
  for (const result of run.results) {
    assert(rules.has(result.ruleId), `${lesson}: no rule ${result.ruleId}`);
    ++results;
  }
}
assert(results > 20, "there are results to check");

// It is the schema that accepts them, and not anything.
const broken = {
  "a level that there is not": (log) => { log.runs[0].results[0].level = "fatal"; },
  "a result without a message": (log) => { delete log.runs[0].results[0].message; },
  "a line before the first": (log) => {
    log.runs[0].results[0].locations[0].physicalLocation.region.startLine = 0;
  },
  "a tool without a driver": (log) => { delete log.runs[0].tool.driver; },
};
for (const [what, spoil] of Object.entries(broken)) {
  const log = sarif(path.join("scenarios", "15-shared-database.json"));
  spoil(log);
  assert(!accepts(log), `${what} is accepted`);
}
