/** What was packed into the page: gzip in base85, between tags. */
import { fromBase85 } from "./base85";

const MOST = 64 * 2 ** 20;

async function gunzipped(packed: Uint8Array): Promise<Uint8Array> {
  const blob = new Blob([packed as BlobPart]);
  const stream = blob.stream().pipeThrough(new DecompressionStream("gzip"));
  return limited(stream, MOST);
}

/** All of a stream; throws where it is longer than `most`. */
export async function limited(stream: ReadableStream<Uint8Array>, most: number) {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    size += value!.length;
    if (size > most) {
      await reader.cancel();
      throw new RangeError("it is too large");
    }
    pieces.push(value!);
  }
  const all = new Uint8Array(size);
  pieces.reduce((at, piece) => (all.set(piece, at), at + piece.length), 0);
  return all;
}

/** Of an element of the page; null where nothing was put in. */
export async function packedIn(id: string): Promise<Uint8Array | null> {
  const text = document.getElementById(id)?.textContent?.trim() ?? "";
  return text === "" || text.startsWith("__") ? null : gunzipped(fromBase85(text));
}
