/**
 * The live channel: server-sent events with replay. When it breaks it says so, tries again, and
 * catches up from the last event it had; where the server no longer keeps those, everybody who
 * shows live state is told to ask for it anew.
 */
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { History } from "./history";
import { SseParser, type Message } from "./sse";

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
const beginnings = new Set<(last: string) => void>();
const history = new History<LiveEvent>();

let address = "";
let lastId = "";
let attempt = 0;
let running: AbortController | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
let watchdog: ReturnType<typeof setTimeout> | undefined;
let waiting: LiveEvent[] = [];
let isScheduled = false;
let delivered = 0;
/** The server says something at least every 15 s. */
const SILENCE = 40_000;
const MOST_WAITING = 5000;

function become(connection: Connection): void {
  if (state.getState().connection !== connection) {
    state.setState({ connection, since: Date.now() });
  }
}

/** Milliseconds between two bundles: nobody reads faster, and drawing each frame anew is work. */
const EVERY = 120;

/**
 * Hand events over in bundles. The first after a pause comes with the next frame; five hundred a
 * second are eight bundles, not five hundred.
 */
function deliver(): void {
  isScheduled = false;
  delivered = performance.now();
  const bundle = waiting;
  waiting = [];
  if (bundle.length > 0) for (const listener of listeners) listener(bundle);
}

function schedule(): void {
  if (isScheduled) return;
  isScheduled = true;
  const pause = delivered + EVERY - performance.now();
  // A page in the background draws no frames, and still has to keep up.
  if (document.hidden) setTimeout(deliver, 200);
  else if (pause > 0) setTimeout(() => requestAnimationFrame(deliver), pause);
  else requestAnimationFrame(deliver);
}

/** What we know may have gaps: everybody who shows live state asks for it anew. */
function reset(): void {
  waiting = [];
  for (const action of resets) action();
}

function take(message: Message): void {
  if (message.id) lastId = message.id;
  if (message.kind === "ready" || message.kind === "reset") history.begin(message.id);
  if (message.kind === "ready") for (const action of beginnings) action(message.id);
  if (message.kind === "reset") return reset();
  if (message.kind === "ready" || message.kind === "dropped") return;
  try {
    const body = JSON.parse(message.data) as { kind?: string; data?: Record<string, unknown> };
    const event = { id: message.id, kind: body.kind ?? message.kind, data: body.data ?? {} };
    waiting.push(event);
    history.add(event);
  } catch {
    return; // not ours
  }
  if (waiting.length > MOST_WAITING) reset();
  schedule();
}

function alive(connection: AbortController): void {
  clearTimeout(watchdog);
  watchdog = setTimeout(() => connection.abort(), SILENCE);
}

async function open(): Promise<void> {
  if (!address) return;
  const connection = new AbortController();
  running = connection;
  if (state.getState().connection !== "lost") become("connecting");
  try {
    alive(connection);
    const response = await fetch(address, {
      headers: { Accept: "text/event-stream", ...(lastId ? { "Last-Event-ID": lastId } : {}) },
      signal: connection.signal,
      cache: "no-store",
    });
    if (response.ok && response.body) {
      attempt = 0;
      become("open");
      await listen(response.body, connection);
    }
  } catch {
    // Whatever it was: the channel is gone, and is opened again below.
  }
  if (running === connection && address) lost();
}

async function listen(body: ReadableStream<Uint8Array>, connection: AbortController) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const parser = new SseParser();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    alive(connection);
    for (const message of parser.push(decoder.decode(value, { stream: true }))) take(message);
  }
}

function lost(): void {
  clearTimeout(watchdog);
  become("lost");
  attempt += 1;
  clearTimeout(timer);
  timer = setTimeout(() => void open(), Math.min(400 * 2 ** Math.min(attempt, 5), 10_000));
}

/** Listen to a company's events; to another's from now on, if it is another address. */
export function connect(to: string): void {
  if (address === to) return;
  disconnect();
  address = to;
  void open();
}

export function disconnect(): void {
  address = "";
  lastId = "";
  history.begin("");
  attempt = 0;
  running?.abort();
  running = null;
  clearTimeout(timer);
  clearTimeout(watchdog);
  become("idle");
}

/**
 * Be told of events in bundles, and when what is shown may have gaps. `onBegin` is told when the
 * channel begins, and the last event before it: who has asked before may have missed some.
 */
export function subscribe(
  listener: Listener,
  onReset?: () => void,
  onBegin?: (last: string) => void,
): () => void {
  listeners.add(listener);
  if (onReset) resets.add(onReset);
  if (onBegin) beginnings.add(onBegin);
  return () => {
    listeners.delete(listener);
    if (onReset) resets.delete(onReset);
    if (onBegin) beginnings.delete(onBegin);
  };
}

/** What has happened since an event; null where the channel cannot tell without gaps. */
export function since(event: string): readonly LiveEvent[] | null {
  return history.since(event);
}

export function useConnection(): LiveState {
  return useStore(state);
}

globalThis.addEventListener?.("online", () => {
  if (state.getState().connection !== "lost") return;
  attempt = 0;
  clearTimeout(timer);
  void open();
});
