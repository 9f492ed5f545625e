import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Strike } from "../data";
import { clockTime } from "../text/times";
import { useLook } from "../look/settings";
import { useWidth } from "../look/size";
import { SPEEDS, type Clock } from "./clock";
import { extentOf, namedOf, namesAt } from "./names";
import { useClock } from "./shown";

interface Props {
  clock: Clock;
  strikes: Strike[];
  warmup: number;
}

const percent = (share: number) => `${(share * 100).toFixed(3)}%`;

interface BandsProps {
  strikes: Strike[];
  length: number;
  named?: Set<Strike>; // those whose names have room
}

/** Faults and releases under the scrubber: shaded for as long as they last, and named. */
export function StrikeBands({ strikes, length, named }: BandsProps) {
  return (
    <>
      {strikes.map((strike) => {
        const { from, to, late } = extentOf(strike, length);
        return (
          <div
            key={`${strike.name} ${strike.from_s}`}
            class={`band ${strike.is}`}
            style={{ left: percent(from), width: percent(strike.is === "release" ? 0 : to - from) }}
          >
            {named?.has(strike) && <span class={late ? "late" : ""}>{strike.name}</span>}
          </div>
        );
      })}
    </>
  );
}

interface NowProps {
  clock: Clock;
  strikes: Strike[];
  pointed: string;
}

/** The faults and releases at the time, or below a mouse, where not all names have room in the
 * scrubber. */
function Now({ clock, strikes, pointed }: NowProps) {
  const names = useClock(clock, (c) => namesAt(strikes, c.length, c.shown));
  if (pointed) return <p class="now">At the pointer: {pointed}</p>;
  return <p class="now">{names ? `Now: ${names}` : "\u00a0"}</p>;
}

function Time({ clock }: { clock: Clock }) {
  const tenth = useClock(clock, (c) => Math.floor(c.shown * 10));
  return <output class="time">{clockTime(tenth / 10, clock.step)}</output>;
}

function Speed({ clock }: { clock: Clock }) {
  const speed = useClock(clock, (c) => c.speed);
  const label = (s: number) => (s === 0.25 ? "¼" : String(s));
  return (
    <label class="speed">
      <span>Speed</span>
      <select
        value={String(speed)}
        title="Simulated seconds a second"
        onChange={(event) => clock.setSpeed(Number(event.currentTarget.value))}
      >
        {SPEEDS.map((s) => (
          <option key={s} value={String(s)}>
            {label(s)} s/s
          </option>
        ))}
      </select>
    </label>
  );
}

/** Shows the time with every frame: unlike the slider, it moves without a new layout of the page. */
function Hand({ clock }: { clock: Clock }) {
  const hand = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const draw = () => {
      hand.current!.style.transform = `translateX(${percent(clock.shown / clock.length)})`;
    };
    draw();
    return clock.listen(draw);
  }, [clock]);
  return <div class="hand" ref={hand} />;
}

function Buttons({ clock, playing }: { clock: Clock; playing: boolean }) {
  return (
    <div class="buttons">
      <button
        type="button"
        class="play"
        onClick={() => clock.toggle()}
        aria-label={playing ? "Pause" : "Play"}
      >
        {playing ? "❚❚" : "▶"}
      </button>
      <button type="button" onClick={() => clock.move(-1)} aria-label="Step back">
        ◂
      </button>
      <button type="button" onClick={() => clock.move(1)} aria-label="Step forward">
        ▸
      </button>
    </div>
  );
}

/** Says the time and what lasts at it to assistive technology. */
function Slider({ clock, strikes }: { clock: Clock; strikes: Strike[] }) {
  const slider = useRef<HTMLInputElement>(null);
  const tenth = useClock(clock, (c) => Math.floor(c.shown * 10));
  // At every drawing: the reader may have moved it and the clock back since the last one.
  useLayoutEffect(() => {
    slider.current!.value = String(clock.shown);
  });
  const names = useClock(clock, (c) => namesAt(strikes, c.length, c.shown));
  return (
    <input
      ref={slider}
      type="range"
      min={0}
      max={clock.length}
      step={clock.step}
      defaultValue={String(clock.time)}
      aria-label="Time of the run"
      aria-valuetext={[clockTime(tenth / 10, clock.step), names].filter(Boolean).join(", ")}
      onInput={(event) => {
        clock.pause();
        clock.set(Number(event.currentTarget.value));
      }}
    />
  );
}

interface TrackProps extends Props {
  bands: RefObject<HTMLDivElement | null>;
  named: Set<Strike>; // those whose names have room
  onPoint: (names: string) => void; // of those below a mouse
}

/** The bands of the run, and over them the slider, which takes every pointer. */
function Track({ clock, strikes, warmup, bands, named, onPoint }: TrackProps) {
  const point = (event: PointerEvent) => {
    if (event.pointerType !== "mouse") return;
    const { left, width } = bands.current!.getBoundingClientRect();
    const time = ((event.clientX - left) / width) * clock.length;
    onPoint(namesAt(strikes, clock.length, time));
  };
  return (
    <div class="track" onPointerMove={point} onPointerLeave={() => onPoint("")}>
      <div class="bands" aria-hidden="true" ref={bands}>
        {warmup > 0 && (
          <div class="band warmup" style={{ left: 0, width: percent(warmup / clock.length) }}>
            <span>warm-up</span>
          </div>
        )}
        <StrikeBands strikes={strikes} length={clock.length} named={named} />
        <Hand clock={clock} />
      </div>
      <Slider clock={clock} strikes={strikes} />
    </div>
  );
}

/** Where the time is, and what moves it: a slider over the run, play, pause, step, speed. */
export function Scrubber({ clock, strikes, warmup }: Props) {
  const playing = useClock(clock, (c) => c.playing);
  useLayoutEffect(() => {
    document.documentElement.dataset["playing"] = String(playing);
  }, [playing]);
  const { ref, width } = useWidth<HTMLDivElement>();
  const { scale } = useLook();
  const named = namedOf(strikes, clock.length, width / scale, warmup);
  const [pointed, point] = useState("");
  const shared = { clock, strikes };
  return (
    <div class="scrubber" role="group" aria-label="Simulated time">
      <Buttons clock={clock} playing={playing} />
      <Track {...shared} warmup={warmup} bands={ref} named={named} onPoint={point} />
      <Time clock={clock} />
      <Speed clock={clock} />
      {named.size < strikes.length && <Now {...shared} pointed={pointed} />}
    </div>
  );
}
