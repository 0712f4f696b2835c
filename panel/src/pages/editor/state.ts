/** What the editor itself remembers: which tree, what is chosen, what is open beside it. */
import { create } from "zustand";
import type { Focus } from "../../drawing/viewport";

export type Side = "settings" | "try" | "history";

interface EditorState {
  tree: string;
  selection: string[];
  focus: Focus | null;
  textOpen: boolean;
  side: Side;
  show: (tree: string, node?: string) => void;
  choose: (nodes: string[]) => void;
}

export const useEditor = create<EditorState>((set) => ({
  tree: "",
  selection: [],
  focus: null,
  textOpen: false,
  side: "settings",
  show: (tree, node) =>
    set((before) => ({
      tree,
      selection: node ? [node] : before.tree === tree ? before.selection : [],
      focus: node ? { nodes: [node] } : before.focus,
    })),
  choose: (nodes) =>
    set((before) => (before.selection.join() === nodes.join() ? before : { selection: nodes })),
}));
