/** What a page and its workers send to one another. */
import type { Engine, Kind, Problem } from "../../../engine/engine.mjs";

export interface Limits {
  memory: number; // bytes
  longestRun: number; // milliseconds
}

export interface Begin {
  module: WebAssembly.Module;
  limits: Limits;
}

/** One call of a method of the engine. */
export interface Call {
  id: number;
  method: keyof Engine;
  given: unknown[];
}

export interface Failure {
  kind: Kind;
  message: string;
  problems: Problem[];
}

export type Answer =
  { share: number } | { id: number; result: unknown } | { id: number; failure: Failure };
