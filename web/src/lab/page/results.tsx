import { useMemo } from "preact/hooks";
import { useKeys } from "../../clock/keys";
import type { Clock } from "../../clock/clock";
import type { Report } from "../../data";
import { clockOf, ReportSections } from "../../page/report";
import { Pictures } from "../pictures/pictures";
import type { PartActions } from "../../stage/stage";

interface Props {
  report: Report;
  goesOn: boolean;
  partActions: PartActions;
}

/** The clock goes on while results of the same run arrive. */
function useClockOf(report: Report): Clock {
  const faults = JSON.stringify(report.strikes.map((s) => [s.name, s.from_s, s.to_s]));
  return useMemo(() => clockOf(report), [report.length_s, faults]);
}

/** The sections of the report, of what is finished so far. They are drawn anew only where there is
 * a new one. */
export function Results({ report, goesOn, partActions }: Props) {
  const clock = useClockOf(report);
  useKeys(clock);
  return useMemo(
    () => (
      <>
        <ReportSections
          report={report}
          clock={clock}
          heading="Result"
          goesOn={goesOn}
          partActions={partActions}
        />
        <Pictures report={report} clock={clock} />
      </>
    ),
    [report, clock, goesOn, partActions],
  );
}
