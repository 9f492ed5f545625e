import type { Node } from "jsonc-parser";
import { useMemo } from "preact/hooks";
import type { Report } from "../../data";
import { measuredText } from "../../text/numbers";
import type { PastRun } from "../runs/past";
import { treeOf } from "../scenario/path";
import type { Lesson, Predict } from "./lesson";
import { asked, measuredOf, rightChoice, windowOf, type Measured } from "./measured";
import { told, withValues } from "./words";

interface Told {
  root: Node | undefined;
  report: Report;
  all: Measured;
}

/** "availability of rest during payment down" */
function askedInWords(predict: Predict, report: Report): string {
  const title = report.measures.find((m) => m.key === predict.measure)?.title ?? predict.measure;
  const window = windowOf(predict);
  return `${title} of ${predict.design}${window && ` ${window}`}`;
}

function Compared({ predict, run, told }: { predict: Predict; run: PastRun; told: Told }) {
  const { report, all, root } = told;
  const estimate = asked(predict, all);
  const unit = report.measures.find((m) => m.key === predict.measure)?.unit ?? "";
  const right = rightChoice(predict.choices, estimate?.mean ?? null);
  const { prediction } = run;
  const choice = (i: number | null) =>
    i === null ? "" : withValues(predict.choices[i]?.text ?? "", root);
  const guessed = prediction !== null && prediction !== "none" ? prediction : null;
  const chosen = guessed && "choice" in guessed ? guessed.choice : null;
  return (
    <>
      <dl class="compared">
        {guessed && (
          <div>
            <dt>predicted</dt>
            <dd>{"choice" in guessed ? choice(guessed.choice) : guessed.value}</dd>
          </div>
        )}
        <div>
          <dt>measured</dt>
          <dd>
            {choice(right)}{" "}
            <small>
              {askedInWords(predict, report)}: {measuredText(estimate, unit)}
            </small>
          </dd>
        </div>
      </dl>
      {chosen !== null && right !== null && (
        <p class={`verdict ${chosen === right ? "good" : "bad"}`} role="status">
          {chosen === right ? "✓ The prediction was right." : "✕ The prediction was wrong."}
        </p>
      )}
    </>
  );
}

function Points({ title, texts, told: given }: { title: string; texts: string[]; told: Told }) {
  if (texts.length === 0) return null;
  return (
    <div>
      <h3>{title}</h3>
      <ul class="points">
        {texts.map((text, i) => (
          <li key={i}>{told(text, given.root, given.report, given.all)}</li>
        ))}
      </ul>
    </div>
  );
}

/** After the run: what was predicted and what was measured, what happens, and why. */
export function Outcome({ lesson, run }: { lesson: Lesson; run: PastRun }) {
  const { report, text, changes } = run;
  const told = useMemo(
    () => ({ root: treeOf(text), report, all: measuredOf(report) }),
    [report, text],
  );
  return (
    <section id="outcome" aria-labelledby="outcome-title">
      <h2 id="outcome-title">Prediction and explanation</h2>
      {lesson.predict && <Compared predict={lesson.predict} run={run} told={told} />}
      {changes.some(({ path }) => !path.startsWith("run.")) && (
        <p class="reads">
          The scenario was changed: the numbers below are those of this run, the sentences were
          written for the lesson as it is.
        </p>
      )}
      <div class="columns">
        <Points title="What happens" texts={lesson.happens} told={told} />
        <Points title="Why" texts={lesson.why} told={told} />
      </div>
    </section>
  );
}
