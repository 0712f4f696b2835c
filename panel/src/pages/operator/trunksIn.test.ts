import { expect, test } from "vitest";
import { wantedTrunks } from "./trunksIn";

const row = (company: string, trunk: string, state: string) => ({
  company,
  company_name: company === "daisy" ? "Daisy Ltd" : "Роза",
  trunk,
  target: "udp:203.0.113.5:5060",
  state,
});
const rows = [
  row("daisy", "carrier", "ready"),
  row("daisy", "second", "degraded"),
  row("rose", "carrier", "down"),
];
const names = (found: readonly { company: string; trunk: string }[]) =>
  found.map((one) => `${one.company} ${one.trunk}`);

test("the worst off stand first", () => {
  expect(names(wantedTrunks(rows, "", false))).toEqual([
    "rose carrier",
    "daisy second",
    "daisy carrier",
  ]);
});

test("trunks are found by company, name and address, and by their trouble", () => {
  expect(names(wantedTrunks(rows, "роза", false))).toEqual(["rose carrier"]);
  expect(names(wantedTrunks(rows, "SECOND", false))).toEqual(["daisy second"]);
  expect(wantedTrunks(rows, "203.0.113", false)).toHaveLength(3);
  expect(names(wantedTrunks(rows, "daisy", true))).toEqual(["daisy second"]);
});
