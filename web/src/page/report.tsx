import { useMemo, useState } from "preact/hooks";
import { Answer } from "../answer/answer";
import { Clock } from "../clock/clock";
import { useKeys } from "../clock/keys";
import type { Report } from "../data";
import { Distributions } from "../distributions/distributions";
import { lessMotion, LookContext, useLookSettings } from "../look/settings";
import { OverTime } from "../plots/panels";
import { Reproduce } from "../reproduce/reproduce";
import { Splits } from "../splits/splits";
import { Spread } from "../spread/spread";
import { Stage, type Chosen } from "../stage/stage";
import { Books } from "../tables/books";
import { InShort } from "../tables/in_short";
import { Measures } from "../tables/measures";
import { Smells } from "../tables/smells";
import { Verdicts } from "../tables/verdicts";
import { startTime } from "./start";
import { Top } from "./top";

/** The report, from the answer down to what it was made of. */
export function ReportPage({ report }: { report: Report }) {
  const { look, screen, setTheme, setPresentation } = useLookSettings();
  const clock = useMemo(
    () =>
      new Clock(report.length_s, startTime(report), report.designs[0]?.bucket_s ?? 1, lessMotion),
    [report],
  );
  const [chosen, choose] = useState<Chosen>({ part: null, request: null });
  useKeys(clock);
  const openRequest = (request: number) => {
    choose({ part: null, request });
    document.getElementById("stage")?.scrollIntoView();
  };
  return (
    <LookContext.Provider value={look}>
      <Top look={look} screen={screen} onTheme={setTheme} onPresentation={setPresentation} />
      <main>
        <Answer report={report} />
        <Stage report={report} clock={clock} chosen={chosen} onChoose={choose} />
        <OverTime report={report} clock={clock} />
        <Spread report={report} clock={clock} />
        <Distributions report={report} onRequest={openRequest} />
        <Splits report={report} />
        <InShort report={report} />
        <Measures report={report} />
        <Verdicts report={report} />
        <Books report={report} />
        <Smells report={report} />
        <Reproduce report={report} />
      </main>
    </LookContext.Provider>
  );
}
