// The published schema, in the hands of an independent validator: it takes every scenario of the
// project and refuses what the reader refuses.
"use strict";

const assert = require("assert");
const fs = require("fs");
const path = require("path");
const Ajv = require("ajv");

const root = path.join(__dirname, "..", "..");
const text = (...parts) => fs.readFileSync(path.join(root, ...parts), "utf8");

/// JSON with comments: texts are matched first, so that what looks like a comment in one stays.
const read = (json) =>
  JSON.parse(json.replace(/"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[^]*?\*\//g, (piece) =>
    piece.startsWith("/") ? "" : piece));

const files = (folder) =>
  fs.readdirSync(path.join(root, folder))
    .filter((name) => name.endsWith(".json") && !name.endsWith(".schema.json"))
    .map((name) => [folder, name]);

const schema = JSON.parse(text("scenarios", "scenario.schema.json"));
/// "required" stands in conditions too, away from the "properties" that it speaks of.
const options = { strict: true, strictRequired: false, allErrors: true };
const accepts = new Ajv(options).compile(schema);
const why = () => JSON.stringify(accepts.errors, null, 1);

const folders = ["gallery", "chaos", "kinds"].map((name) => `scenarios/${name}`);
const scenarios = ["scenarios", ...folders, "bench/scenarios"].flatMap(files);
assert(scenarios.length >= 2, "there are scenarios to check");
for (const parts of scenarios)
  assert(accepts(read(text(...parts))), `${parts.join("/")} is refused: ${why()}`);

/// One scenario that has most of what there is, and ways to break it.
const whole = () => read(text("scenarios", "01-order-checkout.json"));
const place = (scenario) => scenario.designs.rest["order.place"];

const broken = {
  "an unknown key": (s) => { s.serviecs = {}; },
  "an unknown key of a service": (s) => { s.services.order.wokers = 3; },
  "a missing section": (s) => { delete s.transaction; },
  "a missing field": (s) => { delete s.stores.orders.owner; },
  "a number without unit": (s) => { s.run.length = 600; },
  "a text without unit": (s) => { s.run.length = "600"; },
  "another quantity's unit": (s) => { s.run.length = "600/s"; },
  "a negative time": (s) => { s.faults[0].at = "-4min"; },
  "a length of zero": (s) => { s.run.length = "0min"; },
  "workers below the range": (s) => { s.services.order.workers = 0; },
  "half a worker": (s) => { s.services.order.workers = 1.5; },
  "a text where a list belongs": (s) => { s.transaction.effects = "stored"; },
  "an unknown word": (s) => { s.network = "quantum"; },
  "an unknown kind": (s) => { s.faults[0].kind = "explode"; },
  "a kind left out": (s) => { delete s.faults[0].kind; },
  "another kind's field": (s) => { s.faults[0].factor = 3; },
  "a fault without target": (s) => { delete s.faults[0].target; },
  "an unknown step": (s) => { place(s).push({ slep: "3ms" }); },
  "an empty step": (s) => { place(s).push({}); },
  "a step that is two": (s) => { place(s).push({ work: "3ms", call: "payment.charge" }); },
  "a step inside a step that is none": (s) => { place(s).push({ parallel: [{ wrok: "3ms" }] }); },
  "a short form without unit": (s) => { place(s).push({ work: "3" }); },
  "an operation without a dot": (s) => { s.designs.rest.checkout = []; },
  "a later version of the language": (s) => { s.faultline = 2; },
};

for (const [what, breaks] of Object.entries(broken)) {
  const scenario = whole();
  breaks(scenario);
  assert(!accepts(scenario), `${what} is accepted`);
}

const sound = {
  "a short form": (s) => { place(s).push({ work: "3ms" }); },
  "steps inside steps": (s) => {
    place(s).push({ parallel: [{ work: "3ms" }, { parallel: [{ effect: "paid" }] }] });
  },
  "a short arrival process": (s) => { s.workload.arrivals = "20/s"; },
  "no schema named": (s) => { delete s.$schema; },
};

for (const [what, changes] of Object.entries(sound)) {
  const scenario = whole();
  changes(scenario);
  assert(accepts(scenario), `${what} is refused: ${why()}`);
}

console.log(`${scenarios.length} scenarios accepted, ${Object.keys(broken).length} broken refused`);
