import { expect, test } from "vitest";
import { EMPTY, fromAddress, isFiltered, queryOf, searchOf, span, toAddress } from "./filter";

const NOW = new Date(2026, 10, 25, 14, 30);

test("an address brings its filter back", () => {
  const filter = {
    ...EMPTY,
    period: "days" as const,
    from: "2026-11-01",
    to: "2026-11-02",
    outcome: ["abandoned", "overflow"],
    queue: "sales",
    left: true,
    waitedTo: 120,
  };
  expect(fromAddress(new URLSearchParams(toAddress(filter)))).toEqual(filter);
  expect(toAddress(EMPTY)).toEqual({});
});

test("nonsense in an address is left out", () => {
  const query = new URLSearchParams("period=never&waited_to=x&outcome=");
  expect(fromAddress(query)).toEqual(EMPTY);
});

test("days begin and end at midnight, the last day included", () => {
  expect(span({ ...EMPTY, period: "yesterday" }, NOW)).toEqual({
    since: "2026-11-24T00:00:00",
    until: "2026-11-25T00:00:00",
  });
  const days = { ...EMPTY, period: "days" as const, from: "2026-11-30", to: "2026-11-30" };
  expect(span(days, NOW).until).toBe("2026-12-01T00:00:00");
  expect(span({ ...EMPTY, period: "all" }, NOW)).toEqual({});
});

test("who hung up in the sales queue before two minutes yesterday", () => {
  const filter = {
    ...EMPTY,
    period: "yesterday" as const,
    queue: "sales",
    left: true,
    waitedTo: 120,
  };
  const query = queryOf(filter, NOW);
  expect(query).toMatchObject({ queue: "sales", left: true, waited_to: 120 });
  expect(searchOf({ outcome: ["a", "b"], left: true })).toBe("outcome=a&outcome=b&left=true");
  expect(isFiltered(filter)).toBe(true);
  expect(isFiltered({ ...EMPTY, period: "today" })).toBe(false);
});
