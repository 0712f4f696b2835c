/** Which widget a value of a schema form gets. */
import { Button } from "antd";
import { fieldLabel } from "../document/fieldWords";
import { useLocale } from "../i18n/locale";
import { useWords } from "../i18n/words";
import { ChoiceField, DirectDialField, KnownField, PickField, StrategyField } from "./choices";
import { MappingField, ObjectField, ObjectsField } from "./nested";
import { NumberField, SwitchField, TagsField, TextField } from "./plain";
import { PromptField } from "./PromptField";
import type { WidgetProps } from "./widget";
import { formWords } from "./words";

export function WidgetFor(props: WidgetProps) {
  const { widget, name } = props;
  if (name === "strategy" && props.context.strategies.length > 0)
    return <StrategyField {...props} />;
  if (name === "timezone" || name === "country") return <KnownField {...props} />;
  if (name === "direct_dial") return <DirectDialField {...props} />;
  switch (widget.kind) {
    case "prompt":
      return <PromptField {...props} many={widget.many} />;
    case "pick":
      return <PickField {...props} widget={widget} />;
    case "choice":
      return <ChoiceField {...props} options={widget.options} />;
    case "switch":
      return <SwitchField {...props} />;
    case "number":
      return <NumberField {...props} widget={widget} />;
    case "text":
      return <TextField {...props} long={widget.long} />;
    case "tags":
      return <TagsField {...props} />;
    case "object":
      return <ObjectField {...props} widget={widget} />;
    case "objects":
      return <ObjectsField {...props} widget={widget} />;
    case "mapping":
      return <MappingField {...props} widget={widget} />;
    case "yaml":
      return <TextViewHint {...props} />;
  }
}

function TextViewHint({ name, owner, context }: WidgetProps) {
  const t = useWords(formWords);
  const locale = useLocale();
  return (
    <div className="muted">
      {t.editAsText}{" "}
      {context.openText && (
        <Button size="small" type="link" onClick={context.openText}>
          {t.openText}: {fieldLabel(owner, name, locale)}
        </Button>
      )}
    </div>
  );
}
