/** An engine in a worker, as the page calls it. */
import type { Engine } from "../../../engine/engine.mjs";
import EngineWorker from "./worker?worker&inline";
import type { Answer, Failure, Limits } from "./messages";

/** What the engine could not do, or that its worker was ended. */
export class Refusal extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

interface Waiting {
  resolve: (result: never) => void;
  reject: (error: unknown) => void;
}

export class Client {
  private worker: Worker;
  private waiting = new Map<number, Waiting>();
  private last = 0;
  onShare: (share: number) => void = () => undefined;

  constructor(module: WebAssembly.Module, limits: Limits) {
    this.worker = new EngineWorker();
    this.worker.onmessage = ({ data }: MessageEvent<Answer>) => this.take(data);
    this.worker.onerror = (event) => {
      event.preventDefault();
      this.fail({ kind: "internal", message: event.message ?? "a worker failed", problems: [] });
    };
    this.worker.postMessage({ module, limits });
  }

  call<M extends keyof Engine>(
    method: M,
    given: Parameters<Engine[M]>,
    moved: Transferable[] = [],
  ): Promise<ReturnType<Engine[M]>> {
    const id = ++this.last;
    this.worker.postMessage({ id, method, given }, moved);
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
  }

  /** Whatever it is doing. */
  end() {
    this.worker.terminate();
    this.fail({ kind: "stopped", message: "it was stopped", problems: [] });
  }

  private take(answer: Answer) {
    if ("share" in answer) return this.onShare(answer.share);
    const waiting = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if ("failure" in answer) waiting?.reject(new Refusal(answer.failure));
    else waiting?.resolve(answer.result as never);
  }

  private fail(failure: Failure) {
    for (const { reject } of this.waiting.values()) reject(new Refusal(failure));
    this.waiting.clear();
  }
}
