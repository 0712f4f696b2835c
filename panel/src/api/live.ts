/**
 * The live channel: server-sent events with replay. When it breaks it says so, tries again, and
 * catches up from the last event it had; what fell out of the server's ring is asked for anew.
 */
import { createStore } from "zustand/vanilla";
import { useStore } from "zustand";

export type Connection = "idle" | "connecting" | "open" | "lost";

export interface LiveEvent {
  id: string;
  kind: string;
  data: Record<string, unknown>;
}

interface LiveState {
  connection: Connection;
  since: number;
}

type Listener = (events: readonly LiveEvent[]) => void;

const state = createStore<LiveState>(() => ({ connection: "idle", since: Date.now() }));
const listeners = new Set<Listener>();
const resets = new Set<() => void>();

let source: EventSource | null = null;
let address = "";
let lastId = "";
let attempt = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let watchdog: ReturnType<typeof setTimeout> | undefined;
let waiting: LiveEvent[] = [];
let frame: number | null = null;
/** The server says something at least every 15 s. */
const SILENCE = 40_000;

function become(connection: Connection): void {
  if (state.getState().connection !== connection) {
    state.setState({ connection, since: Date.now() });
  }
}

/** Hand events over once a frame: five hundred a second are sixty bundles, not five hundred. */
function deliver(): void {
  frame = null;
  const bundle = waiting;
  waiting = [];
  for (const listener of listeners) listener(bundle);
}

function take(event: MessageEvent<string>): void {
  alive();
  if (event.lastEventId) lastId = event.lastEventId;
  let data: Record<string, unknown>;
  try {
    data = JSON.parse(event.data) as Record<string, unknown>;
  } catch {
    return;
  }
  const kind = event.type === "message" ? String(data.kind ?? "") : event.type;
  const body = typeof data.data === "object" && data.data !== null ? data.data : data;
  waiting.push({ id: event.lastEventId, kind, data: body as Record<string, unknown> });
  if (waiting.length > 5000) reset();
  frame ??= requestAnimationFrameOrSoon(deliver);
}

function requestAnimationFrameOrSoon(action: () => void): number {
  // A page in the background draws no frames, and still has to keep up.
  return document.hidden
    ? (setTimeout(action, 200) as unknown as number)
    : requestAnimationFrame(action);
}

function alive(): void {
  clearTimeout(watchdog);
  watchdog = setTimeout(() => broken(), SILENCE);
}

/** What we know may have gaps: everybody who shows live state asks for it anew. */
function reset(): void {
  waiting = [];
  for (const action of resets) action();
}

function broken(): void {
  source?.close();
  source = null;
  clearTimeout(watchdog);
  if (!address) return;
  become("lost");
  attempt += 1;
  clearTimeout(timer);
  timer = setTimeout(open, Math.min(500 * 2 ** Math.min(attempt, 5), 10_000));
}

function open(): void {
  if (!address) return;
  const wasLost = state.getState().connection === "lost";
  if (!wasLost) become("connecting");
  const query = lastId ? `?last_event_id=${encodeURIComponent(lastId)}` : "";
  source = new EventSource(address + query);
  source.onopen = () => {
    attempt = 0;
    become("open");
    alive();
    if (wasLost) reset();
  };
  source.onmessage = take;
  source.onerror = broken;
  for (const kind of KINDS) source.addEventListener(kind, take as EventListener);
  source.addEventListener("reset", reset);
  source.addEventListener("ping", alive);
}

/** Named events must be listened for by name. */
const KINDS: string[] = [];

export function connect(to: string, kinds: readonly string[] = []): void {
  if (address === to) return;
  disconnect();
  KINDS.splice(0, KINDS.length, ...kinds);
  address = to;
  lastId = "";
  attempt = 0;
  open();
}

export function disconnect(): void {
  address = "";
  source?.close();
  source = null;
  clearTimeout(timer);
  clearTimeout(watchdog);
  become("idle");
}

/** Be told of events in bundles, and when what is shown may have gaps. */
export function subscribe(listener: Listener, onReset?: () => void): () => void {
  listeners.add(listener);
  if (onReset) resets.add(onReset);
  return () => {
    listeners.delete(listener);
    if (onReset) resets.delete(onReset);
  };
}

export function useConnection(): LiveState {
  return useStore(state);
}

globalThis.addEventListener?.("online", () => {
  if (state.getState().connection === "lost") {
    attempt = 0;
    clearTimeout(timer);
    open();
  }
});
