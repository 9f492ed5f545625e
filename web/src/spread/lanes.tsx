import { useMemo } from "preact/hooks";
import type { Clock } from "../clock/clock";
import { StrikeBands } from "../clock/scrubber";
import type { DesignReport, Strike } from "../data";
import { DesignName } from "../look/name";
import { useLook } from "../look/settings";
import { useWidth } from "../look/size";
import { guttersFor } from "../plots/gutters";
import { Crosshair } from "../plots/panel";
import { bareName, listed } from "../text/words";
import { LaneView } from "./lane";
import { lanesOf } from "./order";

interface Props { design: DesignReport; index: number; strikes: Strike[]; clock: Clock }

const LETTER = 7;   // width of a letter

/** The lanes of one design, on the time axis of the panels. */
export function Lanes({ design, index, strikes, clock }: Props) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const { scale } = useLook();
  const { lanes, calm } = useMemo(() => lanesOf(design, strikes), [design, strikes]);
  const { left, right } = guttersFor(width, scale);
  const room = width - left - right;
  return (
    <div class="lanes" ref={ref}>
      <h3 style={{ paddingLeft: left }}><DesignName name={design.name} index={index} /></h3>
      {width > 0 && lanes.length > 0 && (
        <div class="lane-rows">
          <div class="bands quiet" style={{ left, width: room }} aria-hidden="true">
            <StrikeBands strikes={strikes} length={clock.length} />
          </div>
          {lanes.map((lane) => (
            <div class="lane-row" key={lane.part.name}>
              <div style={{ marginLeft: left, width: room }}>
                <LaneView lane={lane} design={design} length={clock.length} room={room}
                  letter={LETTER * scale} />
              </div>
              <span class="lane-note" title={lane.part.name}>
                {bareName(lane.part.name)} {lane.note}
              </span>
            </div>
          ))}
          <Crosshair clock={clock} width={width} />
        </div>
      )}
      {calm.length > 0 && (
        <p class="calm" style={{ paddingLeft: left }}>
          Nothing unusual: {listed(calm.map(bareName))}.
        </p>
      )}
    </div>
  );
}
