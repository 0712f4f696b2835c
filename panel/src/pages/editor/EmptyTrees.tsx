/** No tree yet: the four questions, or a template. */
import { Button } from "antd";
import { useState } from "react";
import { useWords } from "../../i18n/words";
import { ErrorState, Loading } from "../../ui/states";
import { FirstSteps } from "./steps/FirstSteps";
import { useTemplate, useTemplates } from "./templates";
import { editorWords } from "./words";

export function EmptyTrees() {
  const t = useWords(editorWords);
  const templates = useTemplates();
  const template = useTemplate();
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
        {templates.data?.map((one) => (
          <button
            key={one.name}
            type="button"
            className="template-card"
            disabled={template.isPending}
            onClick={() => template.mutate(one.name)}
          >
            <strong>{one.title}</strong>
            <span className="muted">{one.description}</span>
          </button>
        ))}
        {templates.isPending && <Loading />}
        {templates.error && (
          <ErrorState error={templates.error} retry={() => void templates.refetch()} />
        )}
      </div>
      {guide && <FirstSteps onClose={() => setGuide(false)} />}
    </div>
  );
}
