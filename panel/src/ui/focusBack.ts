/**
 * When a dialog goes, the focus goes back to where it was before. A dialog that closes by itself
 * sees to that; one that is taken out of the page with all it holds would leave it nowhere.
 */
const DIALOG = ".ant-modal-root, .ant-drawer";
const REMEMBERED = 5;

/** Watches until the function that is returned is called. */
export function keepFocus(): () => void {
  let before: HTMLElement[] = [];
  let isInDialog = false;
  const remember = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement)) return;
    isInDialog = target.closest(DIALOG) !== null;
    if (isInDialog) return;
    before = [target, ...before.filter((one) => one !== target)].slice(0, REMEMBERED);
  };
  const observer = new MutationObserver((changes) => {
    if (!isInDialog || document.activeElement !== document.body) return;
    if (changes.every((one) => one.removedNodes.length === 0)) return;
    isInDialog = false;
    // Not an entry of a menu that has closed since.
    before.find((one) => one.checkVisibility())?.focus();
  });
  // Dialogs hang in boxes below the body itself, which go with them.
  observer.observe(document.body, { childList: true });
  document.addEventListener("focusin", remember);
  return () => {
    observer.disconnect();
    document.removeEventListener("focusin", remember);
  };
}
