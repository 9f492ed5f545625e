import type { Report } from "../data";
import { CopyButton } from "../look/copy";
import { Section } from "../look/section";
import { Download } from "./download";

/** All that is needed to get the same page again, and its data. */
export function Reproduce({ report }: { report: Report }) {
  return (
    <Section
      id="reproduce"
      title="Reproduce"
      minor
      reads="The same build, scenario and seed give the same numbers, to the last digit."
    >
      <pre class="command" tabIndex={0}>
        <code>{report.command}</code>
      </pre>
      <CopyButton label="Copy command" text={() => report.command} />
      <p>
        Seed {report.seed}, Faultline {report.faultline}, {report.build}.
      </p>
      <details>
        <summary>The scenario</summary>
        <pre class="scenario" tabIndex={0}>
          <code>{report.scenario}</code>
        </pre>
      </details>
      <p class="downloads">
        Download:{" "}
        <Download name="report.json" type="application/json" text={() => JSON.stringify(report)} />
        <Download name="scenario.json" type="application/json" text={() => report.scenario} />
        {Object.entries(report.csv).map(([name, text]) => (
          <Download key={name} name={name} type="text/csv" text={() => text} />
        ))}
      </p>
    </Section>
  );
}
