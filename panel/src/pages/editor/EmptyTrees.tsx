/** No tree yet: the four questions, or a template. */
import { Button } from "antd";
import { useState } from "react";
import { useDraft, useDraftStore } from "../../app/draft";
import { fromTemplate, TEMPLATES } from "../../document/templates";
import { useLocale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import { FirstSteps } from "./FirstSteps";
import { useEditor } from "./state";
import { templateWords } from "./templateWords";
import { editorWords } from "./words";

export function EmptyTrees() {
  const t = useWords(editorWords);
  const words = useWords(templateWords);
  const locale = useLocale();
  const draft = useDraftStore();
  const data = useDraft((state) => state.data);
  const [guide, setGuide] = useState(false);
  return (
    <div className="empty-trees">
      <h2>{t.emptyTitle}</h2>
      <p className="muted">{t.emptyDetail}</p>
      <Button type="primary" size="large" onClick={() => setGuide(true)}>
        {t.firstSteps}
      </Button>
      <h3>{t.templates}</h3>
      <div className="template-cards">
        {TEMPLATES.map((name) => (
          <button
            key={name}
            type="button"
            className="template-card"
            onClick={() => {
              const made = fromTemplate(data, name, locale);
              draft.getState().change(made.edits);
              useEditor.getState().show(made.tree);
            }}
          >
            <strong>{words[name].title}</strong>
            <span className="muted">{words[name].about}</span>
          </button>
        ))}
      </div>
      <FirstSteps open={guide} onClose={() => setGuide(false)} />
    </div>
  );
}
