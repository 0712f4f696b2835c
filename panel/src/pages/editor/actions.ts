/** What the editor does to the draft: adding, copying, pasting, arranging. */
import { useMemo } from "react";
import { useDraftStore } from "../../app/draft";
import { copyNodes, pasteNodes, readCopied } from "../../document/clipboard";
import {
  freeName,
  moveNodes,
  nodePath,
  removeNodes,
  sizeOf,
  type TreeGraph,
} from "../../document/graph";
import { automatic, type Place } from "../../document/layout";
import { exitNames, type NodeTypes } from "../../document/nodes";
import type { Edit } from "../../document/edit";
import { freshNode } from "../../document/freshNode";
import { at, mapping } from "../../document/text";
import { useLocale } from "../../i18n/locale";
import { useEditor } from "./state";

/** The clipboard of the browser may be forbidden; then what was copied stays within this page. */
let copiedHere = "";

async function readClipboard(): Promise<string> {
  try {
    const text = await navigator.clipboard.readText();
    return readCopied(text) ? text : copiedHere;
  } catch {
    return copiedHere;
  }
}

export interface EditorActions {
  add: (type: string, place?: Place, from?: { source: string; exit: string }) => void;
  copy: () => void;
  cut: () => void;
  paste: () => void;
  duplicate: () => void;
  tidy: () => void;
  selectAll: () => void;
}

export function useEditorActions(graph: TreeGraph | null, types: NodeTypes): EditorActions {
  const draft = useDraftStore();
  const locale = useLocale();
  return useMemo(() => {
    const places = () =>
      Object.fromEntries((graph?.nodes ?? []).map((node) => [node.id, node.place]));
    const selected = () => useEditor.getState().selection;

    function pasteText(text: string, shift: Place): void {
      const copied = readCopied(text);
      if (!copied || !graph) return;
      const pasted = pasteNodes(draft.getState().data, graph.tree, copied, shift);
      draft.getState().change(pasted.edits);
      useEditor.getState().choose(pasted.names);
    }

    function copy(): void {
      if (!graph || selected().length === 0) return;
      copiedHere = copyNodes(draft.getState().data, graph.tree, selected(), places());
      void navigator.clipboard?.writeText(copiedHere).catch(() => undefined);
    }

    return {
      add(type, place, from) {
        if (!graph) return;
        const { data, change } = draft.getState();
        const nodes = mapping(at(data, ["trees", graph.tree, "nodes"]));
        const name = freeName(type, Object.keys(nodes));
        const node = freshNode(type, data, locale);
        const edits: Edit[] = [{ kind: "set", path: nodePath(graph.tree, name), value: node }];
        const exits = exitNames(node, types).length;
        const where = place ?? besides(graph);
        // Others keep their places: a single placed node would otherwise move all that are not.
        edits.push(
          ...moveNodes(graph.tree, { ...places(), [name]: centred(where, exits, !!from) }),
        );
        if (from) {
          edits.push({
            kind: "set",
            path: [...nodePath(graph.tree, from.source), "exits", from.exit],
            value: name,
          });
        }
        if (Object.keys(nodes).length === 0) {
          edits.push({ kind: "set", path: ["trees", graph.tree, "start"], value: name });
        }
        change(edits);
        // What a hand has put down is where one looks already.
        if (place) useEditor.getState().choose([name]);
        else useEditor.getState().show(graph.tree, name);
      },
      copy,
      cut() {
        copy();
        if (!graph) return;
        draft.getState().change(removeNodes(draft.getState().data, graph.tree, selected()));
        useEditor.getState().choose([]);
      },
      paste() {
        void readClipboard().then((text) => pasteText(text, { x: 48, y: 48 }));
      },
      duplicate() {
        if (!graph || selected().length === 0) return;
        const { data } = draft.getState();
        pasteText(copyNodes(data, graph.tree, selected(), places()), { x: 36, y: 36 });
      },
      tidy() {
        if (!graph) return;
        const boxes = graph.nodes.map((node) => ({ id: node.id, size: sizeOf(node.exits.length) }));
        draft.getState().change(moveNodes(graph.tree, automatic(boxes, graph.edges, graph.start)));
      },
      selectAll() {
        useEditor.getState().choose((graph?.nodes ?? []).map((node) => node.id));
      },
    };
  }, [graph, types, draft, locale]);
}

/** Right of everything, beside the chosen node if there is one. */
function besides(graph: TreeGraph): Place {
  const [chosen] = useEditor.getState().selection;
  const node = graph.nodes.find((one) => one.id === chosen) ?? graph.nodes.at(-1);
  if (!node) return { x: 0, y: 0 };
  let place = { x: node.place.x + 348, y: node.place.y };
  while (graph.nodes.some((one) => near(one.place, place))) place = { ...place, y: place.y + 180 };
  return place;
}

function near(a: Place, b: Place): boolean {
  return Math.abs(a.x - b.x) < 240 && Math.abs(a.y - b.y) < 150;
}

function centred(place: Place, exits: number, byWire: boolean): Place {
  if (!byWire) return place;
  return { x: place.x + 12, y: place.y - sizeOf(exits).height / 2 };
}
