import type { Limits } from "./messages";

const GIB = 2 ** 30;

/** Of one worker: a run that takes more is stopped and told. */
export const LIMITS: Limits = { memory: 2 * GIB, longestRun: 120_000 };

export const cores = () => Math.max(1, navigator.hardwareConcurrency || 2);
