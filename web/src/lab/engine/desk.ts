/** The engine that takes what the runs come to, and reports of it again and again. */
import type { OneRun, Request } from "../../../engine/engine.mjs";
import type { Report } from "../../data";
import { completed } from "./brief";
import { Client } from "./client";
import type { Limits } from "./messages";

const BRIEF_MS = 250; // at least, between two reports
const WHOLE_MS = 5000; // at least, between two whole ones
const PAUSE = 4; // and this many times what one took

export class Desk {
  private client: Client;
  private finished = 0; // replications
  private reported = 0;
  private whole: Report | null = null;
  private next = { brief: 0, whole: 0 }; // when one may be made again
  private reporting: Promise<void> | null = null;
  trouble: unknown = null; // of a report that was made meanwhile

  constructor(
    module: WebAssembly.Module,
    limits: Limits,
    private onReport: (report: Report) => void,
  ) {
    this.client = new Client(module, limits);
  }

  open = (request: Request) => this.client.call("open", [request]);
  worthTracing = () => this.client.call("worthTracing", []);
  end = () => this.client.end();

  takeTrace = (design: string, bytes: Uint8Array) =>
    this.client.call("takeTrace", [design, bytes], [bytes.buffer]);

  /** Returns how many replications are finished in all designs. */
  async take(run: OneRun, bytes: Uint8Array): Promise<number> {
    const finished = await this.client.call("take", [run, bytes], [bytes.buffer]);
    if (run.without.length === 0) this.finished = Math.max(this.finished, finished);
    this.report().catch((error: unknown) => (this.trouble ??= error));
    return this.finished;
  }

  /** Of what is finished so far; not too often. The first one is brief, so that it comes soon. */
  private async report() {
    const now = performance.now();
    const first = this.reported === 0;
    if (this.reporting || this.finished === 0) return;
    const whole = !first && now >= this.next.whole;
    const fresh = this.finished > this.reported && now >= this.next.brief;
    if (whole || fresh) await this.fetch(!whole);
  }

  /** Everything, after all else. */
  async last() {
    await this.reporting?.catch(() => undefined);
    if (this.finished > 0) await this.fetch(false);
  }

  private async fetch(brief: boolean) {
    this.reporting = this.fetched(brief).finally(() => (this.reporting = null));
    await this.reporting;
  }

  private async fetched(brief: boolean) {
    const begin = performance.now();
    const finished = this.finished;
    const report = await this.client.call("report", [{ brief }]);
    this.reported = finished;
    const end = performance.now();
    const pause = PAUSE * (end - begin);
    this.next.brief = end + Math.max(BRIEF_MS, pause);
    if (!brief) this.next.whole = end + Math.max(WHOLE_MS, pause);
    if (!brief) this.whole = report;
    this.onReport(brief ? completed(report, this.whole) : report);
  }
}
