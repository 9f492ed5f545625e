import assert from "node:assert/strict";
import test from "node:test";
import { source } from "../source.mjs";

const { stateAt } = await source("course/state.ts");

const course = (...mean) => ({ mean, low: mean, high: mean });
const part = (columns, more = {}) => ({
  name: "service a",
  role: "service",
  label: "a",
  owner: null,
  instances: 2,
  workers: 8,
  queue: 100,
  course: { attempts_per_s: course(...Array(10).fill(100)), ...columns },
  ...more,
});
const state = (columns, i = 0, more = {}, strikes = []) =>
  stateAt(part(columns, more), i, i, strikes);

test("a part without instances is down, whatever else is true of it", () => {
  assert.equal(state({ instances_up: course(0), failed_per_s: course(100) }), "down");
});

test("a part with one of two instances up is not down", () => {
  assert.equal(state({ instances_up: course(1) }), "healthy");
});

test("a part without a count of instances is down while it is struck by a crash", () => {
  const crash = { name: "f", kind: "crash", is: "fault", target: "service a", from_s: 2, to_s: 4 };
  assert.deepEqual(
    [1, 2, 3, 4].map((i) => state({}, i, {}, [crash])),
    ["healthy", "down", "down", "healthy"],
  );
});

test("five in a hundred attempts that fail make a part failing, four do not", () => {
  assert.equal(state({ failed_per_s: course(4) }), "healthy");
  assert.equal(state({ failed_per_s: course(3), timed_out_per_s: course(2) }), "failing");
});

test("a part that mostly rejects is refusing", () => {
  assert.equal(state({ rejected_per_s: course(30), failed_per_s: course(10) }), "refusing");
});

test("a queue that grows fills, one that shrinks is caught up with", () => {
  const waiting = course(0, 0, 0, 0, 0, 400, 300, 200, 100, 90);
  assert.equal(state({ waiting }, 5, { queue: null }), "queue filling");
  assert.equal(
    state({ waiting: course(500, 480, 460, 440, 420, 400) }, 5, { queue: null }),
    "catching up",
  );
});

test("without a limit a queue of less than half a second of work is no queue", () => {
  assert.equal(state({ waiting: course(49) }, 0, { queue: null }), "healthy");
  assert.equal(state({ waiting: course(50) }, 0, { queue: null }), "queue filling");
});

test("workers that are busy four fifths of the time make a part busy", () => {
  assert.equal(state({ utilisation: course(0.79) }), "healthy");
  assert.equal(state({ utilisation: course(0.8) }), "busy");
});

test("a part that nobody asks is idle, one of which nothing is known has no data", () => {
  assert.equal(state({ attempts_per_s: course(0), in_flight: course(0) }), "idle");
  assert.equal(stateAt(part({}, { course: null }), 0, 0), "no data");
});
