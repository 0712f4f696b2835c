import { describe, expect, it } from "vitest";
import { everyPage } from "./pages";

describe("a list that is read to its end", () => {
  it("asks for each page with the cursor of the one before", async () => {
    const asked: (string | null)[] = [];
    const sheets = [{ items: [1, 2], next: "a" }, { items: [3], next: "b" }, { items: [] }];
    const rows = await everyPage((cursor) => {
      asked.push(cursor);
      return Promise.resolve(sheets[asked.length - 1] ?? { items: [] });
    });
    expect(rows).toEqual([1, 2, 3]);
    expect(asked).toEqual([null, "a", "b"]);
  });

  it("fails as the page that could not be read", async () => {
    await expect(everyPage(() => Promise.reject(new Error("away")))).rejects.toThrow("away");
  });
});
