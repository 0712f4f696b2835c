import { expect, test } from "vitest";
import { wavOf } from "./wav";

test("a wave file says what it holds, and too loud is as loud as can be", () => {
  const view = new DataView(wavOf(Float32Array.from([0, 1, -1, 2]), 16000));
  const text = (at: number, length: number) =>
    String.fromCharCode(...Array.from({ length }, (_, index) => view.getUint8(at + index)));
  expect([text(0, 4), text(8, 8), text(36, 4)]).toEqual(["RIFF", "WAVEfmt ", "data"]);
  expect(view.getUint32(24, true)).toBe(16000);
  expect(view.getUint32(40, true)).toBe(8);
  expect(view.byteLength).toBe(52);
  expect([0, 1, 2, 3].map((at) => view.getInt16(44 + at * 2, true))).toEqual([
    0, 32767, -32767, 32767,
  ]);
});
