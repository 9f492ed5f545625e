/** Types of engine.mjs: what a page sends to the engine and gets from it. */
import type { Report } from "../src/data";

export interface Problem {
  line: number | null; // from 1; null or 0: it has no line
  column: number | null;
  pointer: string;
  option: string | null;
  message: string;
}

export type Kind = "refused" | "memory" | "stopped" | "internal";

export class EngineError extends Error {
  kind: Kind;
  problems: Problem[];
}

export interface Options {
  memory?: number;
  longestRun?: number;
  onProgress?: (share: number) => void;
  files?: Record<string, string | Uint8Array>;
}

export interface Request {
  scenario: string;
  file: string;
}

export interface Outline {
  title: string;
  question: string;
  designs: string[];
  replications: number;
  seed: number;
  length_s: number;
  requests_per_run: number;
  bytes_per_run: number;
  too_large: string | null;
  command: string;
  proofs: number[][];
  proof_replications: number;
  warnings: Problem[];
}

export interface OneRun {
  design: string;
  replication: number;
  without: number[];
}

export class Engine {
  constructor(module: WebAssembly.Module, options?: Options);
  about(): { faultline: string; build: string };
  schema(): unknown;
  open(request: Request): Outline;
  run(run: OneRun): Uint8Array;
  take(run: OneRun, bytes: Uint8Array): number;
  worthTracing(): number[];
  trace(design: string, requests: number[]): Uint8Array;
  takeTrace(design: string, bytes: Uint8Array): void;
  report(options?: { brief?: boolean }): Report;
}
