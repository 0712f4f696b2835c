/** The imagined call of the editor: its story, what became of it, and the way on the drawing. */
import { create } from "zustand";
import type { components } from "../../../api/schema";
import { BLANK, type Story } from "../../../document/tryCall";
import type { Finding } from "../../../document/proof";
import { hopsOf, type TraceHop } from "../../../document/trace";
import { wayOf, type Overlay } from "../../../drawing/overlay";

export type Imagined = components["schemas"]["ImaginedView"];

interface TryState {
  story: Story;
  result: Imagined | null;
  hops: TraceHop[];
  /** The hop that is looked at; null: the whole way. */
  at: number | null;
  overlays: Record<string, Overlay>;
  /** What the proof found; it stands on the drawing beside what lint says. */
  findings: readonly Finding[];
  change: (changed: Partial<Story>) => void;
  show: (result: Imagined) => void;
  choose: (at: number | null) => void;
  clear: () => void;
}

export const useTry = create<TryState>((set, get) => ({
  story: BLANK,
  result: null,
  hops: [],
  at: null,
  overlays: {},
  findings: [],
  change: (changed) => set({ story: { ...get().story, ...changed } }),
  show: (result) => {
    const hops = hopsOf(result.record);
    set({ result, hops, at: null, overlays: overlaysOf(hops, null) });
  },
  choose: (at) => set({ at, overlays: overlaysOf(get().hops, at) }),
  clear: () => set({ result: null, hops: [], at: null, overlays: {}, findings: [] }),
}));

function overlaysOf(hops: readonly TraceHop[], at: number | null): Record<string, Overlay> {
  const trees = [...new Set(hops.map((hop) => hop.tree))];
  const upTo = at === null ? hops.length : at + 1;
  return Object.fromEntries(trees.map((tree) => [tree, wayOf(hops, tree, upTo)]));
}
