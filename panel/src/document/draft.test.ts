import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createDraft, DraftConflict, type DraftServer, type Loaded } from "./draft";
import { SAMPLE } from "./sample";
import { at } from "./text";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

class FakeServer implements DraftServer {
  stored: Loaded = { text: SAMPLE, base: 3, etag: "e0", isDraft: false };
  saves: string[] = [];
  failures = 0;

  load() {
    return Promise.resolve(this.stored);
  }

  save(text: string, _base: number | null, etag: string) {
    if (this.failures-- > 0) return Promise.reject(new Error("away"));
    if (etag !== this.stored.etag) return Promise.reject(new DraftConflict("Boris", this.stored));
    this.saves.push(text);
    this.stored = { text, base: 3, etag: `e${this.saves.length}`, isDraft: true };
    return Promise.resolve({ etag: this.stored.etag });
  }

  /** The language in which the next check answers, and after how many milliseconds. */
  language = { name: "en", delay: 0 };

  async check() {
    const { name, delay } = this.language;
    if (delay > 0) await new Promise((done) => setTimeout(done, delay));
    const where = { path: [], line: null, column: null };
    const said = { severity: "error", rule: "x", message: name, allowed: "", remedy: "" } as const;
    return { problems: [{ ...where, ...said }], schedules: {} };
  }
}

async function opened() {
  const server = new FakeServer();
  const draft = createDraft(server);
  await draft.getState().load();
  return { server, draft, state: () => draft.getState() };
}

const title = { kind: "set", path: ["name"], value: "Rose" } as const;

test("a change is shown at once and saved soon, several as one", async () => {
  const { server, state } = await opened();
  state().change([title]);
  state().change([{ ...title, value: "Roses" }]);
  expect(at(state().data, ["name"])).toBe("Roses");
  expect(state().saving).toBe("waiting");
  await vi.advanceTimersByTimeAsync(1000);
  expect(server.saves).toHaveLength(1);
  expect(state().saving).toBe("saved");
});

test("the text and the drawing are the same thing", async () => {
  const { state } = await opened();
  state().write(state().text.replace("Daisy Ltd", "Typed"));
  expect(state().data.name).toBe("Typed");
  state().write("code: [");
  expect(state().textError).not.toBeNull();
  expect(state().data.name).toBe("Typed");
  state().undo();
  expect(state().textError).toBeNull();
});

test("nothing is lost while the server is away", async () => {
  const { server, state } = await opened();
  server.failures = 2;
  state().change([title]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(state().saving).toBe("failed");
  await vi.advanceTimersByTimeAsync(10_000);
  expect(state().saving).toBe("saved");
  expect(server.saves).toHaveLength(1);
});

test("another's draft is never overwritten silently; mine may replace it", async () => {
  const { server, state } = await opened();
  server.stored = { text: SAMPLE + "# theirs\n", base: 3, etag: "other", isDraft: true };
  state().change([title]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(state().saving).toBe("conflict");
  expect(server.stored.text).toContain("# theirs");
  await state().resolve("mine");
  expect(state().saving).toBe("saved");
  expect(server.stored.text).toContain("Rose");
});

test("theirs may be taken, and mine had back by undo", async () => {
  const { server, state } = await opened();
  server.stored = { text: SAMPLE + "# theirs\n", base: 3, etag: "other", isDraft: true };
  state().change([title]);
  await vi.advanceTimersByTimeAsync(1000);
  await state().resolve("theirs");
  expect(state().text).toContain("# theirs");
  state().undo();
  expect(state().text).toContain("Rose");
});

test("leaving the page saves what is waiting", async () => {
  const { server, state } = await opened();
  state().change([title]);
  await state().flush();
  expect(server.saves).toHaveLength(1);
});

test("what was typed while loading goes before what arrives", async () => {
  const { state } = await opened();
  state().change([title]);
  await state().load();
  expect(state().data.name).toBe("Rose");
});

test("problems are told in the language that was chosen last, however late another's come", async () => {
  const { server, state } = await opened();
  const told = () => state().problems.map((one) => one.message);
  await vi.advanceTimersByTimeAsync(0);
  expect(told()).toEqual(["en"]);
  server.language = { name: "ru", delay: 500 };
  void state().recheck();
  server.language = { name: "en again", delay: 0 };
  await state().recheck();
  expect(told()).toEqual(["en again"]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(told()).toEqual(["en again"]);
});

test("without a draft there is nothing to check again", async () => {
  const server = new FakeServer();
  const check = vi.spyOn(server, "check");
  await createDraft(server).getState().recheck();
  expect(check).not.toHaveBeenCalled();
});
