/** One press of "Run": replications in a pool of workers, and a desk that takes what they come to,
 * so that one can watch it. */
import type { OneRun, Outline, Request } from "../../../engine/engine.mjs";
import type { Report } from "../../data";
import { Client, Refusal } from "./client";
import { Desk } from "./desk";
import type { Limits } from "./messages";
import { Queue } from "./queue";

const PROGRESS_MS = 100; // at least, between two that are told

type Job = { run: OneRun } | { trace: string; requests: number[] };

export interface Watcher {
  onOutline: (outline: Outline) => void;
  onProgress: (share: number) => void; // of all the work, 0 to 1
  onReport: (report: Report) => void;
}

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
  private desk: Desk;
  private workers: Client[] = [];
  private queue = new Queue<Job>();
  private shares = new Map<Client, number>();
  private jobs = 0;
  private done = 0;
  private traced = false;
  private stopping = false;
  private toldAt = -Infinity;

  constructor(
    private module: WebAssembly.Module,
    private limits: Limits,
    private request: Request,
    private watcher: Watcher,
  ) {
    this.desk = new Desk(module, limits, watcher.onReport);
  }

  /** Until all is done, or it was stopped; throws what went wrong. */
  async start(cores: number): Promise<"finished" | "stopped"> {
    try {
      const ready = this.engage(cores);
      const outline = await this.desk.open(this.request);
      this.watcher.onOutline(outline);
      if (outline.too_large) throw new Refusal(tooLarge(outline.too_large));
      const runs = runsOf(outline);
      this.jobs = runs.length + outline.designs.length;
      this.queue.add(...runs.map((run) => ({ run })));
      await ready;
      await Promise.all(this.workers.map((worker) => this.work(worker, outline)));
      if (this.desk.trouble) throw this.desk.trouble;
      return "finished";
    } catch (error) {
      if (!this.stopping) throw error;
      return "stopped";
    } finally {
      this.workers.forEach((worker) => worker.end());
      await this.desk.last().catch(() => undefined);
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
        const finished = await this.desk.take(job.run, bytes);
        if (finished > 0 && !this.traced) await this.trace(outline.designs);
      } else {
        const bytes = await worker.call("trace", [job.trace, job.requests]);
        await this.desk.takeTrace(job.trace, bytes);
      }
      this.done++;
      this.progress(worker, 0);
      if (this.done === this.jobs) this.queue.close();
    }
  }

  /** Requests of the first replication, for the stage and the waterfalls. */
  private async trace(designs: string[]) {
    this.traced = true;
    const requests = await this.desk.worthTracing();
    this.queue.addFirst(...designs.map((trace) => ({ trace, requests })));
  }

  private progress(worker: Client, share: number) {
    this.shares.set(worker, share);
    const now = performance.now();
    if (now < this.toldAt + PROGRESS_MS) return;
    this.toldAt = now;
    const begun = [...this.shares.values()].reduce((sum, s) => sum + s, 0);
    this.watcher.onProgress(Math.min(1, (this.done + begun) / this.jobs));
  }
}

const tooLarge = (message: string) => ({ kind: "refused" as const, message, problems: [] });
