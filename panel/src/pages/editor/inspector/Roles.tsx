import { Button, Tooltip } from "antd";
import { useDraft } from "../../../app/draft";
import type { GraphNode, TreeGraph } from "../../../document/graph";
import { useWords } from "../../../i18n/words";
import { editorWords } from "../words";

/** Whether calls enter at this node, and whether it takes them when something fails. */
export function Roles({ graph, node }: { graph: TreeGraph; node: GraphNode }) {
  const t = useWords(editorWords);
  const change = useDraft((state) => state.change);
  const role = (name: "start" | "fallback", value: string | undefined) =>
    change([
      value === undefined
        ? { kind: "delete", path: ["trees", graph.tree, name] }
        : { kind: "set", path: ["trees", graph.tree, name], value },
    ]);
  return (
    <div className="inspector-roles">
      {node.isStart ? (
        <span className="muted">{t.isStart}</span>
      ) : (
        <Button size="small" type="link" onClick={() => role("start", node.id)}>
          {t.makeStart}
        </Button>
      )}
      {node.isFallback ? (
        <Tooltip title={t.noFallback}>
          <Button size="small" type="link" onClick={() => role("fallback", undefined)}>
            {t.isFallback}
          </Button>
        </Tooltip>
      ) : (
        <Button size="small" type="link" onClick={() => role("fallback", node.id)}>
          {t.makeFallback}
        </Button>
      )}
    </div>
  );
}
