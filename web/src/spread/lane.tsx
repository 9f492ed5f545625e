import { stretches } from "../course/buckets";
import { MARKS, type State } from "../course/state";
import type { DesignReport } from "../data";
import { classOf } from "../stage/box";
import { clockTime } from "../text/times";
import { bareName } from "../text/words";
import type { Lane } from "./order";

interface Props { lane: Lane; design: DesignReport; length: number; room: number; letter: number }

const CALM = new Set<State>(["healthy", "idle", "no data"]);

/** What a part was doing over time, as stretches of states. */
export function LaneView({ lane, design, length, room, letter }: Props) {
  const { times_s, bucket_s } = design;
  const pieces = stretches(lane.states).filter(({ value }) => !CALM.has(value))
    .map(({ value, from, to }) => ({ state: value, from: times_s[from] ?? 0,
      to: Math.min(length, (times_s[to - 1] ?? 0) + bucket_s) }));
  const said = pieces.slice(0, 8).map((p) =>
    `${p.state} from ${clockTime(p.from)} to ${clockTime(p.to)}`).join(", ");
  const name = bareName(lane.part.name);
  const free = (pieces[0]?.from ?? length) / length * room;
  return (
    <div class="lane" role="img" aria-label={`${lane.part.name}: ${said || "nothing unusual"}`}>
      {pieces.map(({ state, from, to }) => {
        const width = ((to - from) / length) * room;
        const word = width > state.length * letter + 22 ? ` ${state}` : "";
        return (
          <i key={from} class={classOf(state)} title={`${name}: ${state}, ${clockTime(from)} to ${clockTime(to)}`}
            style={{ left: `${(from / length) * 100}%`, width: `${((to - from) / length) * 100}%` }}>
            {width > 14 && <span>{MARKS[state]}{word}</span>}
          </i>
        );
      })}
      {free > name.length * letter + 10 && <b>{name}</b>}
    </div>
  );
}
