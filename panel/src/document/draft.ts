/**
 * The draft a person works on: its text, what can be undone, and whether the server has it yet.
 * Every page that changes the company changes this one draft; publishing is a separate act.
 */
import { createStore, type StoreApi } from "zustand/vanilla";
import { EMPTY, record, redo, undo, type History } from "./history";
import type { Problem } from "./problems";
import { edited, type Edit } from "./edit";
import { read, type Mapping, type TextError } from "./text";

export interface Loaded {
  text: string;
  /** The revision the draft was begun from; null before the first publication. */
  base: number | null;
  /** What the server calls this state of the draft. */
  etag: string;
  /** Whether there is a draft at all, rather than the live document. */
  isDraft: boolean;
  /** Who saved it last. */
  by?: string;
}

/** What a schedule says now, and the words in which callers hear its hours. */
export interface ScheduleToday {
  is_open: boolean;
  exception: string | null;
  holiday: string | null;
  until: string | null;
  spoken: Record<string, string>;
}

export interface Checked {
  problems: Problem[];
  schedules: Record<string, ScheduleToday>;
}

/** Somebody else saved since this page loaded the draft. */
export class DraftConflict extends Error {
  constructor(
    readonly by: string,
    readonly theirs: Loaded,
  ) {
    super(`${by} saved the draft meanwhile`);
  }
}

export interface DraftServer {
  load(): Promise<Loaded>;
  /** Raises DraftConflict when the draft is no longer the one of `etag`. */
  save(text: string, base: number | null, etag: string): Promise<{ etag: string }>;
  check(text: string): Promise<Checked>;
}

export type Saving = "saved" | "waiting" | "saving" | "failed" | "conflict";

export interface DraftState {
  phase: "loading" | "ready" | "failed";
  error: unknown;
  text: string;
  data: Mapping;
  /** Why the text cannot be drawn; the drawing then shows what it last was. */
  textError: TextError | null;
  base: number | null;
  etag: string;
  isDraft: boolean;
  history: History;
  saving: Saving;
  conflict: DraftConflict | null;
  problems: Problem[];
  schedules: Record<string, ScheduleToday>;
  /** The text that `problems` speak of. */
  checkedText: string | null;

  load(): Promise<void>;
  change(edits: readonly Edit[], label?: string): void;
  write(text: string, label?: string): void;
  undo(): void;
  redo(): void;
  flush(): Promise<void>;
  /** Check the same text again: problems are told in another language now. */
  recheck(): Promise<void>;
  /** After a conflict: keep mine over theirs, or take theirs (mine can be had back by undo). */
  resolve(which: "mine" | "theirs"): Promise<void>;
  /** The draft was thrown away: what is live takes its place, and undo can bring it back. */
  replaceByLive(text: string, revision: number): void;
  stop(): void;
}

export interface Timing {
  save: number;
  check: number;
  retry: number;
}

const TIMING: Timing = { save: 700, check: 350, retry: 4000 };

export type DraftStore = StoreApi<DraftState>;

export function createDraft(server: DraftServer, timing: Timing = TIMING): DraftStore {
  let saveTimer: ReturnType<typeof setTimeout> | undefined;
  let checkTimer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;
  let checks = 0;

  const store = createStore<DraftState>((set, get) => {
    function adopt(text: string): void {
      const parsed = read(text);
      set({ text, textError: parsed.error, ...(parsed.data ? { data: parsed.data } : {}) });
    }

    function changed(text: string, label: string): void {
      const before = get().text;
      if (text === before) return;
      set({ history: record(get().history, before, text, label, Date.now()), isDraft: true });
      adopt(text);
      schedule();
    }

    function schedule(): void {
      if (get().saving !== "conflict") set({ saving: "waiting" });
      clearTimeout(saveTimer);
      saveTimer = setTimeout(() => void save(), timing.save);
      clearTimeout(checkTimer);
      checkTimer = setTimeout(() => void check(), timing.check);
    }

    async function check(): Promise<void> {
      const { text } = get();
      const mine = ++checks;
      try {
        const { problems, schedules } = await server.check(text);
        // A later one may have been faster, and may speak another language.
        if (mine === checks && get().text === text) set({ problems, schedules, checkedText: text });
      } catch {
        // The connection's own notice says that it is gone; the next change checks again.
      }
    }

    async function save(): Promise<void> {
      if (running) {
        await running;
        if (get().saving === "waiting") return save();
        return;
      }
      if (get().saving === "conflict") return;
      running = saveOnce().finally(() => (running = null));
      await running;
    }

    async function saveOnce(): Promise<void> {
      const { text, base, etag } = get();
      set({ saving: "saving" });
      try {
        const saved = await server.save(text, base, etag);
        const isCurrent = get().text === text;
        set({ etag: saved.etag, saving: isCurrent ? "saved" : "waiting" });
        if (!isCurrent) schedule();
      } catch (error) {
        if (error instanceof DraftConflict) {
          set({ saving: "conflict", conflict: error });
        } else {
          set({ saving: "failed" });
          clearTimeout(saveTimer);
          saveTimer = setTimeout(() => void save(), timing.retry);
        }
      }
    }

    function take(loaded: Loaded): void {
      const { text, base, etag, isDraft } = loaded;
      set({ base, etag, isDraft, phase: "ready", error: null, saving: "saved", conflict: null });
      adopt(text);
      void check();
    }

    return {
      phase: "loading",
      error: null,
      text: "",
      data: {},
      textError: null,
      base: null,
      etag: "",
      isDraft: false,
      history: EMPTY,
      saving: "saved",
      conflict: null,
      problems: [],
      schedules: {},
      checkedText: null,

      async load() {
        try {
          const loaded = await server.load();
          if (get().saving !== "saved") return; // what was typed meanwhile goes before
          if (get().phase === "ready" && loaded.text !== get().text) set({ history: EMPTY });
          take(loaded);
        } catch (error) {
          if (get().phase !== "ready") set({ phase: "failed", error });
        }
      },
      change(edits, label = "") {
        if (edits.length > 0 && !get().textError) changed(edited(get().text, edits), label);
      },
      write(text, label = "") {
        changed(text, label);
      },
      undo() {
        const back = undo(get().history, get().text);
        if (!back) return;
        set({ history: back.history });
        adopt(back.text);
        schedule();
      },
      redo() {
        const next = redo(get().history, get().text);
        if (!next) return;
        set({ history: next.history });
        adopt(next.text);
        schedule();
      },
      async flush() {
        clearTimeout(saveTimer);
        if (running) await running;
        if (get().saving === "waiting" || get().saving === "failed") await save();
      },
      async recheck() {
        if (get().phase === "ready") await check();
      },
      async resolve(which) {
        const { conflict } = get();
        if (!conflict) return;
        const { theirs } = conflict;
        if (which === "mine") {
          set({ etag: theirs.etag, saving: "waiting", conflict: null });
          return save();
        }
        const mine = get().text;
        set({ history: record(get().history, mine, theirs.text, "", Date.now()) });
        take(theirs);
      },
      replaceByLive(text, revision) {
        clearTimeout(saveTimer);
        set({ history: record(get().history, get().text, text, "", Date.now()) });
        take({ text, base: revision, etag: "", isDraft: false });
      },
      stop() {
        clearTimeout(saveTimer);
        clearTimeout(checkTimer);
      },
    };
  });
  return store;
}
