/** When a fault begins, and what it is called. */
import { sizeOf } from "../settings/quantity";

/** "4:00" or "240s" or "4min" as the scenario has it; null where it is no time. */
export function timeOf(text: string): string | null {
  const clock = /^(?:(\d+):)?(\d+):(\d{1,2})$/.exec(text.trim());
  if (clock) {
    const [, hours = "0", minutes, seconds] = clock;
    return `${Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)}s`;
  }
  return /[a-z]/.test(text) && sizeOf(text.trim()) !== null ? text.trim() : null;
}

/** A name that no other fault has. */
export function freshName(wanted: string, taken: string[]): string {
  let name = wanted;
  for (let i = 2; taken.includes(name); i++) name = `${wanted} ${i}`;
  return name;
}
