import type { Report, VerdictReport } from "../data";
import { Section } from "../look/section";

function Verdict({ verdict }: { verdict: VerdictReport }) {
  const { passed, close, text, reason } = verdict;
  return (
    <li class={passed ? "passed" : "missed"}>
      <b>
        <span aria-hidden="true">{passed ? "✓" : "✕"}</span> {passed ? "holds" : "fails"}
      </b>{" "}
      {text}
      {close && <em> (close: the interval reaches the limit)</em>}
      {reason && <em> ({reason})</em>}
    </li>
  );
}

export function Verdicts({ report }: { report: Report }) {
  if (report.verdicts.length === 0) return null;
  return (
    <Section
      id="verdicts"
      title="Expectations"
      minor
      reads="What the scenario expects of its designs, and whether the run shows it."
    >
      <ul class="verdicts">
        {report.verdicts.map((v, i) => (
          <Verdict key={i} verdict={v} />
        ))}
      </ul>
    </Section>
  );
}
