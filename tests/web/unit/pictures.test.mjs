import assert from "node:assert/strict";
import test from "node:test";
import { report } from "../fixture.mjs";
import "../letters.mjs";
import { source } from "../source.mjs";

const { apart } = await source("plots/labels.ts");
const { graphOf } = await source("stage/graph.ts");
const { layOut, commonWidth } = await source("stage/layout.ts");
const { scheduleOf, stepsAt } = await source("stage/schedule.ts");
const { panelsOf } = await source("plots/series.ts");
const [rest, events] = report().designs;

test("labels that would lie on one another are moved apart and stay inside", () => {
  const tops = apart(
    [
      { y: 95, height: 16 },
      { y: 96, height: 16 },
      { y: 10, height: 16 },
    ],
    100,
  );
  assert.deepEqual(tops, [68, 84, 2]);
});

test("a store that one service uses lives inside it, a shared one stands for itself", () => {
  assert.deepEqual(
    graphOf(rest).boxes.map((b) => b.id),
    ["client", "service shop", "service pay"],
  );
  const shared = { ...rest, edges: [...rest.edges, { ...rest.edges[2], from: "service pay" }] };
  assert.ok(graphOf(shared).boxes.some((b) => b.id === "store orders"));
});

test("a subscription is the inbox of the service that consumes", () => {
  const pay = graphOf(events).boxes.find((b) => b.id === "service pay");
  assert.deepEqual(
    pay.inside.map((p) => p.name),
    ["subscription pay.charge"],
  );
});

test("layers follow the calls, from the client down", () => {
  const graph = graphOf(rest);
  const { placed } = layOut(graph, 550, commonWidth([graph], 550));
  const y = (id) => placed.find((p) => p.box.id === id).y;
  assert.ok(y("client") < y("service shop") && y("service shop") < y("service pay"));
});

test("a layer that is too wide is broken into rows without overlap", () => {
  const services = Array.from({ length: 50 }, (_, i) => ({
    ...rest.parts[1],
    name: `service s${i}`,
  }));
  const edges = services.map((s) => ({ ...rest.edges[0], to: s.name }));
  const graph = graphOf({ ...rest, parts: [rest.parts[0], ...services], edges });
  assert.equal(commonWidth([graph], 550), null);
  const { placed, width } = layOut(graph, 550, null);
  assert.equal(placed.length, 51);
  for (const a of placed) {
    assert.ok(a.x >= 0 && a.x + a.width <= width);
    assert.ok(
      placed.every(
        (b) =>
          a === b ||
          a.x + a.width <= b.x ||
          b.x + b.width <= a.x ||
          a.y + a.height <= b.y ||
          b.y + b.height <= a.y,
      ),
    );
  }
});

test("a short request is shown long enough to be seen, and in the order of its steps", () => {
  const schedule = scheduleOf(rest.traces[0], 10);
  assert.ok(schedule.to - schedule.from >= 15, "1.5 s at 10 simulated seconds a second");
  assert.ok(schedule.steps.every((s) => s.leaves <= s.arrives && s.arrives <= s.until));
  assert.equal(stepsAt(schedule, schedule.from - 1).length, 0);
  assert.equal(stepsAt(schedule, schedule.from + 0.1).length, 1);
});

test("a request is marked as failed on its way back, not before", () => {
  const steps = scheduleOf(rest.traces[4], 1).steps;
  assert.deepEqual(
    steps.map((s) => s.bad),
    [false, false, true, true],
  );
});

test("panels that would say nothing are left out", () => {
  const keys = panelsOf(report().designs).map((p) => p.key);
  assert.deepEqual(keys, [
    "availability",
    "goodput",
    "response",
    "backlog",
    "consistency",
    "instances",
  ]);
  const none = report().designs.map((d) => ({ ...d, series: null, parts: [] }));
  assert.deepEqual(panelsOf(none), []);
});
