// A panel as a picture of its own.
import assert from "node:assert/strict";
import test from "node:test";
import { report } from "../fixture.mjs";
import { source } from "../source.mjs";

const { plotSvg } = await source("lab/pictures/plot_svg.ts");
const { panelsOf } = await source("plots/series.ts");
const { completed } = await source("lab/engine/brief.ts");

test("every panel is drawn whole, and names are text", () => {
  const data = report({ designs: ['<b>&"', "events"] });
  for (const panel of panelsOf(data.designs)) {
    const svg = plotSvg(panel, data.strikes, data.length_s, (name) => name);
    assert.doesNotMatch(svg, /NaN|undefined|Infinity|<b>/, panel.key);
    assert.match(svg, /&lt;b&gt;&amp;&quot;/);
    assert.equal(svg.match(/<path d="M/g).length >= panel.curves.length, true);
  }
});

test("a brief report is completed with the last whole one, or with nothing", () => {
  const whole = report();
  const brief = { ...whole, csv: null, replications: 21 };
  brief.designs = whole.designs.map(({ name, measures }) => ({ name, measures }));
  assert.deepEqual(completed(brief, null).designs[0].parts, []);
  const full = completed(brief, whole);
  assert.equal(full.replications, 21);
  assert.equal(full.designs[0].parts, whole.designs[0].parts);
  assert.equal(full.csv, whole.csv);
});
