// The engine of the page against the program, digit by digit.
// Environment: FAULTLINE, the program; ENGINE, engine.wasm.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { promisify } from "node:util";
import { setFlagsFromString } from "node:v8";

import { Engine } from "../../web/engine/engine.mjs";

const root = new URL("../..", import.meta.url).pathname;
const program = process.env.FAULTLINE ?? join(root, "build/release/faultline");
const file = process.env.ENGINE ?? join(root, "build/wasm/engine.wasm");
const major = Number(process.versions.node.split(".")[0]);
if (major < 20) setFlagsFromString("--experimental-wasm-return-call");
assert.ok(existsSync(file), `${file} is missing: ./check --engine builds it`);
const module = new WebAssembly.Module(readFileSync(file));
const folder = mkdtempSync(join(tmpdir(), "faultline-engine-"));
after(() => rmSync(folder, { recursive: true }));

/** With the output of both streams, whatever it exits with. */
const faultline = (...given) =>
  promisify(execFile)(program, given, { cwd: root }).catch((failed) => failed);

const requestOf = (lesson, more = {}) => ({
  file: `scenarios/${lesson}`,
  scenario: readFileSync(join(root, "scenarios", lesson), "utf8"),
  replications: 2,
  ...more,
});

/** All runs of a scenario, one after the other. Returns what a page shows of them. */
function reportOf(engine, request, further = false) {
  const outline = engine.open(request);
  const all = (without, replications) => {
    for (let replication = 0; replication < replications; ++replication)
      for (const design of outline.designs) {
        const run = { design, replication, without };
        engine.take(run, engine.run(run));
      }
  };
  all([], outline.replications);
  if (further) {
    for (const without of outline.proofs) all(without, outline.proof_replications);
    const requests = engine.worthTracing();
    for (const design of outline.designs) engine.takeTrace(design, engine.trace(design, requests));
  }
  return engine.report();
}

/** Apart from what names the program and how it was called. */
const numbersOf = ({ build, command, ...report }) => report;

/** Their text is the same; where it is not, says what is not. */
function assertSame(found, native) {
  if (JSON.stringify(numbersOf(found)) !== JSON.stringify(numbersOf(native)))
    assert.deepEqual(numbersOf(found), numbersOf(native));
}

async function nativeReport(lesson, ...more) {
  const out = join(folder, lesson);
  const given = ["run", `scenarios/${lesson}`, "--replications", "2", "--quiet", "--out", out];
  const { stderr } = await faultline(...given, ...more);
  assert.equal(stderr, "");
  return JSON.parse(readFileSync(join(out, "report.json"), "utf8"));
}

const lessons = readdirSync(join(root, "scenarios")).filter((name) => /^\d\d-.*\.json$/.test(name));

test("There are lessons to compare", () => assert.ok(lessons.length > 20));

// Its faults strike some of the instances, drawn by numbers of 64 bits.
const drawing = "chaos/bad-configuration.json";

for (const lesson of [...lessons, drawing])
  test(`${lesson}: every number of the page's engine is the program's`, async () => {
    const native = nativeReport(lesson);
    assertSame(reportOf(new Engine(module), requestOf(lesson)), await native);
  });

test("Traces and what happens without the faults are the program's too", async () => {
  const lesson = "13-outage.json";
  const native = nativeReport(lesson, "--force", "--report", join(folder, "page.html"));
  const found = reportOf(new Engine(module), requestOf(lesson), true);
  assert.ok(found.designs[0].traces.length > 0 && found.designs[0].proofs.length > 0);
  assertSame(found, await native);
  assert.match(found.command, /^faultline run scenarios\/13-outage.json --seed \d+ --repli/);
});

test("A report in brief has the same numbers, and not what takes long", () => {
  const engine = new Engine(module);
  const report = reportOf(engine, requestOf("13-outage.json"));
  const brief = engine.report({ brief: true });
  assert.equal(brief.csv, null);
  assert.ok(JSON.stringify(brief).length < JSON.stringify(report).length / 2);
  assert.deepEqual({ ...report, ...brief, csv: report.csv, designs: report.designs }, report);
  for (const [i, design] of brief.designs.entries())
    assert.deepEqual({ ...report.designs[i], ...design }, report.designs[i]);
});

/** What the engine throws for it. */
function refusalOf(request, engine = new Engine(module)) {
  try {
    engine.open(request);
  } catch (error) {
    return error;
  }
  return assert.fail("it is not refused");
}

test("What is wrong with a scenario is told in the program's words, at its line", async () => {
  const request = requestOf("01-order-checkout.json", {
    settings: ["services.order.workerz=3", "run.length=10"],
  });
  const settings = request.settings.flatMap((setting) => ["--set", setting]);
  const native = await faultline("run", request.file, ...settings);
  const refused = refusalOf(request);
  assert.equal(refused.kind, "refused");
  assert.equal(`${refused.message}\n`, native.stderr);

  const broken = join("build", "broken.json");
  for (const [from, to] of [
    ['"designs"', '"designz"'],
    ["{", "{,"],
    ['"seed": ', '"seed": "x'],
  ]) {
    const scenario = request.scenario.replace(from, to);
    const named = { file: broken, scenario };
    writeFileSync(join(root, broken), scenario);
    const said = await faultline("validate", broken);
    const error = refusalOf(named);
    assert.equal(`${error.message}\n`, said.stderr);
    const [, line, column] = /:(\d+):(\d+): /.exec(said.stderr);
    assert.deepEqual([error.problems[0].line, error.problems[0].column], [+line, +column]);
  }
  rmSync(join(root, broken));
});

test("Transfers and work that SimGrid has to share are refused, with the command that can", () => {
  const { scenario } = requestOf("01-order-checkout.json");
  for (const [section, word] of [
    ["network", "flows"],
    ["cpu", "shared"],
  ]) {
    const shared = scenario.replace('"run": {', `"${section}": "${word}",\n  "run": {`);
    const line = shared.slice(0, shared.indexOf(`"${section}"`)).split("\n").length;
    const refused = refusalOf({ file: "mine.json", scenario: shared });
    assert.equal(refused.problems[0].line, line);
    assert.equal(refused.problems[0].pointer, `/${section}`);
    const told = new RegExp(`mine.json:\\d+:\\d+: .*"${word}".*faultline run mine.json`);
    assert.match(refused.message, told);
  }
});

test("A run that is too much for a page is refused before it begins", () => {
  const engine = new Engine(module);
  const settings = ["workload.arrivals.rate=1000000/s"];
  const request = requestOf("01-order-checkout.json", { settings });
  const outline = engine.open(request);
  assert.match(outline.too_large, /too much for a page.*faultline run/);
  assert.throws(() => engine.run({ design: outline.designs[0], replication: 0 }), {
    kind: "refused",
    message: outline.too_large,
  });
});

test("A run can be stopped, by the page and by a deadline, and says what it was", () => {
  const seen = [];
  const onProgress = (share) => {
    seen.push(share);
    if (share >= 0.5) throw new Error("enough");
  };
  const engine = new Engine(module, { onProgress });
  const { designs } = engine.open(requestOf("15-shared-database.json"));
  const reached = "50 % of the simulated time was reached";
  assert.throws(() => engine.run({ design: designs[0], replication: 1 }), {
    kind: "stopped",
    message: `design "${designs[0]}" in replication 2: stopped: enough; ${reached}`,
  });
  assert.equal(seen.length, 100);
  assert.deepEqual(engine.about().faultline, new Engine(module).about().faultline);

  const late = new Engine(module, { longestRun: 0 });
  late.open(requestOf("15-shared-database.json"));
  assert.throws(() => late.run({ design: designs[0], replication: 0 }), /it takes too long/);
});

test("A scenario that repeats something without taking time is named", () => {
  const again = { repeat: [{ effect: "bought" }], times: 1000000 };
  const scenario = JSON.stringify({
    faultline: 1,
    title: "Endless",
    question: "Does it end?",
    run: { length: "10s", warmup: "1s", replications: 1 },
    transaction: { entry: "shop.buy", effects: ["bought"], deadline: "1s" },
    workload: { kind: "open", arrivals: "1/s" },
    services: { shop: {} },
    operations: { "shop.buy": [{ repeat: [again], times: 1000000 }] },
    designs: { alone: {} },
  });
  const engine = new Engine(module);
  const { designs } = engine.open({ scenario });
  assert.throws(() => engine.run({ design: designs[0], replication: 0 }), {
    kind: "refused",
    message: /makes no progress at .*something repeats without taking time/,
  });
});

test("Without memory a run fails in words, and the engine goes on", () => {
  const engine = new Engine(module, { memory: 17 << 20 });
  const request = requestOf("01-order-checkout.json");
  const { designs } = engine.open(request);
  const run = { design: designs[0], replication: 0 };
  assert.throws(() => engine.run(run), { kind: "memory", message: /more memory than there is/ });
  assert.ok(engine.schema().properties);
});

test("What is not asked right is refused in words", () => {
  const engine = new Engine(module);
  assert.throws(() => engine.report(), { kind: "refused", message: "no scenario is open" });
  const { designs } = engine.open(requestOf("01-order-checkout.json"));
  assert.throws(() => engine.report(), /no replication is finished/);
  assert.throws(() => engine.run({ design: "none", replication: 0 }), /no design "none"/);
  assert.throws(() => engine.run({ design: designs[0], replication: 9 }), /no replication 10/);
  assert.throws(() => engine.run({ design: designs[0] }), /the request cannot be read/);
});
