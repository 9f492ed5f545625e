/** Bytes as text, and as a link can have them. */
export function toBase64(bytes: Uint8Array): string {
  let letters = "";
  for (let i = 0; i < bytes.length; i += 4096)
    letters += String.fromCharCode(...bytes.subarray(i, i + 4096));
  return btoa(letters);
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < bytes.length; ++i) bytes[i] = letters.charCodeAt(i);
  return bytes;
}

export const toBase64Url = (bytes: Uint8Array) =>
  toBase64(bytes).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

export const fromBase64Url = (text: string) =>
  fromBase64(text.replace(/-/g, "+").replace(/_/g, "/"));
