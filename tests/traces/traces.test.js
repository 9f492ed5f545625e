// The trace files in the hands of their readers: OpenTelemetry's own protocol classes take every
// line of the OTLP file and give back the same, and speedscope opens the trace events.
"use strict";

const assert = require("assert");
const { execFileSync } = require("child_process");
const fs = require("fs");
const os = require("os");
const path = require("path");
const vm = require("vm");

const root = path.join(__dirname, "..", "..");

/// The generated classes are no public part of the package: found beside its entry.
const transformer = require.resolve("@opentelemetry/otlp-transformer");
const proto = require(path.join(path.dirname(transformer), "generated", "root.js"));
const Request = proto.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;

const isId = (key) => ["traceId", "spanId", "parentSpanId"].includes(key);

/// The JSON mapping of OTLP has ids in hexadecimal, that of protocol buffers in base64.
const converted = (value, from, to, key = "") => {
  if (Array.isArray(value)) return value.map((item) => converted(item, from, to));
  if (value && typeof value === "object")
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, converted(item, from, to, name)]));
  return isId(key) ? Buffer.from(value, from).toString(to) : value;
};

const checkOtlp = (file) => {
  const lines = fs.readFileSync(file, "utf8").trimEnd().split("\n");
  let spans = 0;
  for (const line of lines) {
    const written = JSON.parse(line);
    const request = Request.fromObject(converted(written, "hex", "base64"));
    assert.strictEqual(Request.verify(request), null);
    const read = Request.toObject(Request.decode(Request.encode(request).finish()),
      { longs: String, enums: Number, bytes: String });
    assert.deepStrictEqual(converted(read, "base64", "hex"), written);
    for (const { scopeSpans } of written.resourceSpans)
      for (const span of scopeSpans[0].spans) {
        ++spans;
        assert.match(span.traceId, /^[0-9a-f]{32}$/);
        assert.match(span.spanId, /^[0-9a-f]{16}$/);
        assert(BigInt(span.startTimeUnixNano) <= BigInt(span.endTimeUnixNano));
      }
  }
  return { lines: lines.length, spans };
};

/// speedscope is a page: its program runs up to where it would draw, and hands out its importer.
const speedscope = () => {
  const folder = path.dirname(require.resolve("speedscope/dist/release/release.txt"));
  const script = fs.readdirSync(folder).find((name) => /^speedscope-.*\.js$/.test(name));
  const text = fs.readFileSync(path.join(folder, script), "utf8");
  const found = (pattern) => new RegExp(pattern).exec(text)[1];
  const escaped = (name) => name.replaceAll("$", "\\$");
  const importer = found("importProfileGroupFromText:\\(\\)=>([\\w$]+)");
  const chunk = found("([\\w$]+)=\\{\\};[\\w$]+\\(\\1,\\{[^}]*importProfileGroupFromText");
  const load = found(`then\\(\\(\\)=>\\(([\\w$]+)\\(\\),${escaped(chunk)}\\)\\)`);
  const anything = () => new Proxy(function () {}, {
    get: (_, key) => key === Symbol.toPrimitive ? () => "" : key === "length" ? 0 : anything(),
    apply: anything, construct: anything, set: () => true });
  const warnings = [];
  const page = {
    console: { log() {}, warn: (...words) => warnings.push(words.join(" ")), error: console.error },
    document: anything(), navigator: { userAgent: "", platform: "" }, matchMedia: anything(),
    location: { hash: "", href: "", pathname: "/", protocol: "file:" }, localStorage: anything(),
    TextDecoder, TextEncoder, URL, performance, setTimeout, clearTimeout, addEventListener() {},
    requestAnimationFrame() {} };
  page.window = page.self = page;
  const begun = text.slice(0, text.lastIndexOf("console.log(`speedscope v"));
  vm.runInNewContext(`${begun};window.read=(name,text)=>(${load}(),${importer}(name,text))})();`,
    page);
  return { read: page.read, warnings };
};

const checkEvents = async (file) => {
  const { read, warnings } = speedscope();
  const text = fs.readFileSync(file, "utf8");
  const { profiles } = await read(path.basename(file), text);
  const events = JSON.parse(text).traceEvents;
  const spans = events.filter((event) => event.ph === "X");
  const tracks = new Set(spans.map((event) => `${event.pid} ${event.tid}`));
  assert.strictEqual(profiles.length, tracks.size);
  // Neighbours that are equal are one box there.
  let opened = 0;
  for (const profile of profiles)
    profile.forEachCall(() => ++opened, () => {});
  assert(opened <= spans.length && opened > 0.95 * spans.length, `${opened} of ${spans.length}`);
  assert.deepStrictEqual(warnings, []);
  assert(events.some((event) => event.name === "process_name" && event.args.name === "events"));
  return profiles.length;
};

const main = async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "faultline-traces-"));
  try {
    execFileSync(process.env.FAULTLINE, ["run", "01", "--trace", "1/2000", "--out", folder,
      "--replications", "1", "--quiet"],
    { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
    const { lines, spans } = checkOtlp(path.join(folder, "traces.otlp.jsonl"));
    assert(lines > 40 && spans > 500, `${lines} traces with ${spans} spans`);
    const profiles = await checkEvents(path.join(folder, "traces.events.json"));
    console.log(`${lines} traces with ${spans} spans on ${profiles} tracks`);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
};

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
