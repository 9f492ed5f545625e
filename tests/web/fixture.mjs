// A small report, made here: two designs of one transaction, of which a part is down from 20 s to
// 40 s of 60 s. What tests ask for can be changed: the number of designs, hostile names, no course.

const SECONDS = 60;
const FAULT = { from: 20, to: 40 };
const times = Array.from({ length: SECONDS }, (_, i) => i);
const struck = (t) => t >= FAULT.from && t < FAULT.to;
const estimate = (mean, half = 0) =>
  mean === null ? { mean, low: null, high: null } : { mean, low: mean - half, high: mean + half };
export const course = (value, half = 0) => {
  const mean = times.map(value);
  const moved = (by) => mean.map((v) => (v === null ? null : Math.max(0, v + by)));
  return { mean, low: moved(-half), high: moved(half) };
};

const queueOf = (t) => (struck(t) ? (t - 19) * 100 : Math.max(0, 2000 - (t - 39) * 200) * (t >= 40));

function columns({ bad = () => 0, rate = () => 100, busy = () => 0.3, waits = () => 0, up = null }) {
  return {
    in_flight: course(busy), waiting: course(waits), utilisation: course(busy),
    attempts_per_s: course(rate), degraded_per_s: course(() => 0), rejected_per_s: course(() => 0),
    timed_out_per_s: course(() => 0), failed_per_s: course(bad), retries_per_s: course(() => 0),
    response_p50_s: course((t) => (bad(t) ? null : 0.02)), response_p99_s: course(() => 0.08),
    instances_up: up && course(up), breakers_open: null, lag_s: null,
  };
}

const part = (name, more = {}) => ({
  name, role: name.split(" ")[0], label: name.split(" ").slice(1).join(" ") || name, owner: null,
  instances: null, workers: null, queue: null, course: null, ...more,
});

const edge = (from, to, kind, flow) =>
  ({ from, to, kind, optional: false, flows: [{ from: "a", to: "b", course: columns(flow) }] });

function chain(names) {
  const bad = (t) => (struck(t) ? 100 : 0);
  const service = (label, up) => part(`service ${label}`, {
    instances: 2, workers: 16, queue: 64, course: columns({ bad, up }) });
  return {
    parts: [part("client"), service(names.shop, () => 2),
      service(names.pay, (t) => (struck(t) ? 0 : 2)),
      part(`store ${names.store}`, { owner: names.shop, course: columns({}) })],
    edges: [edge("client", `service ${names.shop}`, "call", { bad }),
      edge(`service ${names.shop}`, `service ${names.pay}`, "call", { bad }),
      edge(`service ${names.shop}`, `store ${names.store}`, "query", {})],
  };
}

function eventful(names) {
  const quiet = (t) => (struck(t) ? 0 : 100);
  return {
    parts: [part("client"),
      part(`service ${names.shop}`, { instances: 2, workers: 16, queue: 64,
        course: columns({ up: () => 2 }) }),
      part(`service ${names.pay}`, { instances: 2, workers: 16, queue: 64,
        course: columns({ rate: quiet, up: (t) => (struck(t) ? 0 : 2) }) }),
      part(`store ${names.store}`, { owner: names.shop, course: columns({}) }),
      part(`topic ${names.topic}`, { course: columns({}) }),
      part(`subscription ${names.pay}.charge`, { owner: names.pay, topic: `topic ${names.topic}`,
        course: columns({ rate: quiet, waits: queueOf }) })],
    edges: [edge("client", `service ${names.shop}`, "call", {}),
      edge(`service ${names.shop}`, `store ${names.store}`, "query", {}),
      edge(`service ${names.shop}`, `topic ${names.topic}`, "publish", {}),
      edge(`topic ${names.topic}`, `service ${names.pay}`, "consume", { rate: quiet })],
  };
}

function trace(request, asked_s, names, synchronous) {
  const bad = synchronous && struck(asked_s);
  const shop = `service ${names.shop}`;
  const next = synchronous ? `service ${names.pay}` : `topic ${names.topic}`;
  const hop = (from, to, leaves, arrives, back) =>
    ({ from, to, leaves_s: asked_s + leaves, arrives_s: asked_s + arrives, back, bad });
  return {
    request, asked_s, answered_s: asked_s + 0.1, completed_s: bad ? null : asked_s + 0.2,
    ended_s: asked_s + 0.2, outcome: bad ? "failed" : "succeeded",
    sentence: "Of 100 ms: 60 ms work.", causes: bad ? "a <- b" : null,
    hops: [hop("client", shop, 0, 0.01, false), hop(shop, next, 0.04, 0.05, false),
      hop(next, shop, 0.06, 0.07, true), hop(shop, "client", 0.09, 0.1, true)],
    rows: [
      { depth: 0, label: "client", note: "", bad, pieces: [[0, 0.1, "asks"]] },
      { depth: 1, label: names.shop, note: "", bad, pieces: [[0, 0.01, "network"], [0.01, 0.09, "work"]] },
    ],
  };
}

const histogram = (center) => {
  const from_s = Array.from({ length: 20 }, (_, i) => center * 1.2 ** (i - 10));
  const weights = from_s.map((_, i) => Math.exp(-((i - 10) ** 2) / 12));
  const sum = weights.reduce((a, b) => a + b, 0);
  return { from_s, to_s: from_s.map((v) => v * 1.2), share: weights.map((w) => w / sum), zero: 0,
    count: 6000 };
};

const windowNames = ["before fault", "during fault", "after fault"];

function measuresOf(k) {
  return {
    availability: estimate(k ? 1 : 0.6667, k ? 0 : 0.002), goodput_per_s: estimate(k ? 100 : 66.7, 0.4),
    response_p99_s: estimate(k ? 0.04 : 0.08, 0.001), time_to_recover_s: estimate(k ? 10 : 0),
    consistency_p99_s: estimate(k ? 19.6 : 0, 0.1), backlog_max: estimate(k ? 2000 : 3, 20),
    staleness_p99_s: estimate(null),
  };
}

const info = (key, title, group, unit, better) =>
  ({ key, title, group, unit, better, meaning: `What ${title} means.`, missing: "nothing is read" });

const measures = [
  info("availability", "Availability", "failure mode", "share", "higher"),
  info("goodput_per_s", "Goodput", "failure mode", "per second", "higher"),
  info("time_to_recover_s", "Time to recover", "failure mode", "seconds", "lower"),
  info("response_p99_s", "Response time, 99 %", "latency", "seconds", "lower"),
  info("consistency_p99_s", "Time to consistency, 99 %", "consistency", "seconds", "lower"),
  info("staleness_p99_s", "Staleness, 99 %", "consistency", "seconds", "lower"),
  info("backlog_max", "Maximum backlog", "cost", "count", "lower"),
];

function seriesOf(k) {
  return {
    times_s: times, asked_per_s: course(() => 100),
    availability: course((t) => (!k && struck(t) ? 0 : 1)),
    goodput_per_s: course((t) => (!k && struck(t) ? 0 : 100), 5),
    response_mean_s: course(() => 0.03), response_p50_s: course(() => 0.02, 0.001),
    response_p99_s: course((t) => (!k && struck(t) ? null : k ? 0.04 : 0.08), 0.004),
    consistency_p99_s: k ? course((t) => (struck(t) ? 40 - t : 0)) : course(() => 0),
    completed_per_s: course(() => 100), backlog: course((t) => (k ? queueOf(t) : 0), 10),
  };
}

const cause = { root: "fault", text: "shop failed <- pay was down", share: estimate(1, 0),
  chain: [{ symptom: "failed", place: "service shop", text: "shop failed" }], windows: [] };

function design(name, k, names) {
  const synchronous = k % 2 === 0;
  const graph = synchronous ? chain(names) : eventful(names);
  const fallen = [{ part: `service ${names.pay}`, touched: estimate(1), left_after_s: estimate(0) }];
  const asked = [5, 15, 18, 22, 25, 28, 29.9, 30, 33, 38, 45, 55];
  return {
    name, finding: `What was found of ${name}.`, measures: measuresOf(k),
    windows: windowNames.map((w) => ({ name: w, from_s: 0, to_s: 1, measures: measuresOf(k) })),
    times_s: times, bucket_s: 1, series: seriesOf(k), ...graph,
    dominoes: [{ strike: "fault", fallen, untouched: [], blast_radius: estimate(1), sentences: "x" }],
    causes: synchronous ? [cause] : [], incomplete: [], proofs: [],
    time: { mean: [{ place: "service shop", activity: "work", seconds: estimate(0.02) },
      { place: "service pay", activity: "network", seconds: estimate(0.01) }], slowest: [] },
    distributions: { response_s: histogram(k ? 0.02 : 0.05), consistency_s: k ? histogram(2) : null },
    traces: asked.map((t, i) => trace(1000 + i, t, names, synchronous)),
    score: null, smells: [], books: [],
  };
}

const plain = { shop: "shop", pay: "pay", store: "orders", topic: "placed" };

/** @param options designs: their names; names: of the parts. */
export function report({ designs = ["rest", "events"], names = plain, title = "A small shop" } = {}) {
  const [first, ...others] = designs;
  return {
    report: 1, faultline: "0.1.0", build: "a build", command: "faultline run shop.json", title,
    question: "Payment is down: who notices?", seed: 1, replications: 20, wanted_replications: 20,
    length_s: SECONDS, warmup_s: 5, deadline_s: 3, summary: "All 2 expectations hold",
    strikes: [{ name: "pay down", kind: "crash", is: "fault", target: names.pay,
      from_s: FAULT.from, to_s: FAULT.to }],
    measures, chief_measures: measures.map((m) => m.key).filter((key) => key !== "backlog_max"),
    designs: designs.map((name, k) => design(name, k, names)),
    differences: others.flatMap((to) => measures.map((m) => ({ from: first, to, measure: m.key,
      estimate: estimate(0.3), winner: m.key === "backlog_max" ? first : to, windows: [] }))),
    verdicts: [{ text: "rest: availability at most 70 %", design: first, measure: "availability",
      window: null, found: estimate(0.67), passed: true, close: false, reason: null }],
    in_short: [{ from: first, to: others[0] ?? first, topic: "latency", text: "one is faster" }],
    warnings: [], scenario: "{\n  // a comment\n}", csv: { "measures.csv": "a,b\n1,2\n" },
  };
}
