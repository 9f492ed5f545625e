import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Strike } from "../data";
import { clockTime } from "../text/times";
import { useLook } from "../look/settings";
import { useWidth } from "../look/size";
import { SPEEDS, type Clock } from "./clock";
import { extentOf, namedOf } from "./names";
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
            title={strike.name}
            style={{ left: percent(from), width: percent(strike.is === "release" ? 0 : to - from) }}
          >
            {named?.has(strike) && <span class={late ? "late" : ""}>{strike.name}</span>}
          </div>
        );
      })}
    </>
  );
}

/** What is struck or released at the time, where the scrubber has no room for all names. */
function Now({ clock, strikes }: { clock: Clock; strikes: Strike[] }) {
  const names = useClock(clock, (c) => {
    const near = (s: Strike) => (s.is === "release" ? s.from_s + c.length / 100 : s.to_s);
    const now = strikes.filter((s) => s.from_s <= c.shown && c.shown < (near(s) ?? Infinity));
    return [...new Set(now.map((s) => s.name))].join(", ");
  });
  return <p class="now">{names ? `Now: ${names}` : "\u00a0"}</p>;
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

/** Where the time is, and what moves it: a slider over the run, play, pause, step, speed. */
export function Scrubber({ clock, strikes, warmup }: Props) {
  const slider = useRef<HTMLInputElement>(null);
  const playing = useClock(clock, (c) => c.playing);
  useLayoutEffect(() => {
    document.documentElement.dataset["playing"] = String(playing);
  }, [playing]);
  const tenth = useClock(clock, (c) => Math.floor(c.shown * 10));
  useLayoutEffect(() => {
    slider.current!.value = String(clock.shown);
  }, [clock, tenth]);
  const { ref, width } = useWidth<HTMLDivElement>();
  const { scale } = useLook();
  const named = namedOf(strikes, clock.length, width / scale, warmup);
  const time = clockTime(tenth / 10, clock.step);
  return (
    <div class="scrubber" role="group" aria-label="Simulated time">
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
      <div class="track">
        <div class="bands" aria-hidden="true" ref={ref}>
          {warmup > 0 && (
            <div class="band warmup" style={{ left: 0, width: percent(warmup / clock.length) }}>
              <span>warm-up</span>
            </div>
          )}
          <StrikeBands strikes={strikes} length={clock.length} named={named} />
          <Hand clock={clock} />
        </div>
        <input
          ref={slider}
          type="range"
          min={0}
          max={clock.length}
          step={clock.step}
          defaultValue={String(clock.time)}
          aria-label="Time of the run"
          aria-valuetext={time}
          onInput={(event) => {
            clock.pause();
            clock.set(Number(event.currentTarget.value));
          }}
        />
      </div>
      <output class="time">{time}</output>
      <Speed clock={clock} />
      {named.size < strikes.length && <Now clock={clock} strikes={strikes} />}
    </div>
  );
}
