/** The tree editor: palette, drawing, settings, and the same thing as text. */
import { ReactFlowProvider } from "@xyflow/react";
import { Alert, Grid, Splitter } from "antd";
import { lazy, Suspense, useMemo } from "react";
import { useCatalogue } from "../../app/catalogue";
import { useDraft, useDraftStore, WithDraft } from "../../app/draft";
import type { Catalogue } from "../../document/catalogue";
import { graphOf, treeNames } from "../../document/graph";
import { useWords } from "../../i18n/words";
import { useTitle } from "../../ui/page";
import { Boundary, ErrorState, Loading } from "../../ui/states";
import { useEditorActions } from "./actions";
import { useAddress } from "./address";
import { EditorDrawing } from "./EditorDrawing";
import { EmptyTrees } from "./EmptyTrees";
import { useKeys } from "./keyboard";
import { Palette } from "./Palette";
import { useEditorPresence } from "./presence";
import { SidePanel } from "./SidePanel";
import { useEditor } from "./state";
import { TextErrorNotice } from "./TextErrorNotice";
import { useFindFocus } from "./toolbar/Find";
import { Toolbar } from "./toolbar/Toolbar";
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
