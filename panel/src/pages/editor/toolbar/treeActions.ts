/** What the menu of trees does to them: a new one, another name, none. */
import { useDraft, useDraftStore } from "../../../app/draft";
import { freeName, renameTree, treeNames } from "../../../document/graph";
import { useLocale } from "../../../i18n/locale";
import { useEditor } from "../state";

const NAME = /^[\p{L}][\p{L}\p{N}_-]{0,59}$/u;

export interface TreeActions {
  names: readonly string[];
  /** A tree of one greeting, shown at once. */
  addEmpty: () => void;
  /** Nothing happens where the name is none, or taken. */
  rename: (from: string, to: string) => void;
  remove: (tree: string) => void;
}

export function useTreeActions(): TreeActions {
  const locale = useLocale();
  const draft = useDraftStore();
  const data = useDraft((state) => state.data);
  const names = treeNames(data);
  const { change } = draft.getState();
  return {
    names,
    addEmpty: () => {
      const name = freeName("tree", names);
      const start = { type: "greeting", prompt: locale === "ru" ? "Здравствуйте!" : "Hello!" };
      const tree = { start: "greeting", nodes: { greeting: start } };
      change([{ kind: "set", path: ["trees", name], value: tree }]);
      useEditor.getState().show(name);
    },
    rename: (from, to) => {
      if (!NAME.test(to) || names.includes(to)) return;
      change(renameTree(data, from, to));
      useEditor.getState().show(to);
    },
    remove: (tree) => change([{ kind: "delete", path: ["trees", tree] }]),
  };
}
