/** Digits of ZeroMQ's Z85 (RFC 32 of ZeroMQ), with three that HTML does not know in place of & < >. */
export const DIGITS =
  "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?,;_()[]{}@%$#";

/** Five digits for four bytes; of the last one to three bytes one digit more than bytes. */
export function fromBase85(text: string): Uint8Array {
  const values = new Uint8Array(128);
  [...DIGITS].forEach((digit, value) => (values[digit.charCodeAt(0)] = value));
  const bytes = new Uint8Array(Math.floor((text.length * 4) / 5));
  for (let from = 0, to = 0; from < text.length; from += 5, to += 4) {
    let word = 0;
    for (let i = 0; i < 5; i++) {
      const digit = text.charCodeAt(from + i);
      word = word * 85 + (Number.isNaN(digit) ? 84 : values[digit]!);
    }
    for (let i = 0; i < 4 && to + i < bytes.length; i++)
      bytes[to + i] = Math.floor(word / 2 ** (24 - 8 * i)) & 255;
  }
  return bytes;
}
