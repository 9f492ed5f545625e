import type { Part } from "../data";
import { MARKS, type State } from "../course/state";
import { fits, fitted, widthOf, type Fitted, type Type } from "./letters";
import { keepsData } from "./graph";
import type { Placed } from "./layout";
import { hasBars, insetOf, isPill, LINE, STRIP } from "./measure";
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

const STATE: Type = { size: 11, bold: true };
const SAYS: Type = { size: 11 };
const SHORTEST_BAR = 30;
const ROUND = 19; // of a pill

const BOLT = "M5 0L0 8H3.6L2.4 15L9 6H5.2L7.2 0Z";

interface BodyProps {
  placed: Placed;
  now: Shown;
  state: Fitted;
  numbers: string;
}

function Shape({ placed: { box, width, body } }: { placed: Placed }) {
  if (keepsData(box.role)) {
    const d =
      `M0.5 6C0.5 -1.5 ${width - 0.5} -1.5 ${width - 0.5} 6V${body - 6}` +
      `C${width - 0.5} ${body + 1.5} 0.5 ${body + 1.5} 0.5 ${body - 6}Z`;
    return (
      <>
        {box.role === "projection" && <path class="outline" d={d} transform="translate(4 -4)" />}
        <path class="outline" d={d} />
      </>
    );
  }
  return <rect class="outline" width={width} height={body} rx={isPill(box) ? ROUND : 6} />;
}

function Body({ placed, now, state, numbers }: BodyProps) {
  const { box, name, width, body } = placed;
  const inset = insetOf(box);
  const word = 2 + LINE * (name.lines.length + 1);
  return (
    <>
      <Shape placed={placed} />
      <text class="label" y={16} style={{ fontSize: `${name.size}px` }}>
        {name.lines.map((line, i) => (
          <tspan key={i} x={inset} dy={i ? LINE - 1 : 0}>
            {line}
          </tspan>
        ))}
      </text>{" "}
      {now.struck && <path class="struck" d={BOLT} transform={`translate(${width - ROUND} -7)`} />}
      <text class="word" x={inset} y={word} style={{ fontSize: `${state.size}px` }}>
        <tspan class="mark">{MARKS[now.state]}</tspan> {state.lines[0]}
      </text>{" "}
      {hasBars(box) && (
        <Bars now={now} width={width - 2 * inset} x={inset} y={body - 12} says={numbers} />
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

/** An inbox is a tray, a store a cylinder, a copy has another behind it. */
const GLYPHS: Partial<Record<Part["role"], string>> = {
  subscription: "M1 3V10H11V3M4 4L6 6.5L8 4M6 6.5V0",
  store: "M1 2.5C1 0 11 0 11 2.5V9C11 11.5 1 11.5 1 9ZM1 2.5C1 5 11 5 11 2.5",
  cache: "M1 2.5C1 0 11 0 11 2.5V9C11 11.5 1 11.5 1 9ZM1 2.5C1 5 11 5 11 2.5",
  projection:
    "M0 5C0 3 8 3 8 5V10.5C8 12.5 0 12.5 0 10.5ZM0 5C0 7 8 7 8 5" +
    "M4 1.5C4 -0.5 12 -0.5 12 1.5V7.5C12 8.5 11 9 10 9.3M4 1.5V2M8 3.2C10 3.2 12 2.8 12 1.5",
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

/** An inbox is called as what it feeds; data that are called after their service as well, where the
 * whole name has no room. */
function nameIn(host: string, { role, label }: Part, room: number): string {
  const own = label.slice(host.length + 1);
  const after = label.startsWith(host) && /^[-._ ]$/.test(label.charAt(host.length)) && own;
  return after && (role === "subscription" || !fits(label, room, STATE)) ? own : label;
}

function Strip({ part, now, width, y, host, chosen, onChoose }: StripProps) {
  const inbox = part.role === "subscription";
  const says = inbox && now.fill.says.endsWith("wait") ? now.fill.says.replace("\u00a0", " ") : "";
  const calm = now.state === "healthy" || now.state === "idle";
  const room = width - (calm ? 30 : 42);
  const name = nameIn(host, part, room);
  const words = says && !fits(says, room, STATE) ? says.replace(" wait", "") : says || name;
  const { lines, size } = fitted(words, room, STATE);
  const [text] = lines;
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
      <text class="says" x={24} y={12.5} style={{ fontSize: `${size}px` }}>
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
  const { box, x, y, width, name, body } = placed;
  const now = box.part ? shown(box.part) : client;
  const room = width - 2 * insetOf(box);
  const state = fitted(now.state, room - 15, STATE);
  const { says } = now.fill;
  const numbers = hasBars(box) && fits(says, room - SHORTEST_BAR, SAYS) ? says : "";
  const label = `${name.lines.join("")} ${state.lines[0]} ${numbers} ${now.spoken}`;
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
        <Body placed={placed} now={now} state={state} numbers={numbers} />{" "}
        <title>{now.spoken}</title>
      </g>
      {box.inside.map((part, i) => (
        <Strip
          key={part.name}
          part={part}
          now={shown(part)}
          width={width}
          host={box.label}
          y={body + 3 + i * STRIP}
          chosen={chosen === part.name}
          onChoose={() => onChoose(part.name)}
        />
      ))}
    </g>
  );
}
