import { useState } from "preact/hooks";
import type { Report } from "../../data";
import { DesignName } from "../../look/name";
import { Section } from "../../look/section";
import { measured } from "../../text/numbers";
import { plural } from "../../text/words";
import { withValues } from "../lesson/words";
import type { Lab } from "../page/lab";
import type { Prediction } from "../page/state";
import { changeInWords } from "../scenario/changes";
import { treeOf } from "../scenario/path";
import type { PastRun } from "./past";

/** The chief measures that some of the runs have a value of. */
function measuresOf(runs: PastRun[]) {
  const reports = runs.map((r) => r.report);
  const newest = reports.at(-1)!;
  const has = (report: Report, key: string) =>
    report.designs.some((d) => (d.measures[key]?.mean ?? null) !== null);
  return newest.measures.filter(
    ({ key }) => newest.chief_measures.includes(key) && reports.some((r) => has(r, key)),
  );
}

function predicted(prediction: Prediction | null, run: PastRun): string {
  if (prediction === null || prediction === "none") return "–";
  if ("value" in prediction) return prediction.value;
  const choice = run.entry.lesson?.predict?.choices[prediction.choice];
  return choice ? withValues(choice.text, treeOf(run.text)) : "–";
}

function Head({ runs, lab, shown }: { runs: PastRun[]; lab: Lab; shown: PastRun | null }) {
  return (
    <thead>
      <tr>
        <th scope="col">Run</th>
        {runs.map((run) => (
          <th scope="col" key={run.number}>
            {run.number} <small>{plural(run.report.replications, "replication")}</small>
            <br />
            <button
              type="button"
              disabled={lab.now.running !== null || shown?.number === run.number}
              onClick={() => lab.restore(run)}
            >
              {shown?.number === run.number ? "Shown" : "Restore"}
              <span class="unseen"> run {run.number}</span>
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
}

function About({ runs }: { runs: PastRun[] }) {
  const rows: [string, (run: PastRun) => string[]][] = [
    [
      "Changed",
      ({ changes }) => (changes.length > 0 ? changes.map(changeInWords) : ["as it was opened"]),
    ],
    ["Predicted", (run) => [predicted(run.prediction, run)]],
  ];
  return (
    <>
      {rows.map(([title, words]) => (
        <tr key={title} class="about">
          <th scope="row">{title}</th>
          {runs.map((run) => (
            <td key={run.number}>
              {words(run).map((line, i) => (
                <div key={i}>{line}</div>
              ))}
            </td>
          ))}
        </tr>
      ))}
    </>
  );
}

function DesignRows({ runs, name, index }: { runs: PastRun[]; name: string; index: number }) {
  const designOf = (run: PastRun) => run.report.designs.find((d) => d.name === name);
  return (
    <>
      <tr class="group">
        <th scope="rowgroup" colSpan={runs.length + 1}>
          <DesignName name={name} index={index} />
        </th>
      </tr>
      {measuresOf(runs).map(({ key, title, unit, meaning }) => (
        <tr key={key}>
          <th scope="row" title={meaning}>
            {title}
          </th>
          {runs.map((run) => {
            const { value, spread } = measured(designOf(run)?.measures[key], unit);
            return (
              <td key={run.number} class="number">
                {value} {spread && <small>{spread}</small>}
              </td>
            );
          })}
        </tr>
      ))}
    </>
  );
}

/** The last runs side by side: what was changed, and what came of it. */
export function Compare({
  lab,
  runs,
  shown,
}: {
  lab: Lab;
  runs: PastRun[];
  shown: PastRun | null;
}) {
  const [many, setMany] = useState(4);
  if (runs.length < 2) return null;
  const last = runs.slice(-many);
  const designs = [...new Set(last.flatMap((r) => r.report.designs.map((d) => d.name)))];
  return (
    <Section
      id="runs"
      title="The last runs"
      reads="What was changed in each run against the scenario as it was opened, and the chief measures of each design."
    >
      <div class="scroll" tabIndex={0} role="region" aria-label="Measures of the last runs">
        <table class="measures runs">
          <Head runs={last} lab={lab} shown={shown} />
          <tbody>
            <About runs={last} />
            {designs.map((name, index) => (
              <DesignRows key={name} runs={last} name={name} index={index} />
            ))}
          </tbody>
        </table>
      </div>
      {runs.length > many && (
        <button type="button" onClick={() => setMany(runs.length)}>
          Show all {runs.length}
        </button>
      )}
    </Section>
  );
}
