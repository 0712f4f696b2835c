import { afterEach, beforeEach, expect, test, vi } from "vitest";

type Listener = () => void;
const wish = {
  matches: false,
  listeners: new Set<Listener>(),
  addEventListener: (_: string, one: Listener) => wish.listeners.add(one),
  removeEventListener: (_: string, one: Listener) => wish.listeners.delete(one),
};

beforeEach(() => {
  vi.resetModules();
  vi.stubGlobal("matchMedia", () => wish);
  wish.matches = false;
});
afterEach(() => vi.unstubAllGlobals());

test("who asked for less motion sees the drawing jump, not fly", async () => {
  const { isStill, moving } = await import("./motion");
  expect([isStill(), moving(250)]).toEqual([false, 250]);
  wish.matches = true;
  expect([isStill(), moving(250)]).toEqual([true, 0]);
});

test("the components are told, too: they would wait for the end of what never begins", async () => {
  const { themeOf } = await import("../app/theme");
  expect(themeOf(false, true).token?.motion).toBe(false);
  expect(themeOf(false, false).token?.motion).toBe(true);
});
