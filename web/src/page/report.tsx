import { useMemo, useState } from "preact/hooks";
import { Answer } from "../answer/answer";
import { Clock } from "../clock/clock";
import { useKeys } from "../clock/keys";
import type { Report } from "../data";
import { Distributions } from "../distributions/distributions";
import { lessMotion, LookContext, useLookSettings } from "../look/settings";
import { NamesContext } from "../plots/gutters";
import { OverTime } from "../plots/panels";
import { Reproduce } from "../reproduce/reproduce";
import { Splits } from "../splits/splits";
import { Spread } from "../spread/spread";
import { Stage, type Chosen, type PartActions } from "../stage/stage";
import { Books } from "../tables/books";
import { Hypothesis } from "../tables/hypothesis";
import { InShort } from "../tables/in_short";
import { Measures } from "../tables/measures";
import { Smells } from "../tables/smells";
import { Verdicts } from "../tables/verdicts";
import { startTime } from "./start";
import { Top } from "./top";

interface SectionsProps {
  report: Report;
  clock: Clock;
  heading?: string; // of the answer, where the page has a heading of its own
  goesOn?: boolean; // more replications will come
  partActions?: PartActions;
}

/** All sections of a report, from the answer down to what it was made of. */
export function ReportSections(props: SectionsProps) {
  const { report, clock, heading, goesOn, partActions } = props;
  const [chosen, choose] = useState<Chosen>({ part: null, request: null });
  const openRequest = (request: number) => {
    choose({ part: null, request });
    document.getElementById("stage")?.scrollIntoView();
  };
  const names = useMemo(() => report.designs.map((d) => d.name), [report]);
  return (
    <NamesContext.Provider value={names}>
      <Answer report={report} heading={heading} goesOn={goesOn} />
      <Stage
        report={report}
        clock={clock}
        chosen={chosen}
        onChoose={choose}
        partActions={partActions}
      />
      <OverTime report={report} clock={clock} />
      <Spread report={report} clock={clock} />
      <Distributions report={report} onRequest={openRequest} />
      <Splits report={report} />
      <InShort report={report} />
      <Measures report={report} />
      <Hypothesis report={report} />
      <Verdicts report={report} />
      <Books report={report} />
      <Smells report={report} />
      <Reproduce report={report} />
    </NamesContext.Provider>
  );
}

export const clockOf = (report: Report) =>
  new Clock(report.length_s, startTime(report), report.designs[0]?.bucket_s ?? 1, lessMotion);

/** A page that holds one report. */
export function ReportPage({ report }: { report: Report }) {
  const { look, screen, setTheme, setPresentation } = useLookSettings();
  const clock = useMemo(() => clockOf(report), [report]);
  useKeys(clock);
  return (
    <LookContext.Provider value={look}>
      <Top look={look} screen={screen} onTheme={setTheme} onPresentation={setPresentation} />
      <main>
        <ReportSections report={report} clock={clock} />
      </main>
    </LookContext.Provider>
  );
}
