import type { Report } from "../data";
import { Section } from "../look/section";
import { lasted } from "../traces/find";
import { Histograms, type Row } from "./histogram";

/** Response times of the requests that were traced; for consistency, until the last effect. */
function rowsOf(report: Report, key: "response_s" | "consistency_s"): Row[] {
  return report.designs.flatMap((design, index) => {
    const distribution = design.distributions[key];
    if (!distribution || distribution.share.length === 0) return [];
    const sampled = design.traces.flatMap((trace) => {
      const value =
        key === "response_s"
          ? lasted(trace)
          : trace.answered_s === null || trace.completed_s === null
            ? null
            : trace.completed_s - trace.answered_s;
      const usable = trace.outcome === "succeeded" || trace.outcome === "degraded";
      return value !== null && value > 0 && usable ? [{ trace, value }] : [];
    });
    const kind = key.slice(0, -2);
    return [
      {
        name: design.name,
        index,
        distribution,
        sampled,
        median: design.measures[`${kind}_p50_s`],
        slow: design.measures[`${kind}_p99_s`],
      },
    ];
  });
}

export function Distributions({
  report,
  onRequest,
}: {
  report: Report;
  onRequest: (request: number) => void;
}) {
  const response = rowsOf(report, "response_s");
  const consistency = rowsOf(report, "consistency_s");
  if (response.length === 0 && consistency.length === 0) return null;
  return (
    <Section
      id="distributions"
      title="Distributions"
      minor
      reads={
        "How often each time occurs, on a log axis that all designs share: twice as far is not " +
        "twice as long. The marks below are sampled requests; click near one, for instance in the " +
        "slowest 1 %, to see where its time went."
      }
    >
      <div class="columns wide">
        {response.length > 0 && (
          <Histograms
            title="Response time"
            meaning="of usable answers"
            rows={response}
            onRequest={onRequest}
          />
        )}
        {consistency.length > 0 && (
          <Histograms
            title="Time to consistency"
            meaning="from the answer until all effects are there"
            rows={consistency}
            onRequest={onRequest}
          />
        )}
      </div>
    </Section>
  );
}
