/** While runs still arrive the engine reports in brief: measures, series and words. What that lacks
 * is taken from the last whole report. */
import type { DesignReport, Report } from "../../data";

const NOTHING: Partial<DesignReport> = {
  parts: [],
  edges: [],
  dominoes: [],
  causes: [],
  incomplete: [],
  proofs: [],
  time: { mean: [], slowest: [] },
  distributions: { response_s: null, consistency_s: null },
  traces: [],
  times_s: [],
  bucket_s: 1,
  score: null,
  smells: [],
  books: [],
};

/** @param whole the last whole report; null: there is none yet */
export function completed(brief: Report, whole: Report | null): Report {
  return {
    ...brief,
    csv: whole?.csv ?? {},
    designs: brief.designs.map((design, i) => ({ ...NOTHING, ...whole?.designs[i], ...design })),
  };
}
