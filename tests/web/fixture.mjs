// A small report, made here: two designs of one transaction, of which a part is down from 20 s to
// 40 s of 60 s. What tests ask for can be changed: the number of designs, hostile names, no course.

import {
  chain,
  course,
  estimate,
  eventful,
  FAULT,
  histogram,
  queueOf,
  SECONDS,
  struck,
  times,
  trace,
} from "./graphs.mjs";

const windowNames = ["before fault", "during fault", "after fault"];

function measuresOf(k) {
  return {
    availability: estimate(k ? 1 : 0.6667, k ? 0 : 0.002),
    goodput_per_s: estimate(k ? 100 : 66.7, 0.4),
    response_p99_s: estimate(k ? 0.04 : 0.08, 0.001),
    time_to_recover_s: estimate(k ? 10 : 0),
    consistency_p99_s: estimate(k ? 19.6 : 0, 0.1),
    backlog_max: estimate(k ? 2000 : 3, 20),
    staleness_p99_s: estimate(null),
  };
}

const info = (key, title, group, unit, better) => ({
  key,
  title,
  group,
  unit,
  better,
  meaning: `What ${title} means.`,
  missing: "nothing is read",
});

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
    times_s: times,
    asked_per_s: course(() => 100),
    availability: course((t) => (!k && struck(t) ? 0 : 1)),
    goodput_per_s: course((t) => (!k && struck(t) ? 0 : 100), 5),
    response_mean_s: course(() => 0.03),
    response_p50_s: course(() => 0.02, 0.001),
    response_p99_s: course((t) => (!k && struck(t) ? null : k ? 0.04 : 0.08), 0.004),
    consistency_p99_s: k ? course((t) => (struck(t) ? 40 - t : 0)) : course(() => 0),
    completed_per_s: course(() => 100),
    backlog: course((t) => (k ? queueOf(t) : 0), 10),
  };
}

const cause = {
  root: "fault",
  text: "shop failed <- pay was down",
  share: estimate(1, 0),
  chain: [{ symptom: "failed", place: "service shop", text: "shop failed" }],
  windows: [],
};

function design(name, k, names) {
  const synchronous = k % 2 === 0;
  const graph = synchronous ? chain(names) : eventful(names);
  const fallen = [
    { part: `service ${names.pay}`, touched: estimate(1), left_after_s: estimate(0) },
  ];
  const asked = [5, 15, 18, 22, 25, 28, 29.9, 30, 33, 38, 45, 55];
  return {
    name,
    finding: `What was found of ${name}.`,
    measures: measuresOf(k),
    windows: windowNames.map((w) => ({ name: w, from_s: 0, to_s: 1, measures: measuresOf(k) })),
    times_s: times,
    bucket_s: 1,
    series: seriesOf(k),
    ...graph,
    dominoes: [
      { strike: "fault", fallen, untouched: [], blast_radius: estimate(1), sentences: "x" },
    ],
    causes: synchronous ? [cause] : [],
    incomplete: [],
    proofs: [],
    time: {
      mean: [
        { place: "service shop", activity: "work", seconds: estimate(0.02) },
        { place: "service pay", activity: "network", seconds: estimate(0.01) },
      ],
      slowest: [],
    },
    distributions: {
      response_s: histogram(k ? 0.02 : 0.05),
      consistency_s: k ? histogram(2) : null,
    },
    traces: asked.map((t, i) => trace(1000 + i, t, names, synchronous)),
    score: null,
    smells: [],
    books: [],
  };
}

const plain = { shop: "shop", pay: "pay", store: "orders", topic: "placed" };

/** Of every pair, the later one is better. */
const differencesOf = (designs) =>
  designs.flatMap((from, place) =>
    designs.slice(place + 1).flatMap((to) =>
      measures.map((m) => ({
        from,
        to,
        measure: m.key,
        estimate: estimate(0.3),
        winner: m.key === "backlog_max" ? from : to,
        windows: [],
      })),
    ),
  );

/** @param options designs: their names; names: of the parts. */
export function report({
  designs = ["rest", "events"],
  names = plain,
  title = "A small shop",
} = {}) {
  const [first, ...others] = designs;
  return {
    report: 1,
    faultline: "0.1.0",
    build: "a build",
    command: "faultline run shop.json",
    title,
    question: "Payment is down: who notices?",
    seed: 1,
    replications: 20,
    wanted_replications: 20,
    length_s: SECONDS,
    warmup_s: 5,
    deadline_s: 3,
    summary: "All 2 expectations hold.",
    strikes: [
      {
        name: "pay down",
        kind: "crash",
        is: "fault",
        target: `service ${names.pay}`,
        from_s: FAULT.from,
        to_s: FAULT.to,
      },
    ],
    measures,
    chief_measures: measures.map((m) => m.key).filter((key) => key !== "backlog_max"),
    designs: designs.map((name, k) => design(name, k, names)),
    differences: differencesOf(designs),
    verdicts: [
      {
        text: "rest: availability at most 70 %",
        design: first,
        measure: "availability",
        window: null,
        found: estimate(0.67),
        passed: true,
        close: false,
        reason: null,
      },
    ],
    hypothesis: {
      title: "nine of ten are answered",
      verdict: "deviated",
      in_short: `${first} deviated`,
      probes: [
        {
          design: first,
          verdict: "held",
          claim: "availability before the faults at least 90 %",
          finding: "99.9 ± 0.1 %",
        },
        {
          design: first,
          verdict: "deviated",
          claim: "availability during the faults at least 90 %",
          finding: "12 ± 3 % in the worst window of 10 s",
        },
        {
          design: first,
          verdict: "inconclusive",
          claim: "availability after the faults at least 90 %",
          finding: "91 ± 2 %, about 60 replications would decide",
        },
      ],
      sentences: [`${first}, pay down: first deviation after 10.0 ± 0.2 s`],
    },
    in_short: [{ from: first, to: others[0] ?? first, topic: "latency", text: "one is faster" }],
    warnings: [],
    scenario: "{\n  // a comment\n}",
    csv: { "measures.csv": "a,b\n1,2\n" },
  };
}
