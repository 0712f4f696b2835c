/** The company as text, beside the drawing. Both are edited; both are always the same thing. */
import { defaultKeymap, indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import {
  bracketMatching,
  defaultHighlightStyle,
  foldGutter,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
} from "@codemirror/language";
import { linter, lintGutter, type Diagnostic } from "@codemirror/lint";
import { Compartment, EditorState, Transaction } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { useEffect, useRef } from "react";
import { useDraftStore } from "../../app/draft";
import { useIsDark } from "../../app/theme";
import { nodePath } from "../../document/graph";
import { locate } from "../../document/text";
import { faultOf, textErrorWords } from "../../document/textErrorWords";
import { currentLocale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import { useEditor } from "./state";
import { editorWords } from "./words";

const dark = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "#7fd6cb" },
  { tag: tags.string, color: "#d8c48f" },
  { tag: [tags.number, tags.bool, tags.null], color: "#e0a58a" },
  { tag: tags.comment, color: "#8d9ba5", fontStyle: "italic" },
]);

const light = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "#0b5d56" },
  { tag: tags.string, color: "#6d4f00" },
  { tag: [tags.number, tags.bool, tags.null], color: "#9a3b12" },
  { tag: tags.comment, color: "#5b6a74", fontStyle: "italic" },
]);

export default function TextView() {
  const t = useWords(editorWords);
  const draft = useDraftStore();
  const holder = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const look = useRef(new Compartment());
  const isDark = useIsDark();
  const isDarkAtFirst = useRef(isDark);

  useEffect(() => {
    if (!holder.current) return;
    const editor = new EditorView({
      parent: holder.current,
      state: EditorState.create({
        doc: draft.getState().text,
        extensions: [
          lineNumbers(),
          foldGutter(),
          drawSelection(),
          indentOnInput(),
          bracketMatching(),
          highlightActiveLine(),
          yaml(),
          lintGutter(),
          linter(() => diagnostics(draft.getState()), { delay: 200 }),
          EditorView.lineWrapping,
          EditorState.tabSize.of(2),
          look.current.of(appearance(isDarkAtFirst.current)),
          keymap.of([
            { key: "Mod-z", run: () => (draft.getState().undo(), true) },
            { key: "Mod-y", run: () => (draft.getState().redo(), true) },
            { key: "Mod-Shift-z", run: () => (draft.getState().redo(), true) },
            indentWithTab,
            ...defaultKeymap,
          ]),
          EditorView.updateListener.of((update) => {
            const typed = update.transactions.some(
              (one) => one.docChanged && one.annotation(Transaction.remote) !== true,
            );
            if (typed) draft.getState().write(update.state.doc.toString(), "text");
          }),
          EditorView.contentAttributes.of({ "aria-label": t.text, tabindex: "0" }),
        ],
      }),
    });
    view.current = editor;
    const stop = draft.subscribe((state, before) => {
      if (state.text !== before.text) replace(editor, state.text);
      if (state.problems !== before.problems) editor.dispatch({}); // asks the linter again
    });
    return () => {
      stop();
      editor.destroy();
      view.current = null;
    };
  }, [draft, t]);

  useEffect(() => {
    view.current?.dispatch({ effects: look.current.reconfigure(appearance(isDark)) });
  }, [isDark]);

  useEffect(
    () =>
      useEditor.subscribe((state, before) => {
        const [node] = state.selection;
        if (!node || state.selection === before.selection || view.current?.hasFocus) return;
        const place = locate(draft.getState().text, nodePath(state.tree, node));
        if (!place || !view.current) return;
        view.current.dispatch({
          selection: { anchor: place.from },
          effects: EditorView.scrollIntoView(place.from, { y: "center" }),
        });
      }),
    [draft],
  );

  return <div className="text-view" ref={holder} />;
}

function appearance(isDark: boolean) {
  return [
    EditorView.theme({ "&": { height: "100%" } }, { dark: isDark }),
    syntaxHighlighting(isDark ? dark : light),
    syntaxHighlighting(defaultHighlightStyle, { fallback: true }),
  ];
}

/** Put another text in, changing only what differs, so that the cursor stays where it was. */
function replace(editor: EditorView, text: string): void {
  const before = editor.state.doc.toString();
  if (before === text) return;
  const longest = Math.min(before.length, text.length);
  let from = 0;
  while (from < longest && before[from] === text[from]) from++;
  let tail = 0;
  while (
    tail < longest - from &&
    before[before.length - 1 - tail] === text[text.length - 1 - tail]
  ) {
    tail++;
  }
  editor.dispatch({
    changes: { from, to: before.length - tail, insert: text.slice(from, text.length - tail) },
    annotations: Transaction.remote.of(true),
  });
}

function diagnostics(
  state: ReturnType<ReturnType<typeof useDraftStore>["getState"]>,
): Diagnostic[] {
  const { text, problems, textError, checkedText } = state;
  const lines = text.split("\n");
  const offset = (line: number) =>
    lines.slice(0, line - 1).reduce((n, one) => n + one.length + 1, 0);
  if (textError) {
    const from = Math.min(offset(textError.line), text.length);
    const to = Math.min(from + (lines[textError.line - 1]?.length ?? 0), text.length);
    return [
      { from, to, severity: "error", message: faultOf(textError, textErrorWords[currentLocale()]) },
    ];
  }
  if (checkedText !== text) return [];
  return problems
    .filter((one) => one.line !== null)
    .map((one) => {
      const start = offset(one.line ?? 1);
      const from = Math.min(start + (one.column ?? 1) - 1, text.length);
      const to = Math.min(start + (lines[(one.line ?? 1) - 1]?.length ?? 0), text.length);
      const message = one.remedy ? `${one.message}\n${one.remedy}` : one.message;
      return { from, to: Math.max(from, to), severity: one.severity, message };
    });
}
