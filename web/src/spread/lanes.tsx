import { useMemo } from "preact/hooks";
import type { Clock } from "../clock/clock";
import { StrikeBands } from "../clock/scrubber";
import type { DesignReport, Strike } from "../data";
import { DesignName } from "../look/name";
import { useLook } from "../look/settings";
import { px, useWidth } from "../look/size";
import { useGutters } from "../plots/gutters";
import { Crosshair } from "../plots/panel";
import { bareName, listed } from "../text/words";
import { hasRoom, LaneView } from "./lane";
import { lanesOf } from "./order";

interface Props {
  design: DesignReport;
  index: number;
  strikes: Strike[];
  clock: Clock;
}

const LETTER = 7; // width of a letter

/** The lanes of one design, on the time axis of the panels. */
export function Lanes({ design, index, strikes, clock }: Props) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const { scale } = useLook();
  const { lanes, calm } = useMemo(() => lanesOf(design, strikes), [design, strikes]);
  const { left, right } = useGutters(width);
  const room = width - left - right;
  const above = lanes.some((lane) => !hasRoom(lane, clock.length, room, LETTER * scale));
  return (
    <div class="lanes" ref={ref}>
      <h3 style={{ paddingLeft: px(left) }}>
        <DesignName name={design.name} index={index} />
      </h3>
      {width > 0 && lanes.length > 0 && (
        <div class="lane-rows">
          <div class="bands quiet" style={{ left: px(left), width: px(room) }} aria-hidden="true">
            <StrikeBands strikes={strikes} length={clock.length} />
          </div>
          {lanes.map((lane) => (
            <div class="lane-row" key={lane.part.name}>
              {above && (
                <div class="lane-name" style={{ marginLeft: px(left) }}>
                  {bareName(lane.part.name)}
                </div>
              )}
              <div class="lane-body" style={{ marginLeft: px(left), width: px(room) }}>
                <LaneView
                  lane={lane}
                  length={clock.length}
                  room={room}
                  letter={LETTER * scale}
                  named={!above}
                />
                <span class="lane-note" style={{ left: px(room + 6), width: px(right - 6) }}>
                  {lane.note}
                </span>
              </div>
            </div>
          ))}
          <Crosshair clock={clock} width={width} />
        </div>
      )}
      {calm.length > 0 && (
        <p class="calm" style={{ paddingLeft: px(left) }}>
          Nothing unusual: {listed(calm.map(bareName))}.
        </p>
      )}
    </div>
  );
}
