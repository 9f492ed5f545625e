import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import type { Clock } from "../clock/clock";
import { Scrubber } from "../clock/scrubber";
import type { Report } from "../data";
import { designColour } from "../look/designs";
import { DesignName } from "../look/name";
import { usePrinting } from "../look/paper";
import { Section } from "../look/section";
import { RequestChoice, TraceDetails } from "../traces/details";
import { PartDetails } from "./details";
import { StageKey } from "./key";
import { graphOf } from "./graph";
import { Picture } from "./picture";
import { Stills } from "./still";
import { busiest } from "./traffic";
import { longestQueue } from "./values";

export interface Chosen {
  part: string | null;
  request: number | null;
}

/** What a page offers to do with the part that was chosen. */
export type PartActions = (part: string) => ComponentChildren;

interface Props {
  report: Report;
  clock: Clock;
  chosen: Chosen;
  onChoose: (chosen: Chosen) => void;
  partActions?: PartActions;
}

const READS =
  "All designs at the same instant, under the same requests. A bar shows how full a " +
  "part is; dots are sampled requests, slowed down where they would be too fast to see. Click a " +
  "part for its course, a dot for its way through the parts.";

/** All designs side by side, at the time of the clock. */
export function Stage({ report, clock, chosen, onChoose, partActions }: Props) {
  const scales = useMemo(
    () => ({ longest: longestQueue(report.designs), busiest: busiest(report.designs) }),
    [report],
  );
  const graphs = useMemo(() => new Map(report.designs.map((d) => [d, graphOf(d)])), [report]);
  const printed = usePrinting() && report.designs.some((d) => d.parts.length > 0);
  const onPart = (part: string) =>
    onChoose({ part: chosen.part === part ? null : part, request: null });
  const onRequest = (request: number | null) => onChoose({ part: null, request });
  const close = () => onChoose({ part: null, request: null });
  return (
    <Section id="stage" title="The stage" reads={READS}>
      <Scrubber clock={clock} strikes={report.strikes} warmup={report.warmup_s} />
      <div class={`stages of-${report.designs.length} ${printed ? "screen-only" : ""}`}>
        {report.designs.map((design, index) => (
          <div class="stage" key={design.name} style={{ borderTopColor: designColour(index) }}>
            <h3>
              <DesignName name={design.name} index={index} />
            </h3>
            {design.parts.length === 0 && <p>Nothing was recorded of its parts.</p>}
            <Picture
              design={design}
              graphs={graphs}
              strikes={report.strikes}
              clock={clock}
              scales={scales}
              chosen={chosen}
              onPart={onPart}
              onTrace={(trace) => onRequest(trace.request)}
            />
          </div>
        ))}
      </div>
      {printed && <Stills report={report} graphs={graphs} scales={scales} clock={clock} />}
      <div class="under-stage">
        <StageKey />
        <RequestChoice report={report} request={chosen.request} onRequest={onRequest} />
      </div>
      {chosen.part !== null && (
        <PartDetails report={report} part={chosen.part} clock={clock} onClose={close}>
          {partActions?.(chosen.part)}
        </PartDetails>
      )}
      {chosen.request !== null && (
        <TraceDetails
          report={report}
          request={chosen.request}
          onRequest={onRequest}
          onClose={close}
        />
      )}
    </Section>
  );
}
