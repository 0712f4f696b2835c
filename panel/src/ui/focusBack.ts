/**
 * When a dialog goes, the focus goes back to where it was before. A dialog that closes by itself
 * sees to that; one that is taken out of the page with all it holds would leave it nowhere.
 */
const DIALOG = ".ant-modal-root, .ant-drawer";
const REMEMBERED = 5;

/** Watches until the function that is returned is called. */
export function keepFocus(): () => void {
  let before: HTMLElement[] = [];
  const remember = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement) || target.closest(DIALOG)) return;
    before = [target, ...before.filter((one) => one !== target)].slice(0, REMEMBERED);
  };
  const isDialog = (node: Node) =>
    node instanceof Element && (node.matches(DIALOG) || node.querySelector(DIALOG) !== null);
  const observer = new MutationObserver((changes) => {
    if (document.activeElement !== document.body) return;
    if (!changes.some((one) => [...one.removedNodes].some(isDialog))) return;
    before.find((one) => one.isConnected)?.focus();
  });
  // Dialogs hang below the body itself.
  observer.observe(document.body, { childList: true });
  document.addEventListener("focusin", remember);
  return () => {
    observer.disconnect();
    document.removeEventListener("focusin", remember);
  };
}
