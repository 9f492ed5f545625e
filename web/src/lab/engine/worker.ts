/** A worker of the page: one engine, which does what it is asked, one call after the other. */
import { Engine, EngineError } from "../../../engine/engine.mjs";
import type { Answer, Begin, Call } from "./messages";

let engine: Engine;

const send = (answer: Answer, moved: Transferable[] = []) =>
  postMessage(answer, { transfer: moved });

function answer({ id, method, given }: Call) {
  try {
    const call = engine[method] as (...given: unknown[]) => unknown;
    const result = call.apply(engine, given);
    send({ id, result }, result instanceof Uint8Array ? [result.buffer] : []);
  } catch (error) {
    const { kind, problems } = error instanceof EngineError ? error : { kind: null, problems: [] };
    const message = error instanceof Error ? error.message : String(error);
    send({ id, failure: { kind: kind ?? "internal", message, problems } });
  }
}

addEventListener("message", ({ data }: MessageEvent<Begin | Call>) => {
  if ("method" in data) return answer(data);
  engine = new Engine(data.module, { ...data.limits, onProgress: (share) => send({ share }) });
});
