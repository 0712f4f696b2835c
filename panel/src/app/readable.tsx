/** Pages that change the draft by forms: they wait while its text can't be read. */
import { Alert, ConfigProvider } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { useWords } from "../i18n/words";
import { editorWords } from "../pages/editor/words";
import { useDraft, WithDraft } from "./draft";

/** Its children find the draft loaded, and their fields locked while nothing could be kept. */
export function WithReadableDraft({ children }: { children: ReactNode }) {
  return (
    <WithDraft>
      <Readable>{children}</Readable>
    </WithDraft>
  );
}

function Readable({ children }: { children: ReactNode }) {
  const t = useWords(editorWords);
  const error = useDraft((state) => state.textError);
  return (
    <>
      {error && (
        <Alert
          type="warning"
          showIcon
          className="draft-broken"
          title={t.textBroken(error.line)}
          description={
            <>
              {t.formsBroken} <Link to="/trees">{t.mendText}</Link>
            </>
          }
        />
      )}
      <ConfigProvider componentDisabled={error !== null}>{children}</ConfigProvider>
    </>
  );
}
