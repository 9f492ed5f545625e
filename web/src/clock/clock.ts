/** The one time of the page: scrubber, stages, panels and lanes all show it.
 *
 * `time` is where the scrubber stands; `peek` is where a pointer rests over a plot, which passes.
 * Listeners are called when what is shown changes, at most once for each frame of the screen. */
export const SPEEDS = [0.25, 1, 5, 10, 30, 60] as const;

const CALM_S = 0.5; // between two steps, where the reader asks for less motion

export class Clock {
  time: number;
  speed = 10;
  playing = false;
  private peeked: number | null = null;
  private listeners = new Set<() => void>();
  private frame = 0;
  private last = 0;

  /** @param calm whether the reader asks for less motion: then time moves in steps. */
  constructor(
    readonly length: number,
    start: number,
    readonly step: number,
    private readonly calm: () => boolean = () => false,
  ) {
    this.time = start;
  }

  get shown(): number {
    return this.peeked ?? this.time;
  }

  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private tell() {
    for (const listener of [...this.listeners]) listener();
  }

  set(time: number) {
    this.peeked = null;
    this.time = Math.min(this.length, Math.max(0, time));
    this.tell();
  }

  peek(time: number | null) {
    if (this.playing || time === this.peeked) return;
    this.peeked = time === null ? null : Math.min(this.length, Math.max(0, time));
    this.tell();
  }

  move(steps: number) {
    this.pause();
    this.set((Math.round(this.time / this.step) + steps) * this.step);
  }

  setSpeed(speed: number) {
    this.speed = speed;
    this.tell();
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  play() {
    if (this.playing) return;
    if (this.time >= this.length) this.time = 0;
    this.peeked = null;
    this.playing = true;
    this.last = performance.now();
    this.frame = requestAnimationFrame(this.advance);
    this.tell();
  }

  pause() {
    if (!this.playing) return;
    this.playing = false;
    cancelAnimationFrame(this.frame);
    this.tell();
  }

  private advance = (now: number) => {
    this.frame = requestAnimationFrame(this.advance);
    const since = Math.max(0, now - this.last) / 1000;
    if (this.calm() && since < CALM_S) return;
    const passed = Math.min(2 * CALM_S, since);
    this.last = now;
    this.time = Math.min(this.length, this.time + passed * this.speed);
    if (this.time >= this.length) this.pause();
    else this.tell();
  };
}
