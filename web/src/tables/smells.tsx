import type { DesignReport, Report, Smell } from "../data";
import { DesignName } from "../look/name";
import { Section } from "../look/section";
import { quantity } from "../text/numbers";
import { sentence, upperFirst } from "../text/words";

function SmellItem({ smell }: { smell: Smell }) {
  const { kind, severity, evidence, line, remedy } = smell;
  return (
    <li>
      <b>{upperFirst(kind)}</b>{" "}
      <small>
        {severity}
        {line !== null && `, line ${line}`}
      </small>
      <br />
      {sentence(evidence)}
      {remedy && (
        <>
          <br />
          <em>Remedy:</em> {sentence(remedy)}
        </>
      )}
    </li>
  );
}

/** What a kind of coupling is. */
const COUPLED: Record<string, string> = {
  temporal: "one waits for the other",
  spatial: "one calls the other",
  data: "both use a store",
  format: "both know a message format",
  deployment: "both are released together",
};

function Score({ design }: { design: DesignReport }) {
  if (!design.score) return null;
  return (
    <p>
      Monolith score <b>{quantity(design.score.all)}</b>, where 0 is uncoupled and 1 a monolith.
      Coupled pairs of services:{" "}
      {design.score.kinds
        .filter(({ score }) => score !== null)
        .map(({ kind, score }) => `${kind} (${COUPLED[kind] ?? ""}) ${quantity(score, "share")}`)
        .join(", ")}
      .
    </p>
  );
}

export function Smells({ report }: { report: Report }) {
  if (report.designs.every((d) => d.smells.length === 0 && !d.score)) return null;
  return (
    <Section
      id="smells"
      title="Smells"
      minor
      reads="What the structure alone gives away, with the line of the scenario and a remedy."
    >
      <div class="columns">
        {report.designs.map((design, index) => (
          <div key={design.name}>
            <h3>
              <DesignName name={design.name} index={index} />
            </h3>
            <Score design={design} />
            {design.smells.length === 0 ? (
              <p>None was found.</p>
            ) : (
              <ul class="smells">
                {design.smells.map((s, i) => (
                  <SmellItem key={i} smell={s} />
                ))}
              </ul>
            )}
          </div>
        ))}
      </div>
    </Section>
  );
}
