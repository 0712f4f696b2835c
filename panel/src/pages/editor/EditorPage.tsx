/** The tree editor: palette, drawing, settings, and the same thing as text. */
import { ReactFlowProvider } from "@xyflow/react";
import { Alert, Button, ConfigProvider, Grid, Splitter } from "antd";
import { lazy, Suspense, useEffect, useMemo } from "react";
import { useSearchParams } from "react-router";
import { useCatalogue, useFormContext } from "../../app/catalogue";
import { useDraft, useDraftStore, WithDraft } from "../../app/draft";
import {
  graphOf,
  treeNames,
  connect,
  disconnect,
  moveNodes,
  removeNodes,
} from "../../document/graph";
import type { Catalogue } from "../../document/catalogue";
import type { Edit } from "../../document/edit";
import { faultOf, textErrorWords } from "../../document/textErrorWords";
import { problemOf } from "../../document/proof";
import { problemsOfTree } from "../../document/problems";
import { Drawing } from "../../drawing/Drawing";
import { useScheduleNotes } from "../../app/schedules";
import { useWords } from "../../i18n/words";
import { Boundary, ErrorState, Loading } from "../../ui/states";
import { useTitle } from "../../ui/page";
import { useEditorActions } from "./actions";
import { ConnectMenu, useConnectMenu } from "./ConnectMenu";
import { EmptyTrees } from "./EmptyTrees";
import { HistoryPanel } from "./HistoryPanel";
import { Inspector } from "./Inspector";
import { useKeys } from "./keyboard";
import { Palette } from "./Palette";
import { useEditorPresence } from "./presence";
import { useEditor } from "./state";
import { Toolbar, useFindFocus } from "./Toolbar";
import { TryPanel } from "./TryPanel";
import { useTry } from "./tryState";
import { editorWords } from "./words";

const TextView = lazy(() => import("./TextView"));

export default function EditorPage() {
  const t = useWords(editorWords);
  useTitle(t.title);
  const catalogue = useCatalogue();
  if (catalogue.error) {
    return <ErrorState error={catalogue.error} retry={() => void catalogue.refetch()} />;
  }
  if (!catalogue.data) return <Loading text={t.loading} />;
  return (
    <WithDraft>
      <ReactFlowProvider>
        <Editor catalogue={catalogue.data} />
      </ReactFlowProvider>
    </WithDraft>
  );
}

function Editor({ catalogue }: { catalogue: Catalogue }) {
  const t = useWords(editorWords);
  const draft = useDraftStore();
  const data = useDraft((state) => state.data);
  const { types } = catalogue;
  const wanted = useEditor((state) => state.tree);
  const textOpen = useEditor((state) => state.textOpen);
  const wide = Grid.useBreakpoint().md !== false;
  // A text that cannot be read cannot take what is drawn: until it is mended one can only look.
  const broken = useDraft((state) => state.textError !== null);
  const names = treeNames(data);
  const tree = names.includes(wanted) ? wanted : (names[0] ?? "");
  const graph = useMemo(() => graphOf(data, tree, types), [data, tree, types]);
  useAddress(tree, names);
  useEditorPresence(tree);
  const actions = useEditorActions(graph, types);
  const find = useFindFocus();
  useKeys(
    useMemo(
      () => ({
        ...actions,
        undo: () => draft.getState().undo(),
        redo: () => draft.getState().redo(),
        find: find.focus,
        save: () => void draft.getState().flush(),
      }),
      [actions, draft, find.focus],
    ),
  );
  const drawing = graph ? (
    <EditorDrawing
      catalogue={catalogue}
      graph={graph}
      actions={actions}
      readOnly={!wide || broken}
    />
  ) : (
    <EmptyTrees />
  );
  return (
    <div className="editor">
      <Toolbar graph={graph} catalogue={catalogue} actions={actions} find={find} wide={wide} />
      <TextErrorNotice />
      {!wide && <Alert banner type="info" title={t.deskOnly} />}
      <div className="editor-body">
        {wide && graph && (
          <Palette types={types} disabled={broken} onAdd={(type) => actions.add(type)} />
        )}
        <Splitter className="editor-split">
          <Splitter.Panel min={280}>{drawing}</Splitter.Panel>
          {textOpen && wide && (
            <Splitter.Panel defaultSize="42%" min={260} max="75%">
              <Boundary>
                <Suspense fallback={<Loading />}>
                  <TextView />
                </Suspense>
              </Boundary>
            </Splitter.Panel>
          )}
        </Splitter>
        {wide && <SidePanel catalogue={catalogue} graph={graph} duplicate={actions.duplicate} />}
      </div>
    </div>
  );
}

type Graph = NonNullable<ReturnType<typeof graphOf>>;

function EditorDrawing(props: {
  catalogue: Catalogue;
  graph: Graph;
  actions: ReturnType<typeof useEditorActions>;
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

function SidePanel(props: { catalogue: Catalogue; graph: Graph | null; duplicate: () => void }) {
  const { catalogue, graph } = props;
  const side = useEditor((state) => state.side);
  const problems = useDraft((state) => state.problems);
  const broken = useDraft((state) => state.textError !== null);
  const context = useFormContext(catalogue, () => useEditor.setState({ textOpen: true }));
  const tree = graph?.tree ?? "";
  const found = useMemo(() => problemsOfTree(problems, tree), [problems, tree]);
  if (side === "try") {
    return (
      <aside className="side">
        <TryPanel />
      </aside>
    );
  }
  if (side === "history") {
    return (
      <aside className="side">
        <HistoryPanel />
      </aside>
    );
  }
  if (!graph) return null;
  return (
    <aside className="side">
      <Boundary>
        <ConfigProvider componentDisabled={broken}>
          <Inspector
            graph={graph}
            catalogue={catalogue}
            context={context}
            problems={found}
            onDuplicate={props.duplicate}
          />
        </ConfigProvider>
      </Boundary>
    </aside>
  );
}

function TextErrorNotice() {
  const t = useWords(editorWords);
  const faults = useWords(textErrorWords);
  const error = useDraft((state) => state.textError);
  if (!error) return null;
  return (
    <Alert
      banner
      type="error"
      title={t.textBroken(error.line)}
      description={`${faultOf(error, faults)} ${t.textBrokenDetail}`}
      action={
        <Button size="small" onClick={() => useEditor.setState({ textOpen: true })}>
          {t.text}
        </Button>
      }
    />
  );
}

/** The tree and node of the address, and the address of the tree that is shown. */
function useAddress(tree: string, names: readonly string[]): void {
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
