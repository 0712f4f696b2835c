/** The tree on its canvas: what is done to it there becomes changes of the draft. */
import { useMemo } from "react";
import { useDraft, useDraftStore } from "../../app/draft";
import { useScheduleNotes } from "../../app/schedules";
import type { Catalogue } from "../../document/catalogue";
import type { Edit } from "../../document/edit";
import { connect, disconnect, moveNodes, removeNodes, type TreeGraph } from "../../document/graph";
import { problemsOfTree } from "../../document/problems";
import { problemOf } from "../../document/proof";
import { Drawing } from "../../drawing/Drawing";
import type { EditorActions } from "./actions";
import { ConnectMenu, useConnectMenu } from "./ConnectMenu";
import { useEditor } from "./state";
import { useTry } from "./try/tryState";

export function EditorDrawing(props: {
  catalogue: Catalogue;
  graph: TreeGraph;
  actions: EditorActions;
  readOnly: boolean;
}) {
  const { catalogue, graph, actions, readOnly } = props;
  const draft = useDraftStore();
  const data = useDraft((state) => state.data);
  const problems = useDraft((state) => state.problems);
  const selection = useEditor((state) => state.selection);
  const focus = useEditor((state) => state.focus);
  const side = useEditor((state) => state.side);
  const tryOverlay = useTry((state) => state.overlays[graph.tree]);
  const menu = useConnectMenu();
  const notes = useScheduleNotes(graph);
  const findings = useTry((state) => state.findings);
  const found = useMemo(
    () => problemsOfTree([...problems, ...findings.map(problemOf)], graph.tree),
    [problems, findings, graph.tree],
  );
  const change = (edits: Edit[]) => draft.getState().change(edits);
  return (
    <>
      <Drawing
        graph={graph}
        data={data}
        types={catalogue.types}
        problems={found}
        notes={notes}
        readOnly={readOnly}
        selection={selection}
        focus={focus}
        overlay={side === "try" ? tryOverlay : undefined}
        onSelect={(nodes) => useEditor.getState().choose(nodes)}
        onMove={(places) => {
          const all = Object.fromEntries(graph.nodes.map((node) => [node.id, node.place]));
          change(moveNodes(graph.tree, { ...all, ...places }));
        }}
        onConnect={(source, exit, target) => change(connect(graph.tree, source, exit, target))}
        onConnectToNothing={(source, exit, place) => menu.open({ source, exit, place })}
        onDelete={(nodes, edges) => {
          const gone = new Set(nodes);
          change([
            ...edges
              .filter((edge) => !gone.has(edge.source))
              .flatMap((edge) => disconnect(graph.tree, edge.source, edge.exit)),
            ...(nodes.length > 0 ? removeNodes(data, graph.tree, nodes) : []),
          ]);
        }}
        onDropType={(type, place) => actions.add(type, place)}
      />
      <ConnectMenu
        menu={menu}
        types={catalogue.types}
        onChoose={(type, at) => actions.add(type, at.place, at)}
      />
    </>
  );
}
