import type { Clock } from "../clock/clock";
import type { Report } from "../data";
import { Section } from "../look/section";
import { Causes } from "./causes";
import { Lanes } from "./lanes";

export function Spread({ report, clock }: { report: Report; clock: Clock }) {
  const strikes = report.strikes;
  if (report.designs.every((d) => d.parts.length === 0 && d.causes.length === 0)) return null;
  return (
    <Section
      id="spread"
      title="How it spread"
      reads={
        "A lane for each part, in the order in which the parts left their steady state, and how " +
        "long after the fault. The time axis is that of the panels. Below: why requests fail, " +
        "from what the client sees to the root."
      }
    >
      {report.designs.map((design, index) => (
        <Lanes key={design.name} design={design} index={index} strikes={strikes} clock={clock} />
      ))}
      <div class="columns">
        {report.designs.map((design, index) => (
          <Causes key={design.name} design={design} index={index} />
        ))}
      </div>
    </Section>
  );
}
