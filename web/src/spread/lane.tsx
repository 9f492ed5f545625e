import { MARKS } from "../course/state";
import { classOf } from "../stage/box";
import { clockTime } from "../text/times";
import { bareName } from "../text/words";
import type { Lane, Stretch } from "./order";

interface Props {
  lane: Lane;
  length: number;
  room: number;
  letter: number;
  named: boolean;
}

const SAID = 8; // stretches that are read aloud

/** Whether the name fits before the first stretch that is drawn. */
export function hasRoom(lane: Lane, length: number, room: number, letter: number): boolean {
  const free = ((lane.stretches[0]?.from ?? length) / length) * room;
  return free > bareName(lane.part.name).length * letter + 10;
}

const spoken = ({ state, from, to }: Stretch) =>
  `${state} from ${clockTime(from)} to ${clockTime(to)}`;

/** What a part was doing over time, as stretches of states. */
export function LaneView({ lane, length, room, letter, named }: Props) {
  const said = lane.stretches.slice(0, SAID).map(spoken).join(", ");
  const name = bareName(lane.part.name);
  return (
    <div class="lane" role="img" aria-label={`${lane.part.name}: ${said || "nothing unusual"}`}>
      {lane.stretches.map((stretch) => {
        const { state, from } = stretch;
        const to = Math.min(length, stretch.to);
        const width = ((to - from) / length) * room;
        const word = width > state.length * letter + 22 ? ` ${state}` : "";
        return (
          <i
            key={from}
            class={classOf(state)}
            title={`${name}: ${spoken(stretch)}`}
            style={{ left: `${(from / length) * 100}%`, width: `${((to - from) / length) * 100}%` }}
          >
            {width > 16 && (
              <span>
                {MARKS[state]}
                {word}
              </span>
            )}
          </i>
        );
      })}
      {named && <b>{name}</b>}
    </div>
  );
}
