import type { Part } from "../data";
import { MARKS, type State } from "../course/state";
import { fits, fitted, widthOf, type Type } from "./letters";
import type { Placed } from "./layout";
import { bodyHeight, STRIP } from "./measure";
import type { Fill } from "./values";

export interface Shown {
  state: State;
  fill: Fill;
  struck: boolean;
  spoken: string;
}

interface Props {
  placed: Placed;
  shown: (part: Part) => Shown;
  client: Shown;
  chosen: string | null;
  onChoose: (part: string) => void;
}

const share = (value: number | null) => Math.min(1, Math.max(0, value ?? 0));

/** Enter and space press a part, as they press a button. */
const pressed = (act: () => void) => (event: KeyboardEvent) => {
  if (event.key !== "Enter" && event.key !== " ") return;
  event.preventDefault();
  event.stopPropagation();
  act();
};

const NAME: Type = { size: 12, bold: true };
const STATE: Type = { size: 11, bold: true };
const SAYS: Type = { size: 11 };
const SHORTEST_BAR = 30;

const BOLT = "M4 0L0 7H3L2 12L7 5H4L6 0Z";

/** What stands in a box: as much as fits. */
interface Words {
  name: string;
  state: string;
  numbers: string;
}

interface BodyProps {
  placed: Placed;
  height: number;
  now: Shown;
  words: Words;
}

const isPill = ({ box }: Placed) => box.role === "topic" || box.role === "broker";
const insetOf = (placed: Placed) => (isPill(placed) ? 12 : 8);

function wordsOf(placed: Placed, height: number, now: Shown): Words {
  const room = placed.width - 2 * insetOf(placed);
  const { says } = now.fill;
  return {
    name: fitted(placed.box.label, room - (now.struck ? 12 : 0), NAME),
    state: fitted(now.state, room - 15, STATE),
    numbers: height > 45 && fits(says, room - SHORTEST_BAR, SAYS) ? says : "",
  };
}

function Shape({ placed: { box, width }, height }: { placed: Placed; height: number }) {
  if (box.role === "store" || box.role === "cache") {
    const d =
      `M0.5 6C0.5 -1.5 ${width - 0.5} -1.5 ${width - 0.5} 6V${height - 6}` +
      `C${width - 0.5} ${height + 1.5} 0.5 ${height + 1.5} 0.5 ${height - 6}Z`;
    return <path class="outline" d={d} />;
  }
  const round = box.role === "topic" || box.role === "broker" ? height / 2 : 6;
  return <rect class="outline" width={width} height={height} rx={round} />;
}

function Body({ placed, height, now, words }: BodyProps) {
  const inset = insetOf(placed);
  const room = placed.width - 2 * inset;
  return (
    <>
      <Shape placed={placed} height={height} />
      <text class="label" x={inset} y={16}>
        {words.name}
      </text>{" "}
      {now.struck && (
        <path class="struck" d={BOLT} transform={`translate(${placed.width - inset - 7} 5)`} />
      )}
      <text class="word" x={inset} y={30}>
        <tspan class="mark">{MARKS[now.state]}</tspan> {words.state}
      </text>{" "}
      {height > 45 && (
        <Bars now={now} width={room} x={inset} y={height - 12} says={words.numbers} />
      )}
    </>
  );
}

interface BarsProps {
  now: Shown;
  x: number;
  y: number;
  width: number;
  says: string;
}

function Bars({ now, x, y, width, says }: BarsProps) {
  const room = says ? width - widthOf(says, SAYS) - 6 : width;
  return (
    <>
      <rect class="trough" x={x} y={y - 2} width={room} height={4} rx={2} />
      <rect
        class="workers"
        x={x}
        y={y - 2}
        width={room * share(now.fill.workers)}
        height={4}
        rx={2}
      />
      {share(now.fill.queue) > 0.005 && (
        <rect
          class="queue"
          x={x}
          y={y + 4}
          width={room * share(now.fill.queue)}
          height={4}
          rx={1}
        />
      )}
      {says && (
        <text class="says" x={x + width} y={y + 4} text-anchor="end">
          {says}
        </text>
      )}
    </>
  );
}

/** An inbox is a tray, a store a cylinder. */
const GLYPHS: Partial<Record<Part["role"], string>> = {
  subscription: "M1 3V10H11V3M4 4L6 6.5L8 4M6 6.5V0",
  store: "M1 2.5C1 0 11 0 11 2.5V9C11 11.5 1 11.5 1 9ZM1 2.5C1 5 11 5 11 2.5",
  cache: "M1 2.5C1 0 11 0 11 2.5V9C11 11.5 1 11.5 1 9ZM1 2.5C1 5 11 5 11 2.5",
};

interface StripProps {
  part: Part;
  now: Shown;
  width: number;
  y: number;
  host: string;
  chosen: boolean;
  onChoose: () => void;
}

function Strip({ part, now, width, y, host, chosen, onChoose }: StripProps) {
  const inbox = part.role === "subscription";
  const name =
    inbox && part.label.startsWith(`${host}.`) ? part.label.slice(host.length + 1) : part.label;
  const says = inbox && now.fill.says.endsWith("wait") ? now.fill.says.replace("\u00a0", " ") : "";
  const calm = now.state === "healthy" || now.state === "idle";
  const room = width - (calm ? 30 : 42);
  const text = fitted(
    says && !fits(says, room, STATE) ? says.replace(" wait", "") : says || name,
    room,
    STATE,
  );
  const full = share(inbox ? now.fill.queue : now.fill.workers);
  return (
    <g
      class={`strip ${classOf(now.state)}${chosen ? " chosen" : ""}`}
      role="button"
      tabindex={0}
      aria-label={`${text} ${now.state}, ${now.spoken}`}
      aria-pressed={chosen}
      data-part={part.name}
      transform={`translate(0 ${y})`}
      onClick={onChoose}
      onKeyDown={pressed(onChoose)}
    >
      <rect class="outline" x={3} width={width - 6} height={STRIP - 2} rx={3} />
      <path class="glyph" d={GLYPHS[part.role]} transform="translate(8 3)" />
      <rect
        class={inbox ? "queue" : "workers"}
        x={4}
        y={STRIP - 4}
        width={(width - 8) * full}
        height={2}
      />
      <text class="says" x={24} y={12.5}>
        {!calm && <tspan class="mark">{MARKS[now.state]} </tspan>}
        {text}
      </text>{" "}
      <title>{`${now.state}, ${now.spoken}`}</title>
    </g>
  );
}

export const classOf = (state: State) => `is-${state.replace(" ", "-")}`;

/** A box of the stage: state by outline, mark, word and colour; bars for workers and queue. */
export function BoxView({ placed, shown, client, chosen, onChoose }: Props) {
  const { box, x, y, width } = placed;
  const height = bodyHeight(box);
  const now = box.part ? shown(box.part) : client;
  const words = wordsOf(placed, height, now);
  const label = `${words.name} ${words.state} ${words.numbers} ${now.spoken}`;
  const isChosen = chosen === box.id;
  const choose = () => onChoose(box.id);
  return (
    <g transform={`translate(${x} ${y})`}>
      {box.inside.length > 0 && <rect class="yard" width={width} height={placed.height} rx={6} />}
      <g
        class={`box ${box.role} ${classOf(now.state)}${isChosen ? " chosen" : ""}`}
        role="button"
        tabindex={0}
        aria-label={label}
        aria-pressed={isChosen}
        data-part={box.id}
        onClick={choose}
        onKeyDown={pressed(choose)}
      >
        <Body placed={placed} height={height} now={now} words={words} /> <title>{now.spoken}</title>
      </g>
      {box.inside.map((part, i) => (
        <Strip
          key={part.name}
          part={part}
          now={shown(part)}
          width={width}
          host={box.label}
          y={height + 3 + i * STRIP}
          chosen={chosen === part.name}
          onChoose={() => onChoose(part.name)}
        />
      ))}
    </g>
  );
}
