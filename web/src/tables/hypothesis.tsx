import type { HypothesisReport, Report, Steadiness } from "../data";
import { Section } from "../look/section";

const marks: Record<Steadiness, [mark: string, look: string]> = {
  held: ["✓", "passed"],
  deviated: ["✕", "missed"],
  inconclusive: ["?", "undecided"],
};

function Probe({ probe }: { probe: HypothesisReport["probes"][number] }) {
  const [mark, look] = marks[probe.verdict];
  return (
    <li class={look}>
      <b>
        <span aria-hidden="true">{mark}</span> {probe.verdict}
      </b>{" "}
      {probe.design}: {probe.claim}: {probe.finding}
    </li>
  );
}

/** The steady-state hypothesis, and what the stop condition did. */
export function Hypothesis({ report }: { report: Report }) {
  const { hypothesis } = report;
  if (!hypothesis) return null;
  const { title, verdict, in_short, probes, sentences } = hypothesis;
  return (
    <Section
      id="hypothesis"
      title="Steady-state hypothesis"
      minor
      reads="Whether what is normal was so before the faults, in every window during them, and after them."
    >
      {title && <p>“{title}”</p>}
      {verdict && (
        <p>
          The experiment: <b>{verdict}</b> ({in_short}).
        </p>
      )}
      <ul class="verdicts">
        {probes.map((probe, i) => (
          <Probe key={i} probe={probe} />
        ))}
      </ul>
      {sentences.map((sentence, i) => (
        <p key={i}>{sentence}.</p>
      ))}
    </Section>
  );
}
