// The texts of the lessons with results in them, and the choice that holds.
import assert from "node:assert/strict";
import test from "node:test";
import { lessons } from "../lessons.mjs";
import { source } from "../source.mjs";

const { told, withValues } = await source("lab/lesson/words.ts");
const { measuredOf, rightChoice, fieldsOf, windowOf } = await source("lab/lesson/measured.ts");
const { headOf } = await source("lab/lesson/lesson.ts");
const { treeOf } = await source("lab/scenario/path.ts");

const report = {
  designs: ["rest", "the second"].map((name) => ({ name, measures: {}, windows: [] })),
  measures: [
    { key: "availability", unit: "share" },
    { key: "response_p99_s", unit: "seconds" },
    { key: "goodput_per_s", unit: "per second" },
    { key: "lag_max", unit: "events" },
  ],
  csv: {
    "measures.csv": [
      "design,window,measure,mean,low,high,replications,finished,wanted",
      "rest,run,availability,0.7787,0.77,0.78,2,2,2",
      'rest,"class buy during a, b",response_p99_s,0.26,,,1,2,2',
      "the second,run,goodput_per_s,200,199,201,2,2,2",
      "the second,run,lag_max,23940.6,,,1,2,2",
      "rest,run,lag_max,,,,0,2,2",
      "",
    ].join("\n"),
  },
};
const all = measuredOf(report);
const root = treeOf('{"faults": [{"for": "2min", "share": 0.5}]}');
const say = (text) => told(text, root, report, all);

test("placeholders are filled with what was measured, in words", () => {
  assert.equal(say("{rest.availability}"), "77.9\u00a0%");
  assert.equal(say("in {rest.response_p99_s class buy during a, b}."), "in 260\u00a0ms.");
  assert.equal(say("{the second.goodput_per_s}"), "200 per second");
  assert.equal(say("{the second.lag_max} of {rest.lag_max}"), "23,941 of (no value)");
});

test("settings stand as one says them; what is unknown stays as it is", () => {
  assert.equal(withValues("{faults.0.for} and {faults.0.share}", root), "2\u00a0min and 0.5");
  assert.equal(say("{nothing.here} {faults.0.for}"), "{nothing.here} 2\u00a0min");
});

test("fields of CSV may be quoted and empty", () => {
  assert.deepEqual(fieldsOf('a,"b, ""c""",,d'), ["a", 'b, "c"', "", "d"]);
  assert.deepEqual(fieldsOf("a,"), ["a", ""]);
});

test("the right choice is the one whose range holds the value", () => {
  const choices = [{ at_most: 5 }, { at_least: 5, at_most: 60 }, { at_least: 60 }];
  const right = [0, 5, 30, 60, 1e9, null].map((value) => rightChoice(choices, value));
  assert.deepEqual(right, [0, 1, 1, 2, 2, null]);
  assert.equal(rightChoice([], 5), null);
});

test("every lesson has a chapter, a question, sentences, and values for its settings", () => {
  const course = lessons();
  assert.equal(course.length, 37);
  for (const { file, text } of course) {
    const { title, question, lesson } = headOf(text);
    assert.ok(title && question && lesson.chapter && lesson.minutes > 0, file);
    assert.ok(lesson.predict.ask && lesson.happens.length && lesson.why.length, file);
    const settings = withValues(lesson.predict.ask, treeOf(text));
    assert.doesNotMatch(settings, /[{}]/, file);
    assert.equal(typeof windowOf(lesson.predict), "string");
  }
});

test("a lesson from elsewhere may be anything", () => {
  for (const block of ["1", "[]", "null", '{"predict": 1}', '{"try": [1, {"set": 5}]}', '"x"']) {
    headOf(`{"lesson": ${block}, "title": 5, "question": []}`);
  }
  assert.equal(headOf('{"lesson": {"predict": {"ask": "a"}}}').lesson.predict, null);
});
