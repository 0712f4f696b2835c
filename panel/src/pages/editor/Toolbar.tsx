/** Above the drawing: which tree, undo and redo, search, the state of the draft, publishing. */
import {
  AlignLeftOutlined,
  ApartmentOutlined,
  DownOutlined,
  ExperimentOutlined,
  HistoryOutlined,
  RedoOutlined,
  SearchOutlined,
  UndoOutlined,
} from "@ant-design/icons";
import { App, AutoComplete, Button, Dropdown, Input, Select, Tooltip, type InputRef } from "antd";
import { useMemo, useRef, useState } from "react";
import { useDraft, useDraftStore } from "../../app/draft";
import { DraftStatus } from "../../app/DraftStatus";
import type { Catalogue } from "../../document/catalogue";
import { freeName, renameTree, treeNames, type TreeGraph } from "../../document/graph";
import { nodeWords, typeTitle } from "../../document/nodeWords";
import { search } from "../../document/search";
import { useLocale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import type { EditorActions } from "./actions";
import { useTemplate, useTemplates } from "./templates";
import { FirstSteps } from "./FirstSteps";
import { Others } from "./presence";
import { ProblemsButton } from "./ProblemsButton";
import { useEditor } from "./state";
import { editorWords } from "./words";

export interface FindFocus {
  ref: React.RefObject<InputRef | null>;
  focus: () => void;
}

export function useFindFocus(): FindFocus {
  const ref = useRef<InputRef>(null);
  return useMemo(() => ({ ref, focus: () => ref.current?.focus() }), []);
}

export function Toolbar(props: {
  graph: TreeGraph | null;
  catalogue: Catalogue;
  actions: EditorActions;
  find: FindFocus;
  wide: boolean;
}) {
  const { graph, actions, wide, catalogue } = props;
  const t = useWords(editorWords);
  const draft = useDraftStore();
  const canUndo = useDraft((state) => state.history.past.length > 0);
  const canRedo = useDraft((state) => state.history.future.length > 0);
  const side = useEditor((state) => state.side);
  const textOpen = useEditor((state) => state.textOpen);
  const turn = (to: "try" | "history") =>
    useEditor.setState({ side: side === to ? "settings" : to });
  return (
    <div className="editor-toolbar" role="toolbar" aria-label={t.title}>
      <TreeMenu graph={graph} />
      {wide && (
        <>
          <span className="toolbar-group">
            <IconButton
              title={`${t.undo} (Ctrl+Z)`}
              icon={<UndoOutlined />}
              disabled={!canUndo}
              onClick={() => draft.getState().undo()}
            />
            <IconButton
              title={`${t.redo} (Ctrl+Y)`}
              icon={<RedoOutlined />}
              disabled={!canRedo}
              onClick={() => draft.getState().redo()}
            />
            <IconButton
              title={t.tidyHint}
              icon={<ApartmentOutlined />}
              disabled={!graph}
              onClick={actions.tidy}
            />
          </span>
          <Find find={props.find} catalogue={catalogue} />
          <Button
            icon={<AlignLeftOutlined />}
            type={textOpen ? "primary" : "default"}
            ghost={textOpen}
            aria-pressed={textOpen}
            title={t.textHint}
            onClick={() => useEditor.setState({ textOpen: !textOpen })}
          >
            {t.text}
          </Button>
          <Button
            icon={<ExperimentOutlined />}
            type={side === "try" ? "primary" : "default"}
            ghost={side === "try"}
            aria-pressed={side === "try"}
            onClick={() => turn("try")}
          >
            {t.tryIt}
          </Button>
          <Button
            icon={<HistoryOutlined />}
            type={side === "history" ? "primary" : "default"}
            ghost={side === "history"}
            aria-pressed={side === "history"}
            onClick={() => turn("history")}
          >
            {t.history}
          </Button>
        </>
      )}
      <span className="toolbar-space" />
      <Others />
      <ProblemsButton />
      <DraftStatus />
    </div>
  );
}

function IconButton(props: {
  title: string;
  icon: React.ReactNode;
  disabled: boolean;
  onClick: () => void;
}) {
  return (
    <Tooltip title={props.title}>
      <Button
        type="text"
        aria-label={props.title}
        icon={props.icon}
        disabled={props.disabled}
        onClick={props.onClick}
      />
    </Tooltip>
  );
}

function TreeMenu({ graph }: { graph: TreeGraph | null }) {
  const t = useWords(editorWords);
  const templates = useTemplates();
  const template = useTemplate();
  const locale = useLocale();
  const draft = useDraftStore();
  const data = useDraft((state) => state.data);
  const [guide, setGuide] = useState(false);
  const { modal } = App.useApp();
  const names = treeNames(data);

  const addEmpty = () => {
    const name = freeName("tree", names);
    const start = { type: "greeting", prompt: locale === "ru" ? "Здравствуйте!" : "Hello!" };
    draft.getState().change([
      {
        kind: "set",
        path: ["trees", name],
        value: { start: "greeting", nodes: { greeting: start } },
      },
    ]);
    useEditor.getState().show(name);
  };
  const rename = (from: string) => {
    let to = from;
    modal.confirm({
      title: t.renameTree,
      icon: null,
      content: (
        <Input defaultValue={from} aria-label={t.name} onChange={(e) => (to = e.target.value)} />
      ),
      onOk: () => {
        if (!/^[\p{L}][\p{L}\p{N}_-]{0,59}$/u.test(to) || names.includes(to)) return;
        draft.getState().change(renameTree(data, from, to));
        useEditor.getState().show(to);
      },
    });
  };
  return (
    <span className="toolbar-group">
      {graph && (
        <Select
          aria-label={t.trees}
          value={graph.tree}
          style={{ minWidth: 150 }}
          popupMatchSelectWidth={false}
          options={names.map((name) => ({ value: name, label: name }))}
          onChange={(name: string) => useEditor.getState().show(name)}
        />
      )}
      <Dropdown
        trigger={["click"]}
        menu={{
          items: [
            { key: "steps", label: t.firstSteps, onClick: () => setGuide(true) },
            { key: "new", label: t.newTree, onClick: addEmpty },
            {
              key: "templates",
              label: t.templates,
              children: templates.data?.map(({ name, title }) => ({
                key: name,
                label: title,
                onClick: () => template.mutate(name),
              })),
            },
            ...(graph
              ? [
                  { type: "divider" as const },
                  { key: "rename", label: t.renameTree, onClick: () => rename(graph.tree) },
                  {
                    key: "delete",
                    danger: true,
                    label: t.deleteTree,
                    onClick: () =>
                      draft.getState().change([{ kind: "delete", path: ["trees", graph.tree] }]),
                  },
                ]
              : []),
          ],
        }}
      >
        <Button type="text" icon={<DownOutlined />} aria-label={t.newTree} />
      </Dropdown>
      <FirstSteps open={guide} onClose={() => setGuide(false)} />
    </span>
  );
}

function Find({ find, catalogue }: { find: FindFocus; catalogue: Catalogue }) {
  const t = useWords(editorWords);
  const w = useWords(nodeWords);
  const data = useDraft((state) => state.data);
  const [typed, setTyped] = useState("");
  const hits = useMemo(
    () => search(data, typed, (type) => typeTitle(w, type, catalogue.types[type]?.title)),
    [data, typed, w, catalogue],
  );
  return (
    <AutoComplete
      value={typed}
      style={{ width: 190 }}
      popupMatchSelectWidth={360}
      options={hits.map((hit) => ({
        value: `${hit.tree}/${hit.node}`,
        label: (
          <span className="find-hit">
            <strong>{hit.node}</strong> <span className="muted">{hit.tree}</span>
            <span className="find-excerpt">{hit.excerpt}</span>
          </span>
        ),
      }))}
      notFoundContent={typed ? t.nothingFound : null}
      onChange={(value: string) => setTyped(value)}
      onSelect={(value: string) => {
        const [tree = "", node = ""] = value.split("/");
        useEditor.getState().show(tree, node);
        setTyped("");
      }}
    >
      <Input ref={find.ref} prefix={<SearchOutlined />} placeholder={t.find} aria-label={t.find} />
    </AutoComplete>
  );
}
