import { renderToStaticMarkup } from "react-dom/server";
import { Suspense } from "react";
import { expect, it } from "vitest";
import { later } from "./later";

const shown = (Part: ReturnType<typeof later>) =>
  renderToStaticMarkup(
    <Suspense fallback="loading">
      <Part />
    </Suspense>,
  );

it("shows the fallback while the code is on its way, and nothing but the part once it is ready", async () => {
  const Part = later(() => Promise.resolve({ default: () => <p>here</p> }));
  expect(shown(Part)).toContain("loading");
  await Part.ready();
  expect(shown(Part)).toBe("<p>here</p>");
});

it("is silent about what could not be loaded until it is shown", async () => {
  const Part = later(() => Promise.reject(new Error("gone")));
  await Part.ready();
  expect(shown(Part)).toContain("loading");
});
