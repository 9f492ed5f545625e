/** Has the engine read the scenario while it is being changed: what is wrong with it, and where. */
import type { Request } from "../../../engine/engine.mjs";
import { Client, Refusal } from "../engine/client";
import { LIMITS } from "../engine/limits";
import type { Check } from "./state";

const PAUSE_MS = 120; // after the last key

export class Reader {
  private client: Promise<Client>;
  private due = 0;
  private asked = 0;

  constructor(
    module: Promise<WebAssembly.Module>,
    private onCheck: (check: Check) => void,
  ) {
    this.client = module.then((m) => new Client(m, LIMITS));
  }

  read(request: Request) {
    const number = ++this.asked;
    window.clearTimeout(this.due);
    this.due = window.setTimeout(async () => {
      const check = await this.checked(request);
      if (number === this.asked) this.onCheck(check);
    }, PAUSE_MS);
  }

  private async checked(request: Request): Promise<Check> {
    try {
      const outline = await (await this.client).call("open", [request]);
      return { is: "sound", outline };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { message, problems } = error.failure;
      return { is: "refused", message, problems };
    }
  }
}
