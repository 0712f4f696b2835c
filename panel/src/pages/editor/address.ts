/** The address of the editor and what it shows, kept alike. */
import { useEffect } from "react";
import { useSearchParams } from "react-router";
import { useEditor } from "./state";

/** The tree and node of the address, and the address of the tree that is shown. */
export function useAddress(tree: string, names: readonly string[]): void {
  const [query, setQuery] = useSearchParams();
  const asked = query.get("tree");
  const node = query.get("node");
  const known = asked !== null && names.includes(asked);
  useEffect(() => {
    if (known && asked && (asked !== useEditor.getState().tree || node)) {
      useEditor.getState().show(asked, node ?? undefined);
      if (node) setQuery({ tree: asked }, { replace: true });
    }
    // Only when the address itself changes: afterwards the editor leads and the address follows.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [asked, node, known]);
  useEffect(() => {
    if (tree && tree !== asked && useEditor.getState().tree === tree) {
      setQuery({ tree }, { replace: true });
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [tree]);
}
