import type { Clock } from "../clock/clock";
import type { Report } from "../data";
import { useMemo } from "preact/hooks";
import { Section } from "../look/section";
import { useLook } from "../look/settings";
import { useWidth } from "../look/size";
import { isNarrow } from "./gutters";
import { marksInWords } from "./marks";
import { Panel } from "./panel";
import { panelsOf, type PanelData } from "./series";

interface StackProps {
  panels: PanelData[];
  report: Report;
  clock: Clock;
  height: number;
}

/** Panels above one another, with one time axis under the last. */
export function Stack({ panels, report, clock, height }: StackProps) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const { scale } = useLook();
  return (
    <div class="stack" ref={ref}>
      {panels.map((panel, i) => (
        <Panel
          key={panel.key}
          panel={panel}
          clock={clock}
          strikes={report.strikes}
          width={width}
          height={
            Math.max(height, panel.curves.length * (isNarrow(width, scale) ? 31 : 16) + 4) * scale
          }
          axis={i === panels.length - 1}
        />
      ))}
    </div>
  );
}

export function OverTime({ report, clock }: { report: Report; clock: Clock }) {
  const panels = useMemo(() => panelsOf(report.designs), [report]);
  if (panels.length === 0) return null;
  return (
    <Section
      id="over-time"
      title="Over time"
      reads={
        `One scale for all designs; bands are 95 % intervals over the replications${marksInWords(report.strikes)}. ` +
        "The vertical line is the time of the stage: point at a panel to move it, click to keep it."
      }
    >
      <Stack panels={panels} report={report} clock={clock} height={112} />
    </Section>
  );
}
