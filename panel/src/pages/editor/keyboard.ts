/** The editor's keys. They stay out of the way of whoever is typing into a field. */
import { useEffect } from "react";

export interface KeyActions {
  undo: () => void;
  redo: () => void;
  copy: () => void;
  cut: () => void;
  paste: () => void;
  duplicate: () => void;
  selectAll: () => void;
  find: () => void;
  save: () => void;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

export function useKeys(actions: KeyActions): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey)) return;
      const typing = isTyping(event.target);
      // The code, not the letter: on a Russian keyboard Ctrl+Z types "я".
      const action = actionFor(event.code, event.shiftKey, actions, typing);
      if (!action) return;
      if (document.querySelector(".ant-modal-wrap:not([style*='display: none'])")) return;
      event.preventDefault();
      action();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [actions]);
}

function actionFor(
  code: string,
  shift: boolean,
  actions: KeyActions,
  typing: boolean,
): (() => void) | null {
  if (code === "KeyS") return actions.save;
  if (typing) return null;
  const selectedText = String(getSelection() ?? "");
  switch (code) {
    case "KeyZ":
      return shift ? actions.redo : actions.undo;
    case "KeyY":
      return actions.redo;
    case "KeyC":
      return selectedText ? null : actions.copy;
    case "KeyX":
      return selectedText ? null : actions.cut;
    case "KeyV":
      return actions.paste;
    case "KeyD":
      return actions.duplicate;
    case "KeyA":
      return actions.selectAll;
    case "KeyF":
      return actions.find;
    default:
      return null;
  }
}
