import type { DesignReport, Report } from "../data";
import { designColour } from "../look/designs";
import { measureInfo } from "../look/measures";
import { DesignName } from "../look/name";
import { quantity } from "../text/numbers";
import { plural, sentence, unbroken } from "../text/words";
import { carrying, saidOf } from "./numbers";

interface CardProps {
  report: Report;
  design: DesignReport;
  index: number;
}

function Card({ report, design, index }: CardProps) {
  return (
    <article class="card" style={{ borderTopColor: designColour(index) }}>
      <h2>
        <DesignName name={design.name} index={index} />
      </h2>
      <p class="finding">{unbroken(design.finding)}</p>
      <dl class="carrying">
        {carrying(report).map(({ key, label }) => {
          const { value, spread } = saidOf(report, design, key);
          return (
            <div key={key} title={measureInfo(report, key).meaning}>
              <dt>{label}</dt>
              <dd>
                {value}
                <small>{spread}</small>
              </dd>
            </div>
          );
        })}
      </dl>
    </article>
  );
}

function provenance(report: Report, goesOn: boolean) {
  const { replications, wanted_replications, seed, length_s, warmup_s } = report;
  const stopped =
    wanted_replications > replications
      ? ` of ${wanted_replications.toLocaleString("en-US")}, ${goesOn ? "so far" : "stopped early"}`
      : "";
  return (
    `${plural(replications, "replication")}${stopped}, seed ${seed}, measured from ` +
    `${quantity(warmup_s, "s")} to ${quantity(length_s, "s")}`
  );
}

interface Props {
  report: Report;
  heading?: string; // instead of the question, where that stands above already
  goesOn?: boolean; // more replications will come
}

/** The question, and for each design what was found and the numbers that carry it. */
export function Answer({ report, heading, goesOn = false }: Props) {
  return (
    <section id="answer" aria-labelledby="question">
      <p class="overline">
        {report.title} · {provenance(report, goesOn)}
      </p>
      {heading ? <h2 id="question">{heading}</h2> : <h1 id="question">{report.question}</h1>}
      <div class={`cards of-${report.designs.length}`}>
        {report.designs.map((design, index) => (
          <Card key={design.name} report={report} design={design} index={index} />
        ))}
      </div>
      {report.summary && <p class="summary">{sentence(report.summary)}</p>}
      {report.warnings.map((warning) => (
        <p class="warning" key={warning}>
          <b>Warning.</b> {warning}
        </p>
      ))}
    </section>
  );
}
