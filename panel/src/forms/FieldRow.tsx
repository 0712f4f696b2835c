/** One setting: its name, its widget, what it is for, and what is wrong with it. */
import { useId } from "react";
import { fieldHelp } from "../document/fieldWords";
import type { JsonSchema } from "../document/nodes";
import type { Problem } from "../document/problems";
import type { Plain } from "../document/text";
import { useLocale } from "../i18n/locale";
import { useWords } from "../i18n/words";
import { common } from "../i18n/common";
import { widgetOf } from "./schema";
import type { FormContext } from "./SchemaForm";
import { WidgetFor } from "./widgets";

export interface FieldRowProps {
  owner: string;
  name: string;
  label: string;
  schema: JsonSchema;
  required: boolean;
  value: Plain | undefined;
  problems: readonly Problem[];
  context: FormContext;
  onChange: (value: Plain | undefined, typing: boolean) => void;
}

export function FieldRow(props: FieldRowProps) {
  const { owner, name, label, schema, required, problems, context } = props;
  const id = useId();
  const locale = useLocale();
  const t = useWords(common);
  const widget = widgetOf(name, schema, context.defs);
  const help = fieldHelp(owner, name, locale, schema.description);
  const inline = widget.kind === "switch";
  const labelId = `${id}-label`;
  return (
    <div className={inline ? "field field-inline" : "field"} data-field={name}>
      <label className="field-label" htmlFor={id} id={labelId}>
        {label}
        {!required && !inline && <span className="field-optional">{t.optional}</span>}
      </label>
      <WidgetFor {...props} widget={widget} id={id} labelId={labelId} />
      {help && <div className="field-help">{help}</div>}
      {problems.map((problem, index) => (
        <div key={index} className={`field-problem ${problem.severity}`} role="alert">
          {problem.message}
          {problem.remedy && <span className="muted"> {problem.remedy}</span>}
        </div>
      ))}
    </div>
  );
}
