import { expect, test } from "vitest";
import { peaks } from "./waveform";

test("the loudest bar is the highest, silence stays low", () => {
  const samples = new Float32Array(1000);
  samples.fill(0.5, 500, 600);
  const bars = peaks(samples, 10);
  expect(bars).toHaveLength(10);
  expect(bars[5]).toBe(1);
  expect(bars[0]).toBe(0);
});

test("a sound shorter than its bars, and none at all", () => {
  expect(peaks(new Float32Array([0.1]), 4)).toHaveLength(4);
  expect(peaks(new Float32Array(0), 3)).toEqual([0, 0, 0]);
});
