// The parts of the two designs of the fixture, what happens to them, and sampled requests.

export const SECONDS = 60;
export const FAULT = { from: 20, to: 40 };
export const times = Array.from({ length: SECONDS }, (_, i) => i);
export const struck = (t) => t >= FAULT.from && t < FAULT.to;
export const estimate = (mean, half = 0) =>
  mean === null ? { mean, low: null, high: null } : { mean, low: mean - half, high: mean + half };
export const course = (value, half = 0) => {
  const mean = times.map(value);
  const moved = (by) => mean.map((v) => (v === null ? null : Math.max(0, v + by)));
  return { mean, low: moved(-half), high: moved(half) };
};

export const queueOf = (t) =>
  struck(t) ? (t - 19) * 100 : Math.max(0, 2000 - (t - 39) * 200) * (t >= 40);

function columns({
  bad = () => 0,
  rate = () => 100,
  busy = () => 0.3,
  waits = () => 0,
  up = null,
}) {
  return {
    in_flight: course(busy),
    waiting: course(waits),
    utilisation: course(busy),
    attempts_per_s: course(rate),
    degraded_per_s: course(() => 0),
    rejected_per_s: course(() => 0),
    timed_out_per_s: course(() => 0),
    failed_per_s: course(bad),
    retries_per_s: course(() => 0),
    response_p50_s: course((t) => (bad(t) ? null : 0.02)),
    response_p99_s: course(() => 0.08),
    instances_up: up && course(up),
    breakers_open: null,
    lag_s: null,
  };
}

const part = (name, more = {}) => ({
  name,
  role: name.split(" ")[0],
  label: name.split(" ").slice(1).join(" ") || name,
  owner: null,
  instances: null,
  workers: null,
  queue: null,
  course: null,
  ...more,
});

const means = (columns) =>
  Object.fromEntries(Object.entries(columns).map(([name, c]) => [name, c && c.mean]));

const edge = (from, to, kind, flow) => ({
  from,
  to,
  kind,
  optional: false,
  flows: [{ from: "a", to: "b", means: means(columns(flow)) }],
});

export function chain(names) {
  const bad = (t) => (struck(t) ? 100 : 0);
  const service = (label, up) =>
    part(`service ${label}`, {
      instances: 2,
      workers: 16,
      queue: 64,
      course: columns({ bad, up }),
    });
  return {
    parts: [
      part("client"),
      service(names.shop, () => 2),
      service(names.pay, (t) => (struck(t) ? 0 : 2)),
      part(`store ${names.store}`, { owner: names.shop, course: columns({}) }),
    ],
    edges: [
      edge("client", `service ${names.shop}`, "call", { bad }),
      edge(`service ${names.shop}`, `service ${names.pay}`, "call", { bad }),
      edge(`service ${names.shop}`, `store ${names.store}`, "query", {}),
    ],
  };
}

export function eventful(names) {
  const quiet = (t) => (struck(t) ? 0 : 100);
  return {
    parts: [
      part("client"),
      part(`service ${names.shop}`, {
        instances: 2,
        workers: 16,
        queue: 64,
        course: columns({ up: () => 2 }),
      }),
      part(`service ${names.pay}`, {
        instances: 2,
        workers: 16,
        queue: 64,
        course: columns({ rate: quiet, up: (t) => (struck(t) ? 0 : 2) }),
      }),
      part(`store ${names.store}`, { owner: names.shop, course: columns({}) }),
      part(`topic ${names.topic}`, { course: columns({}) }),
      part(`subscription ${names.pay}.charge`, {
        owner: names.pay,
        topic: `topic ${names.topic}`,
        course: columns({ rate: quiet, waits: queueOf }),
      }),
    ],
    edges: [
      edge("client", `service ${names.shop}`, "call", {}),
      edge(`service ${names.shop}`, `store ${names.store}`, "query", {}),
      edge(`service ${names.shop}`, `topic ${names.topic}`, "publish", {}),
      edge(`topic ${names.topic}`, `service ${names.pay}`, "consume", { rate: quiet }),
    ],
  };
}

export function trace(request, asked_s, names, synchronous) {
  const bad = synchronous && struck(asked_s);
  const shop = `service ${names.shop}`;
  const next = synchronous ? `service ${names.pay}` : `topic ${names.topic}`;
  const hop = (from, to, leaves, arrives, back) => ({
    from,
    to,
    leaves_s: asked_s + leaves,
    arrives_s: asked_s + arrives,
    back,
    bad,
  });
  return {
    request,
    asked_s,
    answered_s: asked_s + 0.1,
    completed_s: bad ? null : asked_s + 0.2,
    ended_s: asked_s + 0.2,
    outcome: bad ? "failed" : "succeeded",
    sentence: "Of 100 ms: 60 ms work.",
    causes: bad ? "a <- b" : null,
    hops: [
      hop("client", shop, 0, 0.01, false),
      hop(shop, next, 0.04, 0.05, false),
      hop(next, shop, 0.06, 0.07, true),
      hop(shop, "client", 0.09, 0.1, true),
    ],
    rows: [
      { depth: 0, label: "client", note: "", bad, pieces: [[0, 0.1, "asks"]] },
      {
        depth: 1,
        label: names.shop,
        note: "",
        bad,
        pieces: [
          [0, 0.01, "network"],
          [0.01, 0.09, "work"],
        ],
      },
    ],
  };
}

export const histogram = (center) => {
  const from_s = Array.from({ length: 20 }, (_, i) => center * 1.2 ** (i - 10));
  const weights = from_s.map((_, i) => Math.exp(-((i - 10) ** 2) / 12));
  const sum = weights.reduce((a, b) => a + b, 0);
  return {
    from_s,
    to_s: from_s.map((v) => v * 1.2),
    share: weights.map((w) => w / sum),
    zero: 0,
    count: 6000,
  };
};
