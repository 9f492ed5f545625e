// A report of 50 services: a client, and services that call others, four layers deep.
import { report } from "../../tests/web/fixture.mjs";
import { course } from "../../tests/web/graphs.mjs";

const SERVICES = 50;
const CALLED_BY = (i) => (i === 0 ? "client" : `service s${Math.floor((i - 1) / 4)}`);

const waveOf = (i) => (t) => 0.5 + 0.45 * Math.sin((t + i) / 5);
const attempts = (i) => course((t) => 100 * waveOf(i)(t));

function service(i) {
  const wave = waveOf(i);
  return {
    name: `service s${i}`,
    role: "service",
    label: `s${i}`,
    owner: null,
    instances: 2,
    workers: 16,
    queue: 64,
    course: {
      utilisation: course(wave),
      attempts_per_s: attempts(i),
      waiting: course((t) => 20 * wave(t)),
      instances_up: course(() => 2),
    },
  };
}

/** Requests that go down one branch of the tree and back. */
function traceOf(request) {
  const path = [];
  for (let i = (request % 37) + 13; ; i = Math.floor((i - 1) / 4)) {
    path.unshift(`service s${i}`);
    if (i === 0) break;
  }
  path.unshift("client");
  const asked_s = (request % 600) / 10;
  const down = path.slice(1).map((to, k) => ({
    from: path[k],
    to,
    leaves_s: asked_s + k * 0.02,
    arrives_s: asked_s + k * 0.02 + 0.01,
    back: false,
    bad: false,
  }));
  const deep = path.length * 0.04;
  const up = down.map((h) => ({
    ...h,
    from: h.to,
    to: h.from,
    back: true,
    leaves_s: 2 * asked_s + deep - h.arrives_s,
    arrives_s: 2 * asked_s + deep - h.leaves_s,
  }));
  return {
    request,
    asked_s,
    answered_s: asked_s + deep,
    completed_s: null,
    ended_s: asked_s + deep,
    outcome: "succeeded",
    sentence: "",
    causes: null,
    hops: [...down, ...up],
    rows: [],
  };
}

export function largeReport() {
  const data = report();
  for (const design of data.designs) {
    design.parts = [design.parts[0], ...Array.from({ length: SERVICES }, (_, i) => service(i))];
    design.edges = Array.from({ length: SERVICES }, (_, i) => ({
      from: CALLED_BY(i),
      to: `service s${i}`,
      kind: "call",
      optional: i % 7 === 3,
      flows: [{ from: "a", to: "b", means: { attempts_per_s: attempts(i).mean } }],
    }));
    design.traces = Array.from({ length: 600 }, (_, i) => traceOf(i));
  }
  return data;
}
