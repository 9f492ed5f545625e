// The engine in a page: WebAssembly that gives the numbers of the command line, digit by digit.
// See README.md for how a page uses it, and lab/door/door.hpp for what it can be asked.
//
// Everything here is synchronous and belongs into a worker: a run keeps its thread busy until it
// ends. A page stops it by terminating the worker.
import { ConsoleStdout, File, OpenFile, PreopenDirectory, WASI } from "@bjorn3/browser_wasi_shim";

const pageSize = 65536;
const initialMemory = 1 << 24; // as cmake/engine.cmake links it
const defaultMemory = 1 << 30;
const exitWithoutMemory = 4;

/** What the engine could not do. `kind` says why:
 * - "refused": the scenario or the request is wrong; `problems` has line, column, pointer, option
 *   and message of each; `message` is what the command line prints.
 * - "memory": the run needs more memory than the engine was given.
 * - "stopped": the page's `onProgress` threw, or a deadline passed.
 * - "internal": a mistake of ours.
 * After all but "refused" the engine is as good as new: what it had taken is gone. */
export class EngineError extends Error {
  constructor(kind, message, problems = []) {
    super(message);
    this.name = "EngineError";
    this.kind = kind;
    this.problems = problems;
  }
}

/** One instance of the module. */
export class Engine {
  #module;
  #options;
  #instance = null;
  #memory = null;
  #words = "";
  #opened = null;
  #share = 0;
  #deadline = Infinity;
  #stopped = null;

  /** `module` is a compiled WebAssembly.Module, which workers share. Options:
   * - memory: bytes that it may take, at most 4 GiB; 1 GiB by default
   * - longestRun: milliseconds after which a run is stopped; none by default
   * - onProgress(share): is called some 200 times a run
   * - files: {name: Uint8Array or text} that scenarios may name, such as a trace of arrivals */
  constructor(module, options = {}) {
    this.#module = module;
    this.#options = options;
  }

  about() {
    return this.#json({ do: "about" });
  }

  /** The JSON Schema of scenarios. */
  schema() {
    return this.#json({ do: "schema" });
  }

  /** Takes a scenario, for all that follows: {scenario: text, file, settings, designs, seed,
   * replications}. Returns its outline; throws what is wrong with it. */
  open(request) {
    this.#opened = null;
    const outline = this.#json({ ...request, do: "open" });
    this.#opened = request;
    return outline;
  }

  /** {design, replication, without}: the bytes of the result, for `take`. */
  run(run) {
    return this.#bytes({ ...run, do: "run" });
  }

  /** How many replications are finished in all designs. */
  take(run, bytes) {
    return this.#json({ ...run, do: "take" }, bytes).finished;
  }

  worthTracing() {
    return this.#json({ do: "worth_tracing" });
  }

  trace(design, requests) {
    return this.#bytes({ do: "trace", design, requests });
  }

  takeTrace(design, bytes) {
    this.#json({ do: "take_trace", design }, bytes);
  }

  /** What a page shows of all that was taken so far. In brief, while runs still arrive: measures,
   * series, differences and words, without stage, inside and CSV, which take seconds. */
  report({ brief = false } = {}) {
    return this.#json({ do: "report", brief });
  }

  #json(request, attached) {
    return JSON.parse(new TextDecoder().decode(this.#bytes(request, attached)));
  }

  #bytes(request, attached = new Uint8Array()) {
    const json = new TextEncoder().encode(JSON.stringify(request));
    this.#share = 0;
    this.#stopped = null;
    this.#deadline = performance.now() + (this.#options.longestRun ?? Infinity);
    let well;
    try {
      const { room_for, answer } = this.#exports();
      const at = room_for(json.length + attached.length) >>> 0;
      new Uint8Array(this.#memory.buffer).set(json, at);
      new Uint8Array(this.#memory.buffer).set(attached, at + json.length);
      well = answer(json.length) === 1;
    } catch (error) {
      throw this.#failed(error, request);
    }
    const { reply, reply_size } = this.#instance.exports;
    const begin = reply() >>> 0;
    const bytes = new Uint8Array(this.#memory.buffer).slice(begin, begin + (reply_size() >>> 0));
    if (well) return bytes;
    const { text, problems } = JSON.parse(new TextDecoder().decode(bytes));
    throw new EngineError("refused", text, problems);
  }

  /** The instance, made where there is none; after a failure, with the scenario open again. */
  #exports() {
    if (this.#instance) return this.#instance.exports;
    this.#words = "";
    const most = Math.floor((this.#options.memory ?? defaultMemory) / pageSize);
    this.#memory = new WebAssembly.Memory({ initial: initialMemory / pageSize, maximum: most });
    const wasi = new WASI([], [], this.#descriptors(), { debug: false });
    const instance = new WebAssembly.Instance(this.#module, {
      wasi_snapshot_preview1: wasi.wasiImport,
      env: { memory: this.#memory },
      page: { progress: (share) => this.#progress(share) },
    });
    wasi.initialize({ exports: { ...instance.exports, memory: this.#memory } });
    this.#instance = instance;
    const opened = this.#opened;
    if (opened) this.open(opened);
    return instance.exports;
  }

  #descriptors() {
    const words = ConsoleStdout.lineBuffered((line) => (this.#words += `${line}\n`));
    const encoded = (content) =>
      typeof content === "string" ? new TextEncoder().encode(content) : content;
    const files = Object.entries(this.#options.files ?? {}).map(([name, content]) => [
      name,
      new File(encoded(content), { readonly: true }),
    ]);
    return [new OpenFile(new File([])), words, words, new PreopenDirectory(".", new Map(files))];
  }

  /** What is thrown here ends the run, whatever the engine makes of it. */
  #progress(share) {
    this.#share = share;
    try {
      this.#options.onProgress?.(share);
      if (performance.now() > this.#deadline) throw new Error("it takes too long");
    } catch (error) {
      this.#stopped = error;
      throw error;
    }
  }

  /** What happened, and drops the instance, which is of no use any more. */
  #failed(error, request) {
    this.#instance = null;
    this.#memory = null;
    if (error instanceof EngineError) return error;
    const { design, replication } = request;
    const run = design ? `design "${design}" in replication ${(replication ?? 0) + 1}: ` : "";
    const reached = `${Math.round(this.#share * 100)} % of the simulated time was reached`;
    if (this.#stopped)
      return new EngineError("stopped", `${run}stopped: ${this.#stopped.message}; ${reached}`);
    const overflown = error instanceof RangeError && !/call stack/.test(error.message);
    if (error.code === exitWithoutMemory || overflown)
      return new EngineError("memory", `${run}it needs more memory than there is; ${reached}`);
    const words = this.#words.trim() || `${error.name}: ${error.message}`;
    return new EngineError("internal", `${run}${words}`);
  }
}
