/** One press of "Run": replications in a pool of workers, and one more that takes what they come
 * to and writes the report, again and again, so that one can watch it. */
import type { OneRun, Outline, Request } from "../../../engine/engine.mjs";
import type { Report } from "../../data";
import { Client, Refusal } from "./client";
import type { Limits } from "./messages";
import { Queue } from "./queue";

type Job = { run: OneRun } | { trace: string; requests: number[] };

export interface Watcher {
  onOutline: (outline: Outline) => void;
  onProgress: (share: number) => void; // of all the work, 0 to 1
  onReport: (report: Report) => void;
}

const PAUSE_MS = 250; // at least, between two reports
const PAUSE_FACTOR = 3; // and this many times what the last one took

/** The first replication of each design first, so that there is something to see. */
function runsOf({ designs, replications, proofs, proof_replications }: Outline): OneRun[] {
  const all = (count: number, without: number[]) =>
    Array.from({ length: count }, (_, replication) =>
      designs.map((design) => ({ design, replication, without })),
    ).flat();
  return [
    ...all(replications, []),
    ...proofs.flatMap((without) => all(proof_replications, without)),
  ];
}

export class Run {
  private desk: Client;
  private workers: Client[] = [];
  private queue = new Queue<Job>();
  private shares = new Map<Client, number>();
  private jobs = 0;
  private done = 0;
  private finished = 0;
  private reported = 0;
  private nextReport = 0;
  private reporting: Promise<void> | null = null;
  private traced = false;
  private stopping = false;
  private trouble: unknown = null; // of a report that was made meanwhile

  constructor(
    private module: WebAssembly.Module,
    private limits: Limits,
    private request: Request,
    private watcher: Watcher,
  ) {
    this.desk = new Client(module, limits);
  }

  /** Until all is done, or it was stopped; throws what went wrong. */
  async start(cores: number): Promise<"finished" | "stopped"> {
    try {
      const ready = this.engage(cores);
      const outline = await this.desk.call("open", [this.request]);
      this.watcher.onOutline(outline);
      if (outline.too_large) throw new Refusal(tooLarge(outline.too_large));
      const runs = runsOf(outline);
      this.jobs = runs.length + outline.designs.length;
      this.queue.add(...runs.map((run) => ({ run })));
      await ready;
      await Promise.all(this.workers.map((worker) => this.work(worker, outline)));
      if (this.trouble) throw this.trouble;
      await this.report(true);
      return "finished";
    } catch (error) {
      if (!this.stopping) throw error;
      return "stopped";
    } finally {
      this.workers.forEach((worker) => worker.end());
      await this.lastReport();
      this.desk.end();
    }
  }

  stop() {
    this.stopping = true;
    this.workers.forEach((worker) => worker.end());
    if (this.jobs === 0) this.desk.end();
  }

  /** Everything at once, for a page that is left. */
  drop() {
    this.stop();
    this.desk.end();
  }

  /** Workers that have read the scenario, at the same time as the desk does. */
  private engage(cores: number): Promise<unknown> {
    this.workers = Array.from({ length: cores }, () => new Client(this.module, this.limits));
    const ready = Promise.all(this.workers.map((worker) => worker.call("open", [this.request])));
    ready.catch(() => undefined); // the desk says why
    return ready;
  }

  private async work(worker: Client, outline: Outline) {
    worker.onShare = (share) => this.progress(worker, share);
    for (let job = await this.queue.next(); job; job = await this.queue.next()) {
      if ("run" in job) {
        const bytes = await worker.call("run", [job.run]);
        await this.take(job.run, bytes, outline);
      } else {
        const bytes = await worker.call("trace", [job.trace, job.requests]);
        await this.desk.call("takeTrace", [job.trace, bytes], [bytes.buffer]);
      }
      this.done++;
      this.progress(worker, 0);
      if (this.done === this.jobs) this.queue.close();
    }
  }

  private async take(run: OneRun, bytes: Uint8Array, { designs }: Outline) {
    const finished = await this.desk.call("take", [run, bytes], [bytes.buffer]);
    if (run.without.length === 0) this.finished = Math.max(this.finished, finished);
    if (this.finished > 0 && !this.traced) {
      this.traced = true;
      const requests = await this.desk.call("worthTracing", []);
      this.queue.addFirst(...designs.map((trace) => ({ trace, requests })));
    }
    this.report(false).catch((error: unknown) => (this.trouble ??= error));
  }

  private progress(worker: Client, share: number) {
    this.shares.set(worker, share);
    const begun = [...this.shares.values()].reduce((sum, s) => sum + s, 0);
    this.watcher.onProgress(Math.min(1, (this.done + begun) / this.jobs));
  }

  /** Of what is finished so far; not too often, and one after the other. */
  private async report(last: boolean) {
    const fresh = this.finished > this.reported;
    if (!last && (!fresh || this.reporting || performance.now() < this.nextReport)) return;
    await this.reporting;
    this.reporting = this.fetch().finally(() => (this.reporting = null));
    await this.reporting;
  }

  private async fetch() {
    const begin = performance.now();
    const finished = this.finished;
    const report = await this.desk.call("report", []).catch((error: unknown) => {
      if (!this.stopping) throw error;
      return null;
    });
    this.reported = finished;
    const took = performance.now() - begin;
    this.nextReport = performance.now() + Math.max(PAUSE_MS, PAUSE_FACTOR * took);
    if (report) this.watcher.onReport(report);
  }

  /** Of a run that ended early: what was finished after the last report is shown too. */
  private async lastReport() {
    await this.reporting?.catch(() => undefined);
    if (this.finished > this.reported) await this.fetch().catch(() => undefined);
  }
}

const tooLarge = (message: string) => ({ kind: "refused" as const, message, problems: [] });
