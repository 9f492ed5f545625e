import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import type { Clock } from "../clock/clock";
import type { Report } from "../data";
import { Stack } from "../plots/panels";
import { panelsOf, partPanels } from "../plots/series";
import { bareName, listed } from "../text/words";

interface Props {
  report: Report;
  part: string;
  clock: Clock;
  onClose: () => void;
  children?: ComponentChildren; // what else one can do with it
}

/** The course of the part that was chosen, in every design that has it. */
export function PartDetails({ report, part, clock, onClose, children }: Props) {
  const client = part === "client";
  const panels = useMemo(
    () => (client ? panelsOf(report.designs) : partPanels(report.designs, part)),
    [report, part],
  );
  const having = client
    ? report.designs
    : report.designs.filter((d) => d.parts.some((p) => p.name === part));
  const facts = report.designs.flatMap((d) => d.parts).find((p) => p.name === part);
  const sizes = [
    facts?.instances && `${facts.instances} instances`,
    facts?.workers && `${facts.workers} workers`,
    facts?.queue && `${facts.queue} places to wait`,
  ]
    .filter(Boolean)
    .join(", ");
  return (
    <div class="details" role="region" aria-label={`Course of ${part}`}>
      <header>
        <h3>
          {bareName(part)}{" "}
          <small>
            {facts?.role ?? "client"}
            {sizes && ` · ${sizes}`}
          </small>
        </h3>
        <button type="button" onClick={onClose}>
          Close
        </button>
      </header>
      {children}
      <p class="reads">
        Its course in {listed(having.map((d) => d.name))}, on one scale; what is 0 throughout is
        left out.
      </p>
      {panels.length ? (
        <Stack panels={panels} report={report} clock={clock} height={72} />
      ) : (
        <p>Nothing was recorded for this part.</p>
      )}
    </div>
  );
}
