import { expect, test } from "vitest";
import { chartOf, outline, type Box, type FlowLink } from "./flow";

const link = (place: string, outcome: string, calls: number, number = "+7495"): FlowLink => ({
  number,
  kind: "queue",
  place,
  outcome,
  calls,
});

const sum = (boxes: readonly { calls: number }[]) =>
  boxes.reduce((total, one) => total + one.calls, 0);

test("every column, and what passes between them, adds up to all calls", () => {
  const chart = chartOf([
    link("sales", "answered", 40),
    link("sales", "abandoned", 10),
    link("support", "answered", 5, "+7812"),
  ]);
  expect(chart.columns.map(sum)).toEqual([55, 55, 55]);
  expect(chart.bands.map(sum)).toEqual([55, 55]);
  expect(chart.columns[1].map((one) => [one.key, one.calls])).toEqual([
    ["queue sales", 50],
    ["queue support", 5],
  ]);
});

test("boxes never lie over each other, and bands stay within theirs", () => {
  const chart = chartOf([link("a", "answered", 1000), link("b", "busy", 1), link("c", "busy", 2)]);
  for (const boxes of chart.columns) {
    boxes.slice(1).forEach((box, at) => {
      const before = boxes[at] as Box;
      expect(box.y).toBeGreaterThan(before.y + before.height);
    });
  }
  const busy = chart.columns[2].find((one) => one.key === "busy") as Box;
  for (const band of chart.bands[1].filter((one) => one.to === "busy")) {
    expect(band.y2).toBeGreaterThanOrEqual(busy.y);
    expect(band.y2).toBeLessThanOrEqual(busy.y + busy.height);
  }
});

test("what is rare stands together, and nothing is lost by it", () => {
  const links = Array.from({ length: 30 }, (_, at) => link(`queue${at}`, "answered", 30 - at));
  const chart = chartOf(links);
  expect(chart.columns[1]).toHaveLength(10);
  expect(chart.columns[1][9]).toMatchObject({ link: null, calls: sum(links.slice(9)) });
  expect(chart.bands.map(sum)).toEqual([sum(links), sum(links)]);
});

test("no calls are an empty chart", () => {
  expect(chartOf([])).toMatchObject({ columns: [[], [], []], height: 0 });
});

test("a band is closed", () => {
  const [band] = chartOf([link("a", "busy", 1)]).bands[0];
  expect(band && outline(band, 0, 100)).toBe(
    "M0,0 C50,0 50,0 100,0 L100,300 C50,300 50,300 0,300 Z",
  );
});
