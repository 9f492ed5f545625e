/** What the page shows: one experiment. The program writes it (lab/report/); see docs/report.md.
 * Times are seconds of simulated time since the beginning of the run. What a design cannot have is
 * null, never 0. Every array over time has one value for each bucket of `times_s`. */

export interface Estimate { mean: number | null; low: number | null; high: number | null }
/** An estimate for each bucket. */
export interface Course { mean: (number | null)[]; low: (number | null)[]; high: (number | null)[] }

export interface Report {
  report: 1;                     // format of this data
  faultline: string;             // version of the program
  build: string;
  command: string;               // makes this report anew
  title: string;
  question: string;
  seed: number;
  replications: number;          // finished
  wanted_replications: number;   // more than finished where it was stopped
  length_s: number;              // of the run, without the drain
  warmup_s: number;
  deadline_s: number | null;     // of the transaction
  summary: string;               // one line: "All 10 expectations hold."
  strikes: Strike[];             // faults and releases, by their beginning
  measures: MeasureInfo[];       // all that there are, in the order of every table
  chief_measures: string[];      // keys of those that the short table shows
  designs: DesignReport[];
  differences: Difference[];     // of every pair, those with the first design first
  verdicts: VerdictReport[];
  hypothesis?: HypothesisReport | null;   // with the stop condition; none in reports of before
  in_short: { from: string; to: string; topic: string; text: string }[];   // coupling, failure mode, complexity, latency
  warnings: string[];
  scenario: string;              // the file's text, with its comments
  csv: Record<string, string>;   // "measures.csv": its text; the download as JSON is this report itself
}

export interface HypothesisReport {
  title: string;
  verdict: Steadiness | null;    // of the experiment; null: there is a stop condition only
  in_short: string;              // "rest deviated, events held"
  probes: { design: string; verdict: Steadiness; claim: string; finding: string }[];
  sentences: string[];           // what each fault did to it, error budgets, aborted runs
}
export type Steadiness = "held" | "deviated" | "inconclusive";

export interface Strike {
  name: string; kind: string; is: "fault" | "release";
  target: string | null;                 // full name: "service payment"
  design?: string;                       // of a release: whose
  from_s: number; to_s: number | null;   // null: it never ends
}

export interface MeasureInfo {
  key: string; title: string; group: string; unit: string;
  better: "higher" | "lower" | null; meaning: string; missing: string;
}

export interface DesignReport {
  name: string;
  finding: string;                              // a sentence or two: what was found
  measures: Record<string, Estimate>;           // the whole run, by key
  windows: { name: string; from_s: number; to_s: number; measures: Record<string, Estimate> }[];   // "during payment down"
  times_s: number[];                            // beginnings of the buckets of parts and edges (at most 600)
  bucket_s: number;                             // length of a bucket
  series: Series | null;             // asked_per_s, availability, goodput_per_s, response_p50_s, response_p99_s, consistency_p99_s, completed_per_s, backlog
  parts: Part[];
  edges: Edge[];
  dominoes: { strike: string; fallen: Fallen[]; untouched: string[]; blast_radius: Estimate; sentences: string }[];
  causes: Cause[];                              // why transactions fail
  incomplete: Cause[];                          // why accepted ones are never complete
  proofs: Proof[];                              // what runs without each fault say; may be empty
  time: { mean: TimeShare[]; slowest: TimeShare[] };   // of the usable answers; adds up to response_mean_s
  distributions: { response_s: Distribution | null; consistency_s: Distribution | null };
  traces: Trace[];                              // of one replication, the same requests in each design
  score: { all: number; kinds: { kind: string; score: number | null; weight: number; pairs: number; evidence: string | null }[] } | null;
  smells: Smell[];
  books: { topic: string; columns: Record<string, Estimate>; subscriptions: { name: string; columns: Record<string, Estimate> }[] }[];
}

/** name is "service order", "store orders", "cache c", "projection customers", "topic t", "broker b",
 * "subscription payment.charge" or "client".
 * `course` columns: in_flight, waiting, utilisation, attempts_per_s, degraded_per_s,
 * rejected_per_s, timed_out_per_s, failed_per_s, overtaken_per_s, retries_per_s, response_p50_s,
 * response_p99_s, instances_up, breakers_open (share), lag_s; null where the part has no such value. */
export interface Part {
  name: string; role: "service" | "store" | "cache" | "projection" | "broker" | "topic" | "subscription" | "client";
  label: string;                 // "order"
  topic?: string;                // of a subscription: "topic order-created"
  owner: string | null;          // of a store, the service; of a subscription, the service that consumes
  instances: number | null; workers: number | null;   // workers of all instances
  queue: number | null;          // places to wait, all instances; null: no limit, or none
  course: Record<string, Course | null> | null;   // null: not recorded, or the client
}

/** Operations are told by the service that has them; the columns of `means` are those of the course
 * of a part up to response_p99_s, without waiting and utilisation, and without intervals. */
export interface Edge {
  from: string; to: string;      // names of parts; "client" where it asks
  kind: "call" | "query" | "publish" | "consume" | "look up" | "stands";  // "stands": a topic on its broker
  optional: boolean;             // an optional step, or one with a fallback
  flows: { from: string; to: string; means: Record<string, (number | null)[] | null> }[];   // operation by operation, "order.place" -> "payment.charge"; none: it was never used
}

/** Columns over time of the design: asked_per_s, availability, goodput_per_s, response_mean_s,
 * response_p50_s, response_p99_s, consistency_p99_s, completed_per_s, backlog. Its buckets are 1 s
 * long or more, and may differ from those of the parts. */
export type Series = { times_s: number[] } & Record<string, Course | null>;

/** One part after one fault: touched (share of the replications), left_after_s, by_failures,
 * by_slowness, by_backlog, by_traffic (shares), amplification, amplification_before, position. */
export type Fallen = { part: string } & Record<string, Estimate>;

export interface Cause {
  root: string;                  // "fault \"payment down\""
  text: string;                  // "checkout failed <- order failed <- payment was down (fault …)"
  chain: { symptom: string; place: string; text: string }[];   // from the symptom to the root
  share: Estimate;
  windows: { name: string; share: Estimate }[];
}

/** By experiment: the same requests with and without the fault. Shares of the measured requests;
 * agreement: share of the failures in which the cause chain and the experiment say the same. */
export interface Proof { fault: string; failed: Estimate; failed_without: Estimate; because: Estimate; blamed: Estimate; agreement: Estimate; replications: number }

export interface TimeShare { place: string; activity: string; seconds: Estimate }

/** Histogram on a log axis: share of the transactions with from_s <= value < to_s, by bin. */
export interface Distribution { from_s: number[]; to_s: number[]; share: number[]; zero: number /* share at 0 */; count: number }

export interface Trace {
  request: number; asked_s: number; answered_s: number | null; completed_s: number | null; ended_s: number;
  outcome: string;               // succeeded, degraded, rejected, timed out, failed, lost
  sentence: string;              // what it is made of
  causes: string | null;         // its cause chain
  hops: Hop[];                   // what moves along an edge, for the dots
  rows: TraceRow[];              // for the waterfall
}

/** The request, or an event of it, is under way on an edge, or stays at a part. */
export interface Hop { from: string; to: string; leaves_s: number; arrives_s: number; back: boolean; bad: boolean }

export interface TraceRow {
  depth: number; label: string; note: string; bad: boolean;
  pieces: [from_s: number, to_s: number, look: "work" | "wait" | "network" | "pause" | "asks" | "stay" | "unwanted" | "decision"][];  // since the request arrived
}

export interface Difference { from: string; to: string; measure: string; estimate: Estimate; winner: string | null; windows: { name: string; estimate: Estimate; winner: string | null }[] }

export interface VerdictReport { text: string; design: string; measure: string; window: string | null; found: Estimate; passed: boolean; close: boolean; reason: string | null }

export interface Smell { kind: string; severity: string; evidence: string; line: number | null; place: string; remedy: string }
